"""The map under the finger: it lights, turns, zooms, stays beside the page on a tablet, and is reached by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import phone

# Nothing but a strip that is made to scroll may stick out of the screen.
STICKING_OUT = """() => [...document.querySelectorAll('#page *, #map *, .tabs *')]
    .filter(one => !one.closest('svg, .strip, .chips, .close-ups__strip'))
    .filter(one => one.checkVisibility({contentVisibilityAuto: true}))
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 80))"""


def region(page, slug):
    return page.locator(f"a[data-region='{slug}']")


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def ready(page):
    """Wait until the map answers by itself."""
    page.wait_for_function("() => customElements.get('body-plate') && window.htmx")


def test_a_region_lights_when_the_finger_comes_down(page):
    page.goto("/")
    ready(page)
    page.mouse.move(*middle(region(page, "lower-back")))
    page.mouse.down()
    expect(region(page, "lower-back")).to_have_attribute("data-chosen", "")
    expect(page.locator("[data-name='lower-back']")).to_have_attribute("data-chosen", "")
    expect(page.locator(".finger")).to_have_count(2)
    page.mouse.up()
    expect(page).to_have_url(re.compile("/regions/lower-back$"))


def test_the_name_in_the_gutter_leads_where_the_shape_leads(page):
    page.goto("/")
    ready(page)
    page.get_by_text("Neck", exact=True).first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Neck")


def test_the_figure_turns_without_a_page_load_and_the_address_tells_the_side(page):
    page.goto("/")
    ready(page)
    page.evaluate("document.body.dataset.kept = ''")
    page.get_by_role("link", name="Front", exact=True).tap()
    expect(region(page, "face")).to_be_visible()
    expect(page.get_by_role("link", name="Front", exact=True)).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(r"/\?side=front$"))
    assert page.evaluate("'kept' in document.body.dataset")
    page.reload()
    expect(region(page, "face")).to_be_visible()


def test_going_back_shows_the_map_as_it_was_left_with_the_region_in_focus(page):
    page.goto("/")
    ready(page)
    region(page, "knee").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Knee")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where does it ache?")
    expect(region(page, "knee")).to_be_focused()
    expect(page.get_by_role("link", name="Body", exact=True)).to_have_attribute("aria-current", "page")


def test_with_everything_on_the_phone_a_region_opens_without_asking_anybody(page):
    phone.save(page)
    page.goto("/?side=back")
    # The pages of the regions come into memory by themselves, each with its picture.
    phone.until(
        page,
        """performance.getEntriesByType('resource')
        .filter(({ name }) => name.includes('/atlas/') && !/front|back\\./.test(name)).length > 10""",
    )
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    region(page, "knee").tap()
    expect(page).to_have_title(re.compile("^Knee"))
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", name="Helps from elsewhere")).to_be_visible()
    assert not [url for url in asked if "/regions/" in url]
    page.locator(".section--list .row").first.tap()
    expect(page).to_have_url(re.compile("/points/"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Knee")
    expect(page.locator(".section--list .row").first).to_be_visible()
    page.go_back()
    expect(region(page, "knee")).to_be_focused()
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Knee")


def test_going_back_in_a_long_page_returns_to_the_place_where_one_was(page):
    page.goto("/regions/face")
    ready(page)
    page.locator(".section--list .row").nth(11).scroll_into_view_if_needed()
    left = page.evaluate("scrollY")
    assert left > 100
    page.locator(".section--list .row").nth(11).tap()
    expect(page).to_have_url(re.compile("/points/"))
    page.wait_for_function("() => scrollY === 0")
    page.go_back()
    page.wait_for_function("left => Math.abs(scrollY - left) < 4", arg=left)


def test_the_map_is_there_at_once_after_a_deep_page(page):
    page.goto("/points/BL23")
    ready(page)
    expect(region(page, "lower-back")).to_be_attached()
    page.get_by_role("link", name="Back to Lower back").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lower back")
    phone.look(page)
    page.get_by_role("link", name="Back to the body").tap()
    expect(region(page, "lower-back")).to_be_visible()
    expect(page).to_have_url(re.compile("/$"))


def test_regions_are_reached_and_opened_by_keyboard(page):
    page.goto("/")
    ready(page)
    region(page, "shoulder").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Shoulder")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_on_a_tablet_the_map_stays_and_keeps_the_region_lit(new_phone):
    page = new_phone(viewport={"width": 820, "height": 1180}, is_mobile=False)
    page.goto("/regions/face")
    expect(region(page, "face")).to_have_attribute("data-chosen", "")
    page.get_by_role("link", name="Back", exact=True).tap()
    region(page, "lower-back").tap()
    expect(page.locator("#page").get_by_role("heading", level=1)).to_have_text("Lower back")
    expect(region(page, "lower-back")).to_have_attribute("data-chosen", "")
    expect(region(page, "lower-back")).to_be_visible()


def test_without_scripts_the_figure_turns_and_regions_open(new_phone):
    page = new_phone(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Front", exact=True).tap()
    region(page, "face").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Face")


COUNT_BODIES = """() => {
  const seen = (part) => Boolean(document.querySelector(part)?.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true }));
  window.bodies = [];
  const look = () => {
    bodies.push(seen("#map .plate") + seen("#page .picture"));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
HOLD_MOVES = """() => {
  const { animate } = Element.prototype;
  window.moves = [];
  Element.prototype.animate = function (...given) {
    const move = animate.apply(this, given);
    move.pause();
    moves.push(move);
    return move;
  };
}"""
MIDDLE = "element => { const { x, y, width, height } = element.getBoundingClientRect(); return [x + width / 2, y + height / 2] }"


def test_a_region_grows_from_its_place_on_the_body_and_its_words_stand_at_once(page):
    page.goto("/?side=back")
    ready(page)
    place = region(page, "lower-back").evaluate(MIDDLE)
    page.evaluate(HOLD_MOVES)
    region(page, "lower-back").tap()
    expect(page.locator("#page").get_by_role("heading", level=1)).to_have_text("Lower back")
    assert page.locator("#page .close-ups__strip").evaluate(MIDDLE) == pytest.approx(place, abs=1)
    assert page.locator("#page .section--list").evaluate("list => getComputedStyle(list).opacity") == "1"
    page.evaluate("() => moves.splice(0).forEach(move => move.finish())")
    page.go_back()
    page.wait_for_function("() => moves.length")
    assert region(page, "lower-back").evaluate(MIDDLE) == pytest.approx(place, abs=1)
    assert page.locator("#map").evaluate("map => map.getBoundingClientRect().width") > 2 * 390


def test_on_the_way_into_a_region_and_back_there_is_one_body_in_every_frame(page):
    page.goto("/?side=back")
    ready(page)
    page.evaluate(COUNT_BODIES)
    region(page, "knee").tap()
    expect(page.locator("#page").get_by_role("heading", level=1)).to_have_text("Knee")
    page.wait_for_function("() => document.getAnimations().every(({ playState }) => playState === 'finished')")
    page.go_back()
    expect(region(page, "knee")).to_be_visible()
    page.wait_for_function("() => document.getAnimations().every(({ playState }) => playState === 'finished')")
    assert page.evaluate("() => [...new Set(bodies)]") == [1]


def test_with_reduced_motion_nothing_zooms(new_phone):
    page = new_phone(reduced_motion="reduce")
    page.goto("/")
    ready(page)
    page.evaluate("() => { Element.prototype.animate = () => { document.body.dataset.moved = '' } }")
    region(page, "knee").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Knee")
    assert page.evaluate("!('moved' in document.body.dataset)")


@pytest.mark.parametrize("text", ["100%", "200%"])
def test_nothing_sticks_out_of_a_screen_320_wide(new_phone, text):
    page = new_phone(viewport={"width": 320, "height": 640})
    for address in ("/", "/regions/face", "/points/GB21", "/routines", "/routines/back-seed"):
        page.goto(address)
        page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        assert page.evaluate(STICKING_OUT) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


@pytest.mark.parametrize("side", ["front", "back"])
def test_the_middle_of_every_regions_link_answers_for_it_on_a_small_phone(new_phone, side):
    page = new_phone(viewport={"width": 360, "height": 800})
    page.goto(f"/?side={side}")
    page.wait_for_function("() => document.elementFromPoint(180, 300)?.closest('.plate')")
    answers = page.evaluate(
        """() => [...document.querySelectorAll('a[data-region]')].map(link => {
            const {x, y, width, height} = link.getBoundingClientRect();
            const hit = document.elementFromPoint(x + width / 2, y + height / 2)?.closest('a');
            return [link.dataset.region, hit?.dataset.region, Math.min(width, height) >= 44];
        })"""
    )
    assert len(answers) >= 15
    for slug, answered, large in answers:
        assert answered == slug
        assert large, slug
