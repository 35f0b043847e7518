"""The main job in the three engines that phones have, told by one text: with the server, without it, and back again."""

import pytest

from tests.browser import main_job, telling
from tests.browser.engines import ENGINES


@pytest.mark.parametrize("engine", ENGINES)
def test_the_main_job_with_the_server_and_without_it(engine, open_window, server):
    main_job.do(lambda: open_window(engine), server)


def test_a_heart_that_is_seen_is_kept_even_when_the_page_is_left_at_once(page_in):
    phone = page_in("offline")
    codes = ["LU9", "ST36", "BL23", "LR3", "GB20", "HT7", "TE5", "KI3"]
    for code in codes:
        phone.open(f"/points/{code}")
        telling.heart(phone)
    phone.open("/favorites")
    phone.wait("(n) => document.querySelectorAll('li[data-key]').length === n", len(codes), why="every heart")
