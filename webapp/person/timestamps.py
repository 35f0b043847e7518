"""Moments in time as phones write them, RFC 3339 with an offset, and how a wrong clock is put right."""

import datetime
import re

from webapp.person.models import now

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII)

DAY = datetime.timedelta(days=1)


def parse(text):
    """The aware datetime that a text such as "2026-05-04T21:10:00+02:00" means, which every place on earth can write.

    Raises ValueError, also for the first and the last day that a calendar of four digits has: elsewhere they are none.
    """
    if not isinstance(text, str) or not RFC_3339.fullmatch(text):
        raise ValueError("not a time with an offset")
    moment = datetime.datetime.fromisoformat(text.upper())
    try:
        for offset in (-DAY, DAY):
            _ = moment.astimezone(datetime.UTC) + offset
    except OverflowError:
        raise ValueError("too far away") from None
    return moment


def changed_at(headers):
    """When a person made the change that a request sends, by the server's clock; never in the future.

    headers: `X-Changed-At` and `X-Sent-At`, both by the phone's clock. The time between them is right also
    on a phone whose clock is a year off. Without them the change is made now. Raises ValueError.
    """
    arrived = now()
    if "X-Changed-At" not in headers:
        return arrived
    changed = parse(headers["X-Changed-At"])
    sent = parse(headers["X-Sent-At"]) if "X-Sent-At" in headers else arrived
    try:
        return arrived - max(sent - changed, datetime.timedelta())
    except OverflowError:
        raise ValueError("too long ago") from None


def is_later(moment, known):
    """Whether a change made at `moment` counts against one that is known to be made at `known`, both by the server's clock.

    What is known from the future was kept while that clock was wrong, and nothing can be older than it.
    """
    return moment >= known or known > now()
