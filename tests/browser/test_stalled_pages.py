"""A page whose line falls silent in the middle: asked for anew after longer and longer silences, and not for ever."""

import re

import pytest

RESTARTS = "window.restarts"


@pytest.fixture
def silent(new_phone, base_url, browser_errors):
    """A page of ours of which only the first part came, its script running, its clock in our hands."""
    browser_errors.allow("favicon.ico")
    page = new_phone(service_workers="block", bypass_csp=True)
    html = page.request.get(f"{base_url}/about").text()
    script = re.search(r"<script>(.*?)</script>", html, re.S)[1]
    page.clock.install()
    page.goto("/manifest.webmanifest")
    page.script = script
    return page


def begin(page):
    """Run what stands in every page as on one that is still loading; count how often it is asked for anew."""
    page.evaluate(
        """(script) => {
          Object.defineProperty(document, "readyState", { configurable: true, get: () => window.state ?? "loading" });
          window.restarts = 0;
          const own = new Function("location", "addEventListener", "PerformanceObserver", script);
          own({ reload: () => (window.restarts += 1) }, () => {}, class { observe() {} });
        }""",
        page.script,
    )


def test_it_is_asked_for_anew_after_a_growing_silence_three_times_at_most(silent):
    for silence in (15, 30, 60):
        silent.evaluate("window.restarts = 0")
        begin(silent)
        silent.clock.run_for(silence * 1000 - 100 + 1000)
        assert silent.evaluate(RESTARTS) == 0, f"before {silence} s of silence"
        silent.clock.run_for(6_000)
        assert silent.evaluate(RESTARTS) == 1, silence
    begin(silent)
    silent.clock.run_for(3600_000)
    assert silent.evaluate(RESTARTS) == 0


def test_what_still_comes_is_never_asked_for_anew(silent):
    begin(silent)
    for _ in range(30):
        silent.clock.run_for(12_000)
        silent.evaluate("document.body.append('more')")
    assert silent.evaluate(RESTARTS) == 0


def test_a_page_that_came_whole_begins_to_count_from_the_start(silent):
    begin(silent)
    silent.clock.run_for(30_000)
    assert silent.evaluate(RESTARTS) == 1
    begin(silent)
    silent.evaluate("window.state = 'complete'")
    silent.clock.run_for(6_000)
    assert silent.evaluate("sessionStorage.getItem('restarts')") is None
