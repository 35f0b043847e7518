"""Seconds in words and digits."""

from webapp.language import gettext as _
from webapp.language import ngettext


def whole_minutes(seconds):
    """150 -> 3, 20 -> 1: half a minute counts as one, as on the phone (static/js/lib/messages.js); at least one."""
    return max(1, (seconds + 30) // 60)


def duration(seconds):
    """135 -> "2 min 15 s", 60 -> "1 min", 45 -> "45 s"."""
    minutes, rest = divmod(seconds, 60)
    parts = [_("%(num)s min", num=minutes)] if minutes else []
    return " ".join([*parts, _("%(num)s s", num=rest)] if rest or not minutes else parts)


def duration_long(seconds):
    """75 -> "1 minute 15 seconds"."""
    minutes, rest = divmod(seconds, 60)
    parts = [ngettext("%(num)s minute", "%(num)s minutes", minutes)] if minutes else []
    return " ".join([*parts, ngettext("%(num)s second", "%(num)s seconds", rest)] if rest or not minutes else parts)


def clock(seconds):
    """135 -> "2:15"."""
    return f"{seconds // 60}:{seconds % 60:02}"
