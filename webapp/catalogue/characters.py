"""One form for Chinese characters that are written in several ways: traditional and Japanese ones are read as simplified."""

OTHER = (
    "會聰風陽魚攢絲顴漿頰車關貞氣樞橫腎門腸邊環澤內溝淵勞宮後際點犢鶴頂陰豐機懸鐘崑崙脈沖間湧孫臨衝兪輸腧谿関気渓労頭頸顏顔齒"
    "歯経經鬱過壓慮惡嘔暈脹緊張臉腳髖顎頜鍾覺沢昇巓竜陥円辺滝鷄癢鬆壞滿豊痺煩癥爲為遠鏈顱項盜調節転攅塩穀蓋楽樂薬藥熱発發聴聽"
    "痩動傷脇脅臍腦脳詰違覚裡裏"
)
SIMPLE = (
    "会聪风阳鱼攒丝颧浆颊车关贞气枢横肾门肠边环泽内沟渊劳宫后际点犊鹤顶阴丰机悬钟昆仑脉冲间涌孙临冲俞俞俞溪关气溪劳头颈颜颜齿"
    "齿经经郁过压虑恶呕晕胀紧张脸脚髋颚颌钟觉泽升巅龙陷圆边泷鸡痒松坏满丰痹烦症为为远链颅项盗调节转攒盐谷盖乐乐药药热发发听听"
    "瘦动伤胁胁脐脑脑诘违觉里里"
)
SIMPLIFIED = str.maketrans(OTHER, SIMPLE)
