"""Every region of the body under the finger, in three engines, on fourteen screens, on both sides."""

import pytest

from tests.browser import touch
from tests.browser.engines import ENGINES

each_engine = pytest.mark.parametrize("engine", ENGINES)


@each_engine
@pytest.mark.parametrize("side", touch.SIDES)
def test_every_name_and_every_shape_open_their_region_on_every_screen(engine, side, open_window, record_property):
    window = open_window(engine)
    touch.show(window, side)
    found, tried = {}, 0
    for size in touch.SIZES:
        window.resize(*size)
        touch.show(window, side)
        seen = touch.look(window)
        assert seen.regions > 14
        tried += 2 * seen.regions
        if faults := [*seen.wrong, *seen.dead, *seen.cut]:
            found[size] = faults
    assert found == {}
    record_property("taps", tried)


@each_engine
def test_a_real_tap_on_a_name_or_a_shape_opens_its_region(engine, open_window):
    window = open_window(engine)
    touch.show(window, "front")
    for size, slug, part in (((430, 932), "knee", "text"), ((390, 844), "shoulder", "text"), ((440, 956), "chest", ".shape")):
        window.resize(*size)
        touch.show(window, "front")
        window.tap(f"#map a[href='/regions/{slug}'] {part}")
        window.at(f"/regions/{slug}")
