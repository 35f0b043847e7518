"""The history as a month: which days, how many practices on each, how it felt before and after.

Knows nothing of Flask or the database. A practice session belongs to the day on which its own time says it began,
so that a journey moves nothing. `days` is everywhere [(date, [practice session, newest first])], newest first.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.catalogue.durations import whole_minutes
from webapp.catalogue.limits import MAX_DOTS

TREND = 10


@dataclass(frozen=True)
class Cell:
    """One day of the calendar. practices: how many were done; dots: how many are drawn."""

    day: date
    practices: int
    is_today: bool

    @property
    def dots(self):
        return min(self.practices, MAX_DOTS)


def month(days, today, first_weekday=calendar.SUNDAY):
    """The month of `today`: (empty places before the first day, [Cell])."""
    practices = {day: len(sessions) for day, sessions in days}
    first = today.replace(day=1)
    last = calendar.monthrange(today.year, today.month)[1]
    cells = [Cell(day, practices.get(day, 0), day == today) for day in (first + timedelta(n) for n in range(last))]
    return (first.weekday() - first_weekday) % 7, cells


def week(days, today):
    """The seven days that end with `today`: (no empty places, [Cell])."""
    practices = {day: len(sessions) for day, sessions in days}
    seven = (today - timedelta(6 - n) for n in range(7))
    return 0, [Cell(day, practices.get(day, 0), day == today) for day in seven]


def last_seven(days, today):
    """(practices, minutes pressed) of the seven days that end with `today`."""
    recent = [s for day, sessions in days if today - timedelta(7) < day <= today for s in sessions]
    return len(recent), sum(whole_minutes(session.seconds_pressed) for session in recent)


def trend(days):
    """The last ten practice sessions that say how it was before and after, oldest first."""
    felt = [s for _, sessions in days for s in sessions if s.before is not None and s.after is not None]
    return felt[:TREND][::-1]
