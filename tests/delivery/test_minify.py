"""Scripts and styles without what only their readers need."""

import pytest

from webapp.delivery import minify


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("/** Doc. */\nexport function f(x) {\n  // why\n  return x + 1; /* so */\n}\n", "export function f(a){return a+1;}"),
        ("const a = `x  ${ b ? `in // not a comment` : '' }  y`;", "const a=`x  ${b?`in // not a comment`:''}  y`;"),
        ('const u = "http://a/*b*/";', 'const u="http://a/*b*/";'),
        ("x = a / b / c; y = /a  b/.test(c);", "x=a/b/c;y=/a  b/.test(c);"),
        ("x = a + +b - -c; y = a++ + ++b;", "x=a+ +b- -c;y=a++ + ++b;"),
        ("let x = 1\nlet y = 2\n++x\n;[1].map(f)", "let x=1\nlet y=2\n++x;[1].map(f)"),
        ("return\n  x", "return\nx"),
        ("a\n(b)", "a\n(b)"),
        ("typeof  x in  y", "typeof x in y"),
        ("import { a } from \"b\";\nimport 'c';", "import{a}from\"b\";import'c';"),
        ("class A { static  #p = 1; get  q() { return this.#p } }", "class A{static #a=1;get q(){return this.#a}}"),
        ("1 .toFixed()", "1 .toFixed()"),
    ],
)
def test_a_script_means_the_same_in_fewer_bytes(source, short):
    assert minify.javascript(source) == short


def test_a_script_that_does_not_parse_is_left_as_it_is():
    assert minify.javascript("const = 1  // oh") == "const = 1  // oh"


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("/* why */\na {\n  color: red;\n}\n", "a{color:red}"),
        ('a { content: "/* kept */  ;  "; }', 'a{content:"/* kept */  ;  "}'),
        ("a { width: calc(1px + 2px); & :hover { b: c } & .d, e > f { g: h } }",
         "a{width:calc(1px + 2px);& :hover{b:c}& .d,e>f{g:h}}"),
        (".a :is(b, c) { d: e }", ".a :is(b,c){d:e}"),
        ("@media (width >= 30em) and (hover: hover) { a { b: c } }", "@media (width>= 30em) and (hover:hover){a{b:c}}"),
        ("a { b: c } /* it's */ d { e: 'f' }", "a{b:c}d{e:'f'}"),
    ],
)  # fmt: skip
def test_a_style_sheet_means_the_same_in_fewer_bytes(source, short):
    assert minify.css(source) == short


def test_every_script_of_ours_parses():
    from webapp.delivery.assets import FOLDER

    for path in (FOLDER / "js").glob("*.js"):
        source = path.read_text()
        assert len(minify.javascript(source)) < len(source), path.name
