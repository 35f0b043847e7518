"""Short names for what is local to a script."""

from pathlib import Path

import pytest

from webapp.delivery import bundles, minify, shorten


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("(() => { const first = 1; return first + first; })()", "(()=>{const a=1;return a+a;})()"),
        ("function open(window) { return window.open; }", "function open(a){return a.open;}"),
        ("(({ name, size = 2 }) => ({ name, other: size }))(x)", "(({name:a,size:b=2})=>({name:a,other:b}))(x)"),
        ("(() => { for (const [key, value] of list) use(key, value); })()", "(()=>{for(const[a,b]of list)use(a,b);})()"),
        ("(() => { try { go(); } catch (problem) { say(problem); } })()", "(()=>{try{go();}catch(a){say(a);}})()"),
        ("(() => { const say = `${hello} you`; return say; })()", "(()=>{const a=`${hello} you`;return a;})()"),
        ("(() => { let count = 0; return (step) => (count += step); })()", "(()=>{let a=0;return(b)=>(a+=b);})()"),
        ("(() => { const one = 1; return `one ${one} ${`two ${one}`}`; })()", "(()=>{const a=1;return`one ${a} ${`two ${a}`}`;})()"),
    ],
)
def test_what_is_local_is_short(source, short):
    assert minify.javascript(source) == short


@pytest.mark.parametrize(
    "source",
    [
        'import{say}from"status";const one=say;',
        "export const two=2;",
        "const top=1;top;",
        "document.title;",
        'const $clock=(()=>{return{};})();',
    ],
)
def test_what_others_see_keeps_its_name(source):
    assert minify.javascript(source) == source


def test_a_name_that_is_the_browsers_somewhere_is_kept_everywhere():
    text = minify.javascript("(() => { const history = 1; use(history); })(); (() => history.back())();")
    assert text.count("history") == 3


def test_a_new_name_never_hides_one_that_is_kept():
    text = minify.javascript("(() => { const long = 1; a(long, b); })()")
    assert "const c=1" in text


def test_private_members_are_short_and_stay_apart_from_public_ones():
    text = minify.javascript("class Box { #value = 1; value = 2; get() { return this.#value; } }")
    assert text == "class Box{#a=1;value=2;get(){return this.#a;}}"


def meanings(text):
    """For every name in a script, in order: which of its declarations it means, by the order of their first use; or itself."""
    first = {}
    for node, _, home in shorten.resolved(minify.parsed(text))[0]:
        name = node.text.decode()
        yield name if home is None else first.setdefault((home, name), len(first))


def test_every_name_in_our_scripts_goes_on_meaning_what_it_meant():
    folder = Path(__file__).parents[2] / "static"
    texts = {path.stem: path.read_text() for path in (folder / "js").glob("*.js")}
    bundled = [bundles.bundle(members, texts) for members in bundles.GROUPS.values()]
    for source in (*texts.values(), *bundled, (folder / "service-worker.js").read_text()):
        assert list(meanings(minify.javascript(source))) == list(meanings(source))
