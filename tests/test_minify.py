"""Scripts and styles without what only their readers need."""

import re

import pytest

from webapp import minify
from webapp.assets import FOLDER


def test_a_script_loses_comments_white_space_and_long_local_names():
    source = "/** Doc. */\nexport function open(first) {\n  // why\n  return first + 1; /* so */\n}\n"
    assert minify.javascript(source) == "export function open(e){return e+1}"


@pytest.mark.parametrize(
    "kept",
    [
        '"http://a/*b*/"', "`x  ${b?`in // not a comment`:1}  y`", "/a  b/.test(c)", "a+ +b- -c", "a+ ++b",
        "say({one,two:three})", "document.title", "this.name.length",
    ],
)  # fmt: skip
def test_what_a_script_does_stays(kept):
    assert minify.javascript(f"use(\n  {kept}\n);") == f"use({kept})"


@pytest.mark.parametrize(
    "seen", ['import{say}from"status"', "export const two=2", "top_of_all=one()", "export{two_ as three}"]
)
def test_what_others_see_keeps_its_name(seen):
    source = seen.replace("top", "const top")
    assert seen in minify.javascript(f"const two_ = 1;\n{source};\nuse(two_)")


def test_a_new_name_never_hides_one_of_the_browsers():
    text = minify.javascript("const f = (history, long) => { use(long, e, t, n); history.back(); }; f()")
    parameters, body = re.search(r"\((.*?)\)=>\{(.*)\}", text).groups()
    assert not {"e", "t", "n"} & set(parameters.split(","))
    assert ",e,t,n)" in body


def test_a_script_that_does_not_parse_is_told_by_its_name():
    with pytest.raises(minify.UnreadableSource, match=r"^static/js/shell\.js: .*line 2"):
        minify.javascript("const one = 1;\nconst = 1", "static/js/shell.js")


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("/* why */\na {\n  color: red;\n}\n", "a{color:red}"),
        ('a { content: "/* kept */  ;  "; }', 'a{content:"/* kept */  ;  "}'),
        ("a { width: calc(1px + 2px); & :hover { b: c } & .d, e > f { g: h } }",
         "a{width:calc(1px + 2px);& :hover{b:c}& .d, e > f{g:h}}"),
        (".a :is(b, c) { d: e }", ".a :is(b,c){d:e}"),
        ("@media (width >= 30em) and (hover: hover) { a { b: c } }", "@media(width >= 30em) and (hover:hover){a{b:c}}"),
        ("@layer one, two; @layer one { a { inset: 0 auto } }", "@layer one,two;@layer one{a{inset:0 auto}}"),
    ],
)  # fmt: skip
def test_a_style_sheet_means_the_same_in_fewer_bytes(source, short):
    assert minify.css(source) == short


def test_every_script_and_style_of_ours_parses():
    for path in (*(FOLDER / "js").glob("*.js"), FOLDER / "service-worker.js"):
        assert len(minify.javascript(path.read_text(), path.name)) < path.stat().st_size
    for path in (FOLDER / "css").glob("*.css"):
        assert len(minify.css(path.read_text(), path.name)) < path.stat().st_size


def test_a_process_that_was_forked_off_is_told_instead_of_waiting_for_ever(monkeypatch):
    monkeypatch.setattr(minify, "HOME", 0)
    with pytest.raises(RuntimeError, match="static/js/new.js cannot be made smaller after a fork"):
        minify.javascript("const never = 'seen before';", "static/js/new.js")
