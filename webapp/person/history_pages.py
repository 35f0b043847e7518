"""The history of a person in pages, newest first, so that nothing grows with how much there is.

A cursor says where a page begins: "2026-05-04T19:10:00+00:00" for what began before that moment, or with the id of a
practice session behind it, "2026-05-04T19:10:00+00:00,0b6f2f5e-…", for what stands behind that one.
"""

import re
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app, request, stream_with_context
from flask_babel import gettext as _
from sqlalchemy.orm import subqueryload

from webapp.db import db
from webapp.delivery.errors import InvalidRequest
from webapp.person import timestamps
from webapp.person.models import PracticeSession

ON_A_PAGE = 50
MAX_PAGE_SIZE = 500
"""Practice sessions of one answer, and of one reading while a file is sent."""


@dataclass(frozen=True)
class Page:
    """sessions: [PracticeSession], newest first. next: the cursor of the page behind it, or None when it is the last."""

    sessions: list
    next: str | None


def page(person_id, before=None, limit=ON_A_PAGE):
    """The Page of at most `limit` practice sessions of a profile that stand behind the cursor `before`."""
    if person_id is None:
        return Page([], None)
    query = sa.select(PracticeSession).where(PracticeSession.profile_id == person_id)
    if before:
        moment, last = parse(before)
        began, is_last = PracticeSession.started_at, PracticeSession.started_at == moment
        # The first condition is the one that the index finds its place by.
        query = query.where(began <= moment, sa.or_(began < moment, sa.and_(is_last, PracticeSession.id > last) if last else sa.false()))
    # Not by many pairs of profile and id: for those SQLite reads the whole table of the steps.
    query = query.order_by(PracticeSession.started_at.desc(), PracticeSession.id).options(subqueryload(PracticeSession.steps))
    found = list(db.session.scalars(query.limit(limit + 1)))
    return Page(found[:limit], cursor(found[limit - 1]) if len(found) > limit else None)


def sent(parts, person_id, **options):
    """An answer of the texts `parts`: whole for somebody with one page of history, else sent while it is made."""
    if is_long(person_id):
        return current_app.response_class(stream_with_context(parts), **options)
    return current_app.response_class("".join(parts), **options)


def is_long(person_id):
    """Whether a profile has more practice sessions than one answer holds."""
    query = sa.select(PracticeSession.id).where(PracticeSession.profile_id == person_id)
    return db.session.scalar(query.offset(MAX_PAGE_SIZE).limit(1)) is not None


def all_of(person_id, before=None):
    """Every practice session of a profile behind a cursor, newest first, in lists of which only one is in memory at once."""
    more = True
    while more:
        found = page(person_id, before, MAX_PAGE_SIZE)
        before, more = found.next, found.next is not None
        # Between two pages, in which somebody may read slowly, no connection and no transaction is held.
        db.session.expunge_all()
        db.session.rollback()
        yield found.sessions


def cursor(session):
    """Where what stands behind a PracticeSession begins."""
    return f"{session.started_at.isoformat()},{session.id}"


def parse(text):
    """(moment, id or None) of a cursor. Raises InvalidRequest."""
    moment, _comma, last = text.replace(" ", "+").partition(",")
    try:
        return timestamps.parse(moment), uuid.UUID(last) if last else None
    except ValueError:
        wrong = _("This is a time with its offset, such as 2026-05-04T21:10:00+02:00, or what an answer gave for the next page.")
        raise InvalidRequest(422, wrong, "before") from None


def asked_limit():
    """The limit that the request names, or None. Raises InvalidRequest."""
    text = request.args.get("limit")
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII) or not 1 <= int(text) <= MAX_PAGE_SIZE:
        raise InvalidRequest(422, _("The limit is a whole number from 1 to %(maximum)s.", maximum=MAX_PAGE_SIZE), "limit")
    return int(text)
