"""Pages on paper: whole, in ink on white, with what to be careful about first, from a wide dark window as well."""

import pytest

# Words that are pale, words that do not come to paper, and boxes that would scroll.
FAULTS = """() => {
  const faults = [];
  const light = (color) => {
    const [red, green, blue] = color.match(/[\\d.]+/g).map(Number);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  for (const one of document.querySelectorAll("#page, #page :is(.page, .section, p, li, h1, h2, dd)")) {
    if (!one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    if (light(style.color) > 110) faults.push(`pale: ${one.textContent.trim().slice(0, 40)}`);
    if (/auto|scroll/.test(style.overflowX + style.overflowY)) faults.push(`scrolls: ${one.outerHTML.slice(0, 60)}`);
  }
  if (light(getComputedStyle(document.documentElement).backgroundColor) < 254) faults.push("the ground is not white");
  const hidden = [...document.querySelectorAll("#page .section")].filter((one) => !one.checkVisibility({contentVisibilityAuto: true}) && !one.closest("[hidden], template"));
  faults.push(...hidden.map((one) => `not printed: ${one.textContent.trim().slice(0, 40)}`));
  const whole = document.documentElement.scrollHeight + 2;
  for (const one of document.querySelectorAll("#page .section")) {
    if (one.checkVisibility() && one.getBoundingClientRect().bottom > whole) faults.push(`cut off: ${one.textContent.trim().slice(0, 40)}`);
  }
  for (const one of document.querySelectorAll(".tabs, .bar, .button, .map")) {
    if (one.checkVisibility()) faults.push(`printed: ${one.className}`);
  }
  return faults;
}"""
PAGES = ["/points/BL23", "/points/LI4", "/regions/lower-back", "/routines/back-seed", "/safety", "/sources", "/about", "/you/print",
         "/points/BL23/practice", "/history"]  # fmt: skip


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_prints_whole_in_ink_on_white(new_phone, width):
    page = new_phone(viewport={"width": width, "height": 800}, color_scheme="dark", is_mobile=False, service_workers="block")
    page.add_init_script("localStorage.theme = 'dark'")
    page.emulate_media(media="print")
    found = {}
    for address in PAGES:
        page.goto(address)
        if faults := page.evaluate(FAULTS):
            found[address] = faults
    assert not found


@pytest.mark.parametrize("address", ["/points/BL23", "/routines/back-seed"])
def test_what_to_be_careful_about_is_printed_before_the_rest(new_phone, address):
    page = new_phone(viewport={"width": 1280, "height": 800}, is_mobile=False, service_workers="block")
    page.emulate_media(media="print")
    page.goto(address)
    tops = page.evaluate(
        """[...document.querySelectorAll("#page .section, #page .close-ups")].filter(one => one.checkVisibility())
        .map(one => [one.getBoundingClientRect().top, one.matches(".section--care"), one.matches(".section--name")])
        .sort(([one], [other]) => one - other)"""
    )
    kinds = ["name" if named else "care" if care else "rest" for _, care, named in tops]
    assert kinds[0] == "name"
    assert kinds[1] == "care"
    assert "care" not in kinds[kinds.index("rest") :]


def test_what_is_folded_is_whole_on_paper_and_folded_again_afterwards(page):
    page.goto("/safety")
    page.wait_for_function("() => document.documentElement.dataset.state === 'ready'")
    folded = page.locator("#page details:not([open])")
    before = folded.count()
    assert before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded.count() == before
