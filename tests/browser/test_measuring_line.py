"""The measuring line of the player's picture stands on the side that is pressed, for every point and either side."""

import pytest

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


def test_the_words_of_a_line_on_the_other_side_can_be_read_and_stay_in_the_picture(page):
    answered(page)
    open_practice(page, "/points/GB21")
    page.get_by_role("button", name="Start").click()
    words = page.locator("[data-part=find] .measure text")
    picture = page.locator("[data-part=find] svg").bounding_box()
    assert words.count()
    for number in range(words.count()):
        box = words.nth(number).bounding_box()
        assert picture["x"] <= box["x"] and box["x"] + box["width"] <= picture["x"] + picture["width"]
        assert words.nth(number).evaluate("(text) => text.getScreenCTM().a") > 0
