"""The body that turns: what faces one can be pressed, what the body hides cannot, and where it cannot be drawn nothing is dead."""

import pytest
from playwright.sync_api import expect

POINT = ".turning__stage a[data-point='{}'][data-side='left']"
NO_GRAPHICS = "HTMLCanvasElement.prototype.getContext = () => null"
CANNOT_TURN = "This browser cannot turn the body"


def test_a_point_behind_the_knee_comes_into_sight_by_turning_and_leads_to_its_page(new_phone):
    page = new_phone(service_workers="block", reduced_motion="reduce")
    page.goto("/regions/knee")
    page.wait_for_function("() => document.documentElement.dataset.state === 'ready'")
    page.get_by_role("link", name="Turn it").tap()
    front, behind = (page.locator(POINT.format(code)) for code in ("EX-LE4", "BL40"))
    expect(front).to_be_visible()
    expect(behind).to_be_hidden()
    expect(page.locator("[data-points] a[data-point='BL40']")).to_be_visible()
    page.locator(".turning__stage").focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Knee, from behind")).to_be_visible()
    expect(front).to_be_hidden()
    page.get_by_role("button", name="Bones").tap()
    assert page.locator(".turning__stage .hit").evaluate_all("hits => Math.min(...hits.map((hit) => hit.r.baseVal.value))") >= 12
    behind.tap()
    page.wait_for_url("**/points/BL40")


@pytest.mark.parametrize("engine", ["firefox", "webkit"])
def test_a_region_of_the_body_that_turns_leads_on_in_every_engine(engine, open_window):
    window = open_window(engine)
    window.open("/turning")
    window.wait("() => document.querySelector('turning-body[data-refused], .turning__stage > svg:not(.turning__still)')", why="the body")
    turns = window.count("turning-body[data-refused]") == 0
    window.tap("#page a[data-region='ankle']")
    window.at("/turning" if turns else "/regions/ankle")
    window.see("#page a[href='/points/BL60']")


def test_where_nothing_can_be_drawn_the_picture_stays_and_the_list_leads_on(new_phone):
    page = new_phone(service_workers="block")
    page.add_init_script(NO_GRAPHICS)
    page.goto("/turning")
    expect(page.get_by_text(CANNOT_TURN)).to_be_visible()
    expect(page.locator(".turning__still")).to_be_visible()
    expect(page.get_by_role("button", name="Turn left")).to_be_hidden()
    page.locator("#page").get_by_role("link", name="Knee").tap()
    page.wait_for_url("**/regions/knee")
