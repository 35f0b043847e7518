"""The measuring line of the player's picture stands on the side that is pressed, for every point and either side."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import telling
from tests.browser.engines import ENGINES
from tests.browser.phone import script
from tests.browser.practicing import answered, open_practice
from webapp.catalogue import load_catalogue

CATALOGUE = load_catalogue()
PAIRED = [code for code, point in CATALOGUE.points.items() if point.dose.paired]

# Shows the step of a side as the player does, with the point's own template, and measures on the screen: for each mark
# how far the nearest place of a measuring line is from it. Empty where the picture has no line.
MEASURE = """async ({ codes, sides, kind }) => {
  const { Picture } = await import('practice-picture');
  const place = document.createElement('div');
  Object.assign(place.style, { position: 'fixed', inset: '0', background: 'white', zIndex: 99 });
  place.className = 'player';
  const find = document.createElement('div');
  find.className = 'stepping__find';
  place.append(find);
  document.body.append(place);
  const found = {};
  for (const code of codes) {
    const answer = await fetch(`/points/${code}/practice`, { headers: { 'HX-Request-Type': 'partial' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const template = page.querySelector(`template[data-find="${code}"]`);
    for (const side of sides) {
      new Picture(find, () => template).show([{ kind, point: code, side }], 0);
      const lines = [...find.querySelectorAll('.measure path:not(.measure__tick)')].filter((path) => path.getTotalLength());
      const dots = lines.flatMap((path) => {
        const onScreen = path.getScreenCTM();
        const all = path.getTotalLength();
        return Array.from({ length: 60 }, (_, i) => path.getPointAtLength((all * i) / 59).matrixTransform(onScreen));
      });
      found[`${code} ${side}`] = dots.length ? [...find.querySelectorAll('.spot')].map((spot) => {
        const box = spot.querySelector('.disc').getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return [spot.dataset.side, Math.min(...dots.map((dot) => Math.hypot(dot.x - x, dot.y - y)))];
      }) : [];
    }
  }
  return found;
}"""

# The words of the picture that is up, as they stand on the screen: those not wholly in it, and those in mirror writing.
WORDS = """() => {
  const picture = document.querySelector('[data-part=find] svg');
  const all = [...picture.querySelectorAll('.measure text')];
  const frame = picture.getBoundingClientRect();
  const isInside = ({ left, right, top, bottom }) => left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom;
  const turns = (one) => new DOMMatrix(getComputedStyle(one).transform).a;
  return {
    count: all.length,
    outside: all.filter((words) => !isInside(words.getBoundingClientRect())).map((words) => words.textContent),
    turned: all.filter((words) => turns(words) * turns(words.closest('.measure')) < 0).map((words) => words.textContent),
  };
}"""


@pytest.fixture
def measured(page):
    answered(page)
    open_practice(page, "/points/LI4")
    return lambda codes, sides: page.evaluate(script(MEASURE), {"codes": codes, "sides": sides, "kind": "locate"})


def test_the_line_leads_to_the_side_that_is_pressed(measured):
    wrong = {}
    seen = 0
    for step, marks in measured(PAIRED, ["left", "right"]).items():
        if marks:
            seen += 1
            side, _ = min(marks, key=lambda mark: mark[1])
            if side != step.split()[1]:
                wrong[step] = marks
    assert wrong == {}
    assert seen > 90


@pytest.mark.parametrize("engine", ENGINES)
def test_the_words_of_a_line_on_the_other_side_can_be_read_and_stay_in_the_picture(engine, open_window):
    window = open_window(engine)
    window.open("/points/GB21")
    telling.start(window)
    window.wait("() => document.querySelector('[data-part=find] .measure text')?.style.translate", why="the words to be laid out")
    assert window.evaluate(WORDS) == {"count": 3, "outside": [], "turned": []}


@pytest.mark.parametrize("place", ["/points/BL23", "/you"])
def test_measuring_line_and_bones_can_be_switched_off_and_stay_off(page, place):
    page.goto(place)
    page.get_by_role("button", name=re.compile("Hide lines and bones")).click()
    page.goto("/points/LI4")
    bones, line = page.locator("use.measure"), page.locator("g.measure").first
    expect(bones).to_be_hidden()
    expect(line).to_be_hidden()
    page.get_by_role("button", name="Show lines and bones").click()
    expect(bones).to_be_visible()
    expect(line).to_be_visible()
