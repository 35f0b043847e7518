"""The own routines of a person, and what changes them: the later change wins."""

import sqlalchemy as sa
from flask import request
from flask_babel import gettext as _

from webapp.catalogue import limits
from webapp.db import db, write_transaction
from webapp.delivery.errors import InvalidRequest
from webapp.person import own_plans, profile, timestamps
from webapp.person.models import OwnRoutine

MAX_MARKS = 1000
"""So many deletions of one person are remembered."""


def routines_of(person):
    """The own routines of a Profile or None, newest first."""
    if person is None:
        return []
    query = (
        sa.select(OwnRoutine)
        .where(OwnRoutine.profile_id == person.id, sa.not_(OwnRoutine.deleted))
        .order_by(OwnRoutine.created_at.desc(), OwnRoutine.id)
    )
    return list(db.session.scalars(query))


def mine(routine_id):
    """The OwnRoutine of an id if who is asking has it, or None."""
    person = profile.current()
    found = person and db.session.get(OwnRoutine, (person.id, routine_id))
    return found if found and not found.deleted else None


def change(routine_id, name="", points=(), deleted=False):
    """Keep the change of this request, unless a later one is known; what was deleted comes back by none made before.

    Raises InvalidRequest: 400 for a wrong time, 422 for one routine too many.
    """
    try:
        moment = timestamps.changed_at(request.headers)
    except ValueError:
        text = _("X-Changed-At and X-Sent-At are times such as 2026-05-04T21:10:00+02:00.")
        raise InvalidRequest(400, text, "X-Changed-At") from None
    with write_transaction() as session:
        person = profile.current() if deleted else profile.current_or_new()
        if person is None:
            return
        put(session, person, OwnRoutine(id=routine_id, name=name, points=list(points), deleted=deleted), moment)


def put(session, person, changed, moment):
    """Lay an OwnRoutine without profile and times over what is known of it, in the open transaction.

    False when that is later, or a deletion at the same moment. Raises InvalidRequest for one routine too many.
    """
    known = session.get(OwnRoutine, (person.id, changed.id))
    if known and (not timestamps.is_later(moment, known.changed_at) or (known.deleted and moment == known.changed_at)):
        return False
    if not changed.deleted and (known is None or known.deleted):
        count = sa.select(sa.func.count()).where(OwnRoutine.profile_id == person.id, sa.not_(OwnRoutine.deleted))
        if session.scalar(count) >= limits.MAX_OWN_ROUTINES:
            raise InvalidRequest(422, _("There is room for %(maximum)s routines. Delete one first.", maximum=limits.MAX_OWN_ROUTINES), "id")
    if known is None:
        make_room(session, person)
        known = OwnRoutine(profile_id=person.id, id=changed.id, created_at=moment)
        session.add(known)
    known.name, known.points, known.deleted = changed.name, changed.points, changed.deleted
    known.changed_at = moment
    session.flush()
    return True


def make_room(session, person):
    """Forget the oldest deletions of a Profile beyond those that a phone may still not have heard of."""
    marks = sa.select(OwnRoutine).where(OwnRoutine.profile_id == person.id, OwnRoutine.deleted)
    for mark in session.scalars(marks.order_by(OwnRoutine.changed_at.desc()).offset(MAX_MARKS)).all():
        session.delete(mark)


def as_json(one):
    """An own routine for the phone, and for a file."""
    return {
        "id": str(one.id),
        "name": one.name,
        "points": one.points,
        "minutes": own_plans.minutes(one.points),
        "created_at": one.created_at.isoformat(),
        "changed_at": one.changed_at.isoformat(),
    }
