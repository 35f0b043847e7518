"""Stories of a routine of one's own: put together on the phone, moved by finger and by key, practiced, deleted, had back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe, phone
from tests.browser.practicing import answered


def chosen(page):
    return page.locator(".own-row__grip + .row__body .row__name").all_inner_texts()


def open_editor(page):
    page.goto("/routines/own/edit")
    page.locator("own-editor:defined").wait_for()


def add(page, *codes):
    for code in codes:
        page.get_by_label("Add a point").select_option(code)
        page.get_by_role("button", name="Add", exact=True).click()


def kept(page):
    """The routines as the server has them."""
    return page.request.get("/routines.json").json()["routines"]


def save(page):
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"/routines/[\da-f-]{36}$"))


def test_made_practiced_and_kept_with_the_server_gone(page, server):
    answered(page)
    phone.save(page, "/routines")
    server.stop()
    page.get_by_role("link", name="Make a routine of your own").click()
    page.get_by_label("Name").fill("Evening by the window")
    add(page, "BL23", "LI4", "LR3")
    save(page)
    expect(page.get_by_role("heading", name="Evening by the window")).to_be_visible()
    expect(page.get_by_text("3 points · ")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="Joining Valley")).to_be_visible()
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_text("Thoughts of harming yourself")).to_be_visible()
    page.get_by_role("button", name="None of these").click()
    expect(page.get_by_text("Point 1 of 3")).to_be_visible()
    expect(page.get_by_role("img", name="Kidney Transport")).to_be_visible()
    page.locator("[data-ready]").click()
    expect(page.get_by_role("timer")).to_have_text("0:58")
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="See your history").click()
    expect(page.locator("[data-practice-session]")).to_contain_text("Evening by the window")
    server.start()
    page.goto("/favorites")
    assert phone.flush(page)
    [one] = kept(page)
    assert [item["point"] for item in one["points"]] == ["BL23", "LI4", "LR3"]
    [done] = phone.recorded(page)
    assert (done["kind"], done["key"], done["name"]) == ("routines", one["id"], "Evening by the window")
    assert [step["point"] for step in done["steps"]] == ["BL23"]
    expect(page.get_by_role("link", name="Evening by the window")).to_be_visible()


def test_points_are_moved_by_button_by_key_and_by_finger_and_had_back(page):
    open_editor(page)
    page.get_by_label("Name").fill("Moved")
    add(page, "BL23", "LI4", "LR3")
    page.get_by_role("button", name="Joining Valley up").click()
    assert chosen(page) == ["Joining Valley", "Kidney Transport", "Great Surge"]
    expect(page.get_by_role("status")).to_have_text("Joining Valley: now 1 of 3.")
    expect(page.get_by_role("button", name="Joining Valley down")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Move Great Surge")).focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert chosen(page) == ["Great Surge", "Joining Valley", "Kidney Transport"]
    expect(page.get_by_role("button", name=re.compile("^Move Great Surge"))).to_be_focused()
    grip = page.get_by_role("button", name=re.compile("^Move Great Surge")).bounding_box()
    page.mouse.move(grip["x"] + 20, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(grip["x"] + 20, grip["y"] + 170, steps=12)
    page.mouse.up()
    assert chosen(page) == ["Joining Valley", "Kidney Transport", "Great Surge"]
    page.get_by_role("button", name="Remove Kidney Transport").click()
    assert chosen(page) == ["Joining Valley", "Great Surge"]
    page.get_by_role("button", name="Undo").click()
    assert chosen(page) == ["Joining Valley", "Kidney Transport", "Great Surge"]
    save(page)
    expect(page.get_by_role("heading", name="Moved")).to_be_visible()
    assert phone.flush(page)
    assert [item["point"] for item in kept(page)[0]["points"]] == ["LI4", "BL23", "LR3"]


def test_what_cannot_be_kept_is_said_and_a_deleted_routine_can_be_had_back(page):
    answered(page)
    open_editor(page)
    page.get_by_label("Name").fill("Long")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_have_text("The routine has no points. Add at least one.")
    add(page, "GB20", "GB20")
    expect(page.get_by_role("alert")).to_contain_text("is in the routine already")
    add(page, "BL23", "BL52", "KI1", "KI3", "SP6", "ST36", "GB34", "PC6", "HT7", "BL40", "KI27", "CV6", "GV20")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("A routine takes at most 35.")
    for _name in page.locator(".own-row__remove").all()[4:]:
        page.locator(".own-row__remove").last.click()
    save(page)
    page.get_by_role("link", name="Change it").click()
    expect(page.get_by_label("Name")).to_have_value("Long")
    page.get_by_label("Name").fill("Short")
    save(page)
    expect(page.get_by_role("heading", name="Short")).to_be_visible()
    page.get_by_role("button", name="Delete").click()
    expect(page).to_have_url(re.compile("/favorites$"))
    expect(page.get_by_role("link", name="Short")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Short")).to_be_visible()
    assert phone.flush(page)
    assert [(one["name"], len(one["points"])) for one in kept(page)] == [("Short", 4)]


def test_a_point_comes_with_the_persons_own_dose_of_it(page):
    answered(page)
    page.goto("/points/LI4/practice")
    page.get_by_role("button", name="How it guides you").click()
    page.get_by_text("Sides and pauses").click()
    page.locator("[data-choice=seconds]").select_option("20")
    page.locator("[data-choice=holds]").select_option("3")
    open_editor(page)
    page.get_by_label("Name").fill("Mine")
    add(page, "LI4")
    expect(page.get_by_text("LI4 · yours: 3 × 20 s")).to_be_visible()
    save(page)
    page.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="None of these").click()
    page.locator("[data-ready]").click()
    expect(page.locator("[data-part=line]")).to_have_text("left hand · first of three")
    expect(page.get_by_role("timer")).to_have_text("0:19")
    assert phone.flush(page)
    assert kept(page)[0]["points"] == [{"point": "LI4", "seconds": 20, "holds": 3, "rest": 5}]


def test_what_was_made_on_another_device_comes_and_what_nobody_made_is_said(page, browser_errors):
    browser_errors.allow(r"status of 404")
    one = "0b6f2f5e-8d7e-4f3a-9c60-2b1f0d1c7a55"
    phone.save(page)
    page.request.put(f"/routines/{one}", data={"name": "From the tablet", "points": [{"point": "BL23"}]})
    page.goto(f"/routines/{one}/edit")
    expect(page.get_by_label("Name")).to_have_value("From the tablet")
    page.goto(f"/routines/{one}/practice")
    expect(page.get_by_role("heading", name="From the tablet")).to_be_visible()
    for end in ("", "/practice"):
        page.goto(f"/routines/4a1d7a0e-53c1-4f0e-8f57-8a54a5c6d101{end}")
        expect(page.get_by_role("heading", name="There is no such routine among yours")).to_be_visible()


def test_what_was_told_for_safety_leaves_points_out_of_it(page):
    answered(page, "yes none list2 some pregnancy")
    one = "0b6f2f5e-8d7e-4f3a-9c60-2b1f0d1c7a55"
    phone.save(page)
    points = [{"point": "LI4"}, {"point": "GB20"}, {"point": "SP6"}]
    page.request.put(f"/routines/{one}", data={"name": "Told", "points": points})
    page.goto(f"/routines/{one}")
    expect(page.get_by_role("listitem").filter(has_text="Joining Valley")).to_contain_text("pregnan")
    page.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="None of these").click()
    expect(page.locator("[data-step-kind]")).to_have_attribute("data-point", "GB20")
    expect(page.get_by_role("heading", name="Wind Pool")).to_be_visible()
    assert page.evaluate("JSON.parse(localStorage.practice).plan.map(({point}) => point)") == ["GB20", "GB20"]


def test_its_minutes_follow_what_was_told_and_its_page_says_why(page):
    answered(page, "yes none some pregnancy")
    one = "0b6f2f5e-8d7e-4f3a-9c60-2b1f0d1c7a56"
    phone.save(page)
    points = [{"point": "LI4", "seconds": 60, "holds": 3, "rest": 10}, {"point": "SP6"}, {"point": "LU1"}]
    page.request.put(f"/routines/{one}", data={"name": "Told", "points": points})
    page.goto(f"/routines/{one}")
    note = page.locator(".own-page [data-count]")
    expect(note).to_contain_text("3 points · 3 min · 2 left out")
    expect(page.locator(".own-page [data-own]")).to_contain_text("Left out in pregnancy, by tradition rather than proof of harm.")
    page.goto("/favorites")
    row = page.locator(f"a[href='/routines/{one}']")
    expect(row.locator("[data-slot=minutes]")).to_have_text("3")
    expect(row).to_contain_text("2 left out")
    page.goto(f"/routines/{one}/practice")
    expect(page.locator("[data-part=time]")).to_have_text("2 min 30 s")


def test_an_own_routine_takes_the_same_minutes_on_the_phone_and_on_the_server(page):
    answered(page)
    open_editor(page)
    page.get_by_label("Name").fill("Half")
    add(page, "LU1")
    expect(page.locator("[data-slot=sum]")).to_have_text("1 point, 3 min")
    save(page)
    expect(page.locator(".own-page [data-slot=minutes]")).to_have_text("3")
    assert phone.flush(page)
    assert [routine["minutes"] for routine in kept(page)] == [3]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_pass_axe(page, scheme):
    page.emulate_media(color_scheme=scheme)
    open_editor(page)
    page.get_by_label("Name").fill("Seen")
    add(page, "BL23", "LI4")
    found = {"edit": axe.violations(page)}
    save(page)
    expect(page.get_by_role("link", name="Joining Valley")).to_be_visible()
    found["page"] = axe.violations(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_without_javascript_the_plain_form_does_it_all(new_phone):
    page = new_phone(java_script_enabled=False)
    page.goto("/routines/own/edit")
    page.get_by_label("Name").fill("Plain")
    add(page, "BL23", "LI4")
    page.get_by_role("button", name="Joining Valley up").click()
    assert page.locator(".own-row .row__name").all_inner_texts() == ["Joining Valley", "Kidney Transport"]
    save(page)
    expect(page.get_by_role("heading", name="Plain")).to_be_visible()
    page.get_by_role("button", name="Delete").click()
    assert kept(page) == []


def test_every_name_that_a_phone_can_type_is_kept_and_what_nobody_sees_is_left_out(page):
    open_editor(page)
    add(page, "BL23")
    page.get_by_label("Name").fill("\u200b \u200d")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("The name has 1 to 60 characters that can be seen.")
    expect(page.get_by_label("Name")).to_be_focused()
    expect(page.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Name").fill("Evening \x07\u202e🧘‍♀️ שלום Cafe\u0301 น้ำ")
    save(page)
    name = "Evening \u202e🧘‍♀️ שלום Café น้ำ"
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    phone.flush(page)
    assert [one["name"] for one in kept(page)] == [name]


def test_a_routine_that_comes_while_the_server_is_asked_for_it_stays_on_its_page(new_phone, browser_errors):
    browser_errors.allow("ERR_FAILED|status of 404")
    page = new_phone(service_workers="block")
    asked = []
    page.route("**/favorites.json", lambda route: asked.append(route))
    page.goto("/routines/1c0d7a52-9a3e-4a57-8f65-0f2f6a6f4c11")
    missing = page.get_by_role("heading", name="There is no such routine among yours")
    while not asked:
        page.wait_for_timeout(20)
    kept = "([id, body]) => import('local-state').then(({ routines }) => routines.set(id, body)).then(() => {})"
    routine = {"name": "Evening", "points": [{"point": "BL23"}], "minutes": 2}
    page.evaluate(phone.script(kept), ["1c0d7a52-9a3e-4a57-8f65-0f2f6a6f4c11", routine])
    expect(page.get_by_role("heading", name="Evening")).to_be_visible()
    # The answer that was waited for is that there is no server.
    for route in asked:
        route.abort()
    page.unroute("**/favorites.json")
    assert phone.flush(page)
    expect(page.get_by_role("heading", name="Evening")).to_be_visible()
    expect(missing).to_be_hidden()
    page.goto("/routines/00000000-0000-4000-8000-000000000000")
    expect(missing).to_be_visible()
