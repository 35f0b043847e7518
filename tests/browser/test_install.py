"""The way to the home screen: offered once, after the first saved practice, and again only from You."""

import csv
import io

import pytest
from playwright.sync_api import expect

from tests.browser import phone
from tests.browser.practicing import answered

pytestmark = pytest.mark.first_visit

# The browser's own offer, which it makes when it likes; what the person answers is kept in `window.answered`.
OFFER = """() => {
  const offer = new Event("beforeinstallprompt", { cancelable: true });
  offer.prompt = async () => { window.answered = true; return { outcome: "accepted" }; };
  dispatchEvent(offer);
}"""
SHEET = {"name": "Keep Stillpoint at hand"}
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/604.1"


# How many sheets were opened on a page, in `window.opened`.
COUNT_SHEETS = """
  window.opened = 0;
  const { showModal } = HTMLDialogElement.prototype;
  HTMLDialogElement.prototype.showModal = function () { window.opened += 1; return showModal.call(this); };"""


def practice(page):
    """Keep a practice session as the player does, with what it does when one is saved."""
    page.evaluate(phone.script("import('practice-calendar').then(() => {})"))
    phone.practice(page)


def practice_and_be_offered(page):
    """Make the offer come, as it does after a practice on a phone that was not asked yet: what came before has come by then."""
    page.evaluate("localStorage.removeItem('install-offered')")
    page.evaluate(OFFER)
    practice(page)
    expect(page.get_by_role("dialog", **SHEET)).to_be_visible()


def ready(page):
    """Wait until the page does what it does for the time without network."""
    expect(page.locator("html[data-state=ready]")).to_have_count(1)
    page.evaluate(phone.script("import('local-state').then(() => {})"))


def test_the_browsers_own_offer_is_held_back(page):
    page.goto("/about")
    assert page.evaluate("""() => {
      const offer = new Event("beforeinstallprompt", { cancelable: true });
      dispatchEvent(offer);
      return offer.defaultPrevented && window.installPrompt === offer;
    }""")


def test_the_home_screen_is_offered_once_after_the_first_saved_practice(page):
    page.add_init_script("navigator.storage.persist = async () => { window.asked = (window.asked ?? 0) + 1; };")
    page.add_init_script(COUNT_SHEETS)
    page.goto("/about")
    ready(page)
    assert page.evaluate("window.asked") is None
    page.evaluate(OFFER)
    expect(page.get_by_role("dialog", **SHEET)).to_have_count(0)
    practice(page)
    sheet = page.get_by_role("dialog", **SHEET)
    expect(sheet).to_be_visible()
    assert page.evaluate("window.asked") == 1
    sheet.get_by_role("button", name="Not now").tap()
    expect(sheet).to_have_count(0)
    practice(page)
    page.reload()
    ready(page)
    page.evaluate(OFFER)
    practice(page)
    practice_and_be_offered(page)
    assert page.evaluate("window.opened") == 1


def test_a_tap_installs_it(page):
    page.goto("/about")
    ready(page)
    page.evaluate(OFFER)
    practice(page)
    page.get_by_role("dialog", **SHEET).get_by_role("button", name="Add to home screen").tap()
    page.wait_for_function("() => window.answered === true")
    expect(page.get_by_role("dialog", **SHEET)).to_have_count(0)


def test_a_browser_that_cannot_install_is_left_alone(page):
    page.add_init_script(COUNT_SHEETS)
    page.goto("/about")
    ready(page)
    page.evaluate("window.installPrompt = null")
    practice(page)
    practice_and_be_offered(page)
    assert page.evaluate("window.opened") == 1


def test_an_iphone_gets_three_drawn_steps_and_may_carry_everything_over_first(new_phone):
    page = new_phone(user_agent=IPHONE)
    page.goto("/you")
    page.get_by_role("button", name="Add to home screen").tap()
    sheet = page.get_by_role("dialog", **SHEET)
    expect(sheet.get_by_role("listitem").filter(has_text="Tap Share")).to_be_visible()
    expect(sheet.get_by_role("listitem").filter(has_text="Add to Home Screen")).to_be_visible()
    expect(sheet.get_by_role("listitem").filter(has_text="Press Add")).to_be_visible()
    expect(sheet).to_contain_text("keeps its own favorites and history")
    expect(sheet.get_by_role("button", name="Add to home screen", exact=True)).to_have_count(0)
    sheet.get_by_role("link", name="Make a code first").tap()
    expect(page.get_by_role("button", name="Make a code")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_it_can_be_asked_for_under_you(page):
    page.goto("/you")
    page.evaluate(OFFER)
    page.wait_for_timeout(phone.DOUBLE_TAP)
    page.get_by_role("button", name="Add to home screen").tap()
    sheet = page.get_by_role("dialog", **SHEET)
    page.wait_for_timeout(phone.DOUBLE_TAP)
    sheet.get_by_role("button", name="Add to home screen").tap()
    page.wait_for_function("() => window.answered === true")


def test_once_installed_nothing_is_offered(page):
    page.goto("/you")
    expect(page.get_by_role("heading", name="On the home screen")).to_be_visible()
    page.wait_for_function("() => customElements.get('install-invitation')")
    page.evaluate("dispatchEvent(new Event('appinstalled'))")
    expect(page.get_by_role("heading", name="On the home screen")).not_to_be_visible()


def test_the_icon_brings_back_what_was_open_and_a_shortcut_leads_elsewhere(page):
    answered(page)
    page.add_init_script(
        "Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (consumer) => (window.launched = consumer) } });"
    )
    page.goto("/points/BL23")
    ready(page)
    page.evaluate("launched({ targetURL: location.origin + '/' })")
    page.evaluate("launched({ targetURL: location.href })")
    assert page.url.endswith("/points/BL23")
    with page.expect_navigation(url="**/favorites"):
        page.evaluate("launched({ targetURL: location.origin + '/favorites' })")
    page.goto("/points/BL23/practice")
    ready(page)
    page.evaluate("launched({ targetURL: location.origin + '/favorites' })")
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert page.url.endswith("/points/BL23/practice")


def test_a_point_is_shared_or_its_link_is_copied(page, context):
    page.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    page.goto("/points/BL23?from=here")
    page.get_by_role("button", name="Share this point").tap()
    url = page.url.partition("?")[0]
    assert page.evaluate("window.shared") == {"title": page.title(), "url": url}
    page.evaluate("navigator.share = undefined")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Share this point").tap()
    expect(page.get_by_role("status")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == url
    page.evaluate("() => { navigator.clipboard.writeText = async () => { throw new Error('refused'); }; }")
    page.get_by_role("button", name="Share this point").tap()
    expect(page.get_by_role("status")).to_have_text(url)


def test_appearance_is_kept_from_the_first_paint_on(page):
    page.goto("/you")
    page.get_by_role("button", name="Dark").tap()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(phone.DOUBLE_TAP)
    page.get_by_role("button", name="As the phone").tap()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_everything_is_deleted_in_two_taps_and_gone_from_phone_and_server(page):
    page.goto("/about")
    phone.practice(page)
    assert phone.flush(page)
    page.goto("/you")
    page.wait_for_timeout(phone.DOUBLE_TAP)
    page.get_by_role("link", name="Delete everything").tap()
    page.wait_for_timeout(phone.DOUBLE_TAP)
    page.get_by_role("button", name="Delete everything").tap()
    expect(page.get_by_role("status")).to_have_text("Everything of yours is deleted.")
    assert phone.recorded(page) == []
    page.goto("/history")
    expect(page.locator("[data-slot='empty']")).to_be_visible()


def test_everything_is_saved_as_a_file_also_with_the_server_gone(page, server):
    phone.save(page, "/you")
    done = phone.practice(page, note='=1+1, "so"')
    server.stop()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save everything as a file").tap()
    assert download.value.suggested_filename == "stillpoint.json"
    assert done["id"] in download.value.path().read_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="The history as a table").tap()
    assert download.value.suggested_filename == "stillpoint.csv"
    [row] = csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig")))
    assert (row["id"], row["seconds_pressed"], row["note"]) == (done["id"], "240", '\'=1+1, "so"')
