"""Templates are laid out like any other source, and their pages do not pay for it."""

import pytest
from jinja2 import DebugUndefined, Environment

from tests.sources import own_files
from webapp.delivery.indentation import Indentation

MAX_LINE = 300
"""A sentence that people read stands in one line, however long; markup never needs so much."""


def rendered(source, **given):
    return Environment(extensions=[Indentation], autoescape=True, undefined=DebugUndefined).from_string(source).render(given)


def test_a_line_break_between_two_tags_is_nothing():
    assert rendered("<ul>\n  <li>one</li>\n\n  <li>two</li>\n</ul>\n") == "<ul><li>one</li><li>two</li></ul>"


def test_tags_of_jinja_are_tags():
    source = "<ul>\n  {% for n in (1, 2) %}\n    <li>{{ n }}</li>\n  {% endfor %}\n  {# a word #}\n  {% if true %}\n    <li>3</li>\n  {% endif %}\n</ul>\n"
    assert rendered(source) == "<ul><li>1</li><li>2</li><li>3</li></ul>"


def test_beside_words_and_values_a_line_break_stays_a_blank():
    assert rendered("<p>\n  so\n  it <b>is</b>\n  {{ a }}\n  {{ b }}\n</p>", a="a", b="b") == "<p>\nso\nit <b>is</b>\na\nb\n</p>"


def test_a_blank_on_the_line_stays():
    assert rendered("<b>a</b> <i>b</i>{% if true %} <s>c</s>{% endif %}") == "<b>a</b> <i>b</i> <s>c</s>"


@pytest.mark.parametrize("chosen", [True, False])
def test_attributes_are_kept_apart(chosen):
    source = (
        '<a\n  class="a"\n  {% if chosen %}\n    data-b="{{ b }}"\n  {% endif %}\n  {% if chosen %}data-c{% endif %}\n  href="/">\n</a>'
    )
    assert rendered(source, chosen=chosen, b=1).split() == [
        "<a",
        'class="a"',
        *(['data-b="1"', "data-c"] if chosen else []),
        'href="/"></a>',
    ]


def test_what_jinja_says_of_a_line_is_true():
    with pytest.raises(ZeroDivisionError) as failure:
        rendered("<p>\n</p>\n\n{# a word #}\n<b>\n  {{ 1 // zero }}\n</b>", zero=0)
    assert failure.traceback[-1].lineno + 1 == 6


def test_no_template_is_one_long_line():
    long = {
        f"{path.relative_to(path.parents[2])}:{number} has {len(line)} signs"
        for path in own_files(".html", rooms=("templates",))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > MAX_LINE
    }
    assert not long
