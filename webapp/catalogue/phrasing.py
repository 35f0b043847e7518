"""Sentences made of the catalogue's facts. Pure functions, no catalogue at hand."""

import re

from webapp.catalogue import regions
from webapp.catalogue.durations import duration, duration_long

PRESSURE = {"medium": "4–5 of 10", "light": "Lightly"}
SIDES = {
    "both-together": "both sides",
    "one-then-other": "one side, then the other",
    "midline": "midline",
}
TOOLS = {
    "thumb": ("thumb", "thumbs"),
    "index": ("index finger", "index fingers"),
    "fingertips": ("fingertips", "fingertips"),
    "knuckle": ("knuckles", "knuckles"),
    "palm": ("palm", "palms"),
    "tennis-ball": ("a ball", "a ball"),
}
AIDS = re.compile(
    r"\b(?:tennis|(?:a|the) ball(?! of)|knuckles (?:of|or|are)|with the knuckles|backs of the hands|eraser|tool|lean on)\b", re.IGNORECASE
)
"""What nobody presses with who presses lightly; the ball of the foot and the knuckles of a hand are places."""
LIGHT_TOOLS = {"knuckle": "fingertips", "tennis-ball": "fingertips"}
"""What presses instead where it has to be light."""
LEADS = {"avoid": "Leave it out", "ask": "Ask first", "gentle": "Lightly"}
ALONE = LEADS | {"gentle": "With care"}
"""The leads where no condition follows: then they hold for everybody, whatever the pressure of the dose."""
TOGETHER = {
    "thumb": "Both thumbs together.",
    "index": "Both index fingers together.",
    "fingertips": "The fingertips of both hands together.",
    "knuckle": "The knuckles of both hands together.",
    "palm": "Both palms together.",
}
THE = {
    "thumb": "The thumb",
    "index": "The index finger",
    "fingertips": "The fingertips",
    "knuckle": "The knuckles",
    "palm": "The palm",
}
ONE = {
    "thumb": "one thumb",
    "index": "one index finger",
    "fingertips": "the fingertips",
    "knuckle": "the knuckles",
    "palm": "the palm of one hand",
}
MOTIONS = {
    "press": "Build up over three to five seconds, breathe slowly, and let go slowly.",
    "knead": "Small, slow circles. Build up over three to five seconds, breathe slowly, and let go slowly.",
    "tap": "Tap with loose fingers, about once a second, and breathe slowly.",
    "rub": "Rub slowly to and fro, and breathe slowly.",
}
SHORT_HOLD = 10
SHORT_MOTION = "Ease in, breathe slowly, and let go slowly."
ENOUGH = {
    "medium": "A dull, good ache is enough.",
    "light": "Keep it light: comfort is enough.",
    "rub": "A little warmth is enough.",
    "tap": "Keep it light and even.",
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
TIMES = {1: "once", 2: "twice", 3: "three times", 4: "four times"}


def dose(seconds, holds, paired):
    """60, 2, False -> "2 × 1 min"; 10, 1, True -> "10 s a side"."""
    one = duration(seconds)
    text = f"{holds} × {one}" if holds > 1 else one
    return f"{text} a side" if paired else text


def tool(name, plural):
    """The tool in words; plural when both hands press at once."""
    return TOOLS[name][1 if plural else 0]


def listed(words, last="and"):
    """["a", "b", "c"] -> "a, b and c"."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def hands(technique, sides, region):
    """Where the hands go: an arm is pressed by the other hand, a shoulder from across."""
    name = technique.tool
    if name == "tennis-ball":
        return regions.BALL.get(region, "A tennis ball between you and a wall.")
    if sides == "both-together":
        return TOGETHER[name]
    if sides == "midline":
        return f"{ONE[name].capitalize()}, on the midline."
    if region in regions.ARM:
        whose = "the other hand"
    else:
        whose = "the opposite hand" if region in regions.ACROSS else "one hand"
    return f"{THE[name]} of {whose}."


def press(technique, hands_text, dose):
    """The paragraph under Press. A short hold leaves no time to build up."""
    order = ", one side, then the other." if dose.paired else "."
    motion = MOTIONS[technique.action]
    if dose.seconds <= SHORT_HOLD and technique.action in ("press", "knead"):
        motion = SHORT_MOTION
    hands_text = hands_text.removesuffix(".") + order
    return f"{hands_text} {motion} {ENOUGH.get(technique.action) or ENOUGH[technique.pressure]}"


def often(per_day, per_day_from=0):
    """2 -> "Twice a day.", 3 from 2 -> "Two to three times a day."."""
    if not per_day:
        return ""
    if per_day_from and per_day_from != per_day:
        return f"{NUMBERS[per_day_from].capitalize()} to {NUMBERS[per_day]} times a day."
    if per_day == 1:
        return "Once a day."
    return f"Up to {TIMES[per_day]} a day."


def timing(dose):
    """A dose spelled out: holds, rests, sides, how often."""
    hold = duration_long(dose.seconds)
    if dose.holds == 1:
        side = hold
    elif dose.holds == 2:
        side = f"{hold}, rest {duration_long(dose.rest)}, {hold}"
    else:
        side = f"{NUMBERS[dose.holds].capitalize()} holds of {hold}, {dose.rest} seconds of rest between"
    if dose.paired:
        side += ", then the other side" if dose.holds == 1 else "; then the other side"
    return f"{side}. {often(dose.per_day, dose.per_day_from)}".strip()


def care(level, cautions):
    """Lead and text of one group of cautions.

    With conditions the lead runs into the first ("Leave it out" + "with …"), each other is a sentence; without, it stands alone.
    """
    conditions = [c.condition for c in cautions if c.condition]
    notes = " ".join(dict.fromkeys(c.note for c in cautions if c.note))
    if not conditions:
        return f"{ALONE[level]}.", notes
    return LEADS[level], f"{'. Also '.join(conditions)}. {notes}".strip()


def routine_care(left_out):
    """The paragraph under Take care of a routine."""
    stop = "Stop if it hurts, tingles or makes you dizzy."
    if not left_out:
        return stop
    verb = "which is" if len(left_out) == 1 else "which are"
    return f"Contains {listed(left_out)}, {verb} left out in pregnancy. {stop}"


def known(point, uses, sources):
    """What is known of a point: tradition first, then what was studied, then what was not found.

    uses: {key: Use}; sources: {key: Source}. A study that is only recalled is said to be recalled.
    """
    tradition = f"Traditionally used for {listed(uses[u].phrase for u in point.uses)}."
    read = [s for s in point.sources if s not in point.recalled_in]
    tested = [sources[s].tested for s in read if sources[s].tested]
    leaflets = [sources[s].leaflet for s in read if sources[s].leaflet]
    recalled = [sources[s].tested for s in point.recalled_in]
    out = [tradition]
    if tested:
        out.append(f"It was one of the points in {listed(tested)}.")
    if recalled:
        out.append(f"Recalled, not read: that it was also in {listed(recalled)}.")
    if leaflets and not tested:
        out.append(f"It is on {listed(leaflets)}.")
    if point.use_evidence == "seed":
        out.append("It is one of the nine points of the article this guide began with.")
    if point.use_evidence == "studied" or leaflets:
        out.append("No study of this point alone is among our sources.")
    else:
        out.append("No study of this point is among our sources.")
    return " ".join(out)
