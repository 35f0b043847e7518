"""The guide in a language that nobody speaks, longer than English and from right to left: nothing is clipped or pushed off the screen."""

import subprocess
import sys

import pytest

from tests.browser.serving import Server
from tests.pseudo_language import SCREENS

CLIPPED = """() => {
  const found = [];
  for (const one of document.querySelectorAll('main *, nav *')) {
    const says = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!says || one.closest('.strip, .chips, .close-ups__strip, [hidden], .unseen, template')) continue;
    const style = getComputedStyle(one);
    const { left, right, width } = one.getBoundingClientRect();
    if (!width || style.visibility === 'hidden') continue;
    const cut = style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
    if (cut || left < -1 || right > innerWidth + 1) found.push(one.textContent.trim());
  }
  const wider = document.documentElement.scrollWidth - innerWidth;
  return wider > 4 ? [...found, `the page is ${wider} px wider than the screen`] : found;
}"""


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    """Where it is served."""
    folder = tmp_path_factory.mktemp("other")
    subprocess.run([sys.executable, "-m", "tools.messages", "--pseudo", "ur", str(folder)], check=True, capture_output=True)
    server = Server(folder / "instance", settings={"STILLPOINT_LANGUAGE": "ur", "STILLPOINT_LANGUAGES": str(folder)})
    server.start()
    yield server.url
    server.stop()


def test_longer_words_from_right_to_left_are_neither_clipped_nor_off_the_screen(browser, guide):
    tab = browser.new_page(viewport={"width": 390, "height": 844}, service_workers="block")
    found = {}
    for address in SCREENS:
        tab.goto(guide + address)
        found[address] = tab.evaluate(CLIPPED)
    assert tab.evaluate("document.documentElement.dir") == "rtl"
    assert not {address: texts for address, texts in found.items() if texts}
    tab.close()
