"""The history as a month: days, the last seven, before and after."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.catalogue.limits import MAX_DOTS
from webapp.person import history_month


@dataclass
class Done:
    """What the almanac reads of a practice session."""

    seconds_pressed: int = 240
    before: int | None = 6
    after: int | None = 3


TODAY = date(2026, 11, 22)


@given(st.dates(date(1970, 1, 1), date(2200, 12, 31)), st.integers(0, 6))
def test_a_month_begins_under_its_weekday_and_has_all_its_days(today, first_weekday):
    blanks, cells = history_month.month([], today, first_weekday)
    assert cells[0].day.day == 1
    assert (first_weekday + blanks) % 7 == cells[0].day.weekday()
    assert [cell.day for cell in cells] == [cells[0].day + timedelta(n) for n in range(len(cells))]
    assert (cells[-1].day + timedelta(1)).day == 1
    assert [cell.day for cell in cells if cell.is_today] == [today]


def test_a_day_has_a_point_for_each_practice_but_no_more_than_fit():
    days = [(TODAY, [Done()] * 5), (TODAY - timedelta(1), [Done()])]
    _, cells = history_month.month(days, TODAY)
    assert (cells[21].practices, cells[21].dots) == (5, MAX_DOTS)
    assert (cells[20].practices, cells[20].dots) == (1, 1)
    assert cells[19].dots == 0


def test_the_last_seven_days_end_today():
    days = [(TODAY - timedelta(n), [Done(seconds_pressed=60)]) for n in range(10)]
    assert history_month.last_seven(days, TODAY) == (7, 7)


def test_the_trend_is_the_last_ten_that_were_told_oldest_first():
    days = [(TODAY - timedelta(n), [Done(before=n % 11)]) for n in range(15)]
    days.insert(0, (TODAY, [Done(before=None), Done(after=None)]))
    assert [one.before for one in history_month.trend(days)] == [n % 11 for n in reversed(range(10))]
