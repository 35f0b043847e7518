"""The days of a history, and what was practiced on them, in words."""

import datetime

from flask_babel import format_date
from flask_babel import gettext as _

from webapp.catalogue import load_catalogue


def by_day(sessions):
    """[(local date, [session])] of sessions that come newest first: the day is the one where the person was.

    The day of the latest session comes first, also after a journey over the date line: one order, that of the moments.
    """
    days = {}
    for one in sessions:
        days.setdefault(one.started_local.date(), []).append(one)
    return list(days.items())


def day_name(day, today):
    """ "Today", "Yesterday", or "Friday, November 20" (with the year when it is another one)."""
    if day == today:
        return _("Today")
    if day == today - datetime.timedelta(1):
        return _("Yesterday")
    return format_date(day, "EEEE, MMMM d" if day.year == today.year else "EEEE, MMMM d, y")


def name_of(session):
    """What was practiced, in words: as the catalogue has it, as the person called it, or the key itself."""
    catalogue = load_catalogue()
    if session.kind == "points":
        return catalogue.points[session.key].english if session.key in catalogue.points else session.key
    return catalogue.routines[session.key].title if session.key in catalogue.routines else session.name or session.key
