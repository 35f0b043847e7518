"""What the stories of safety share: the sheet that asks, its answers, and pages that have taken them in."""

from playwright.sync_api import expect


def choose(page, name):
    page.locator("safety-questions").get_by_text(name, exact=True).click()


def stored_answers(page):
    return page.evaluate("localStorage.getItem('answers')")


def start_of(page):
    return page.get_by_role("button", name="Start")


def ask(page):
    """The sheet that asks before a start, once it is up."""
    sheet = page.locator("[data-part=ask]")
    expect(sheet).to_be_visible()
    return sheet


def shown(page, address):
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-fitted", "")
    return page
