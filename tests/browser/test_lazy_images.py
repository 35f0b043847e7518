"""The small pictures far down a region's page: not asked for before they are near, and all of them there in the end."""

SHOWN = "() => [...document.querySelectorAll('.strip image')].map((image) => image.hasAttribute('href'))"


def test_the_pictures_of_the_strip_come_when_it_is_near(page):
    page.set_viewport_size({"width": 390, "height": 300})
    page.goto("/regions/lower-back")
    page.wait_for_function("() => customElements.get('lazy-images')")
    assert not any(page.evaluate(SHOWN))
    page.locator(".strip").scroll_into_view_if_needed()
    page.wait_for_function(f"() => ({SHOWN})().every(Boolean)")


def test_on_a_tapped_page_they_come_too(page):
    page.goto("/?side=back")
    page.wait_for_function("() => customElements.get('body-plate') && window.htmx")
    page.locator("a[data-region='lower-back']").tap()
    page.locator(".strip").scroll_into_view_if_needed()
    page.wait_for_function(f"() => ({SHOWN})().length && ({SHOWN})().every(Boolean)")
