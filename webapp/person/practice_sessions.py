"""What a phone tells of a practice that was done, checked field by field."""

import datetime
import time

import sqlalchemy as sa
from flask import g
from flask_babel import gettext as _

from webapp.catalogue import limits, load_catalogue
from webapp.db import Base
from webapp.delivery.errors import InvalidRequest
from webapp.person import fields, own_plans, practice_steps, timestamps, typed
from webapp.person.models import KINDS, DeletedPracticeSession, PracticeSession, PracticeStep

MAX_LENGTH = datetime.timedelta(days=31)
"""A practice may be left open for days, and is none any more after a month."""
AHEAD = datetime.timedelta(days=1)
"""So far ahead of the server's clock a phone's clock may be believed."""

MAX_COUNT_AGE_SECONDS = 60
MAX_COUNTED = 10_000
_counted = {}
"""Profile -> (how many practice sessions it has, when they were counted), of so many profiles at most."""

# Built once: most of the time that a practice session took went into building them anew.
KNOWN = sa.union_all(
    *(
        sa.select(sa.literal(1)).where(model.profile_id == sa.bindparam("profile_id"), model.id == sa.bindparam("id", type_=sa.Uuid))
        for model in (PracticeSession, DeletedPracticeSession)
    )
)
COUNT = sa.select(sa.func.count()).select_from(PracticeSession).where(PracticeSession.profile_id == sa.bindparam("profile_id"))
TABLES = Base.metadata.tables
ADD, ADD_STEPS = sa.insert(TABLES[PracticeSession.__tablename__]), sa.insert(TABLES[PracticeStep.__tablename__])
COLUMNS = [column.name for column in TABLES[PracticeSession.__tablename__].columns if column.name != "profile_id"]


def parse(body):
    """A new PracticeSession, without its profile, from the JSON of a request.

    id              UUID, made on the phone
    kind, key       "points" and a code, "routines" and a slug, or "routines" and the id of an own routine
    name            what an own routine was called then; of anything else the catalogue has the name
    started_at, finished_at   RFC 3339 with offset
    seconds_pressed whole seconds in press steps, no more than passed
    steps_done, steps_total   counts
    before, after   0 to 10, or null
    note            text, or null
    steps           [{"point": code, "side": left|right|both|midline, "seconds": n}], may be left out; of a practice of one
                    point all are of that point, and together they are no longer than what passed

    What a phone dates in the future ended when it arrives: its clock is wrong, and what was done is not lost for that.
    Raises InvalidRequest (400 when it is no JSON object, else 422) with the first wrong field.
    """
    if not isinstance(body, dict):
        raise InvalidRequest(400, _("Send one practice session as a JSON object."))
    kind, key, name = _subject(body)
    started, finished = fields.parse_moment(body, "started_at"), fields.parse_moment(body, "finished_at")
    if finished < started:
        raise InvalidRequest(422, _("It cannot be finished before it started."), "finished_at")
    if finished - started > MAX_LENGTH:
        raise InvalidRequest(422, _("A practice lasts a month at most. Look at the clock of the phone."), "finished_at")
    if finished > timestamps.now() + AHEAD:
        started, finished = (moment - (finished - timestamps.now()) for moment in (started, finished))
    elapsed = (finished - started).total_seconds()
    pressed = fields.parse_whole(body.get("seconds_pressed"), "seconds_pressed", maximum=10**7)
    if pressed > elapsed + practice_steps.TOLERANCE:
        text = _("More seconds pressed than passed between start and finish.")
        raise InvalidRequest(422, text, "seconds_pressed")
    total = fields.parse_whole(body.get("steps_total"), "steps_total", maximum=10_000)
    done = fields.parse_whole(body.get("steps_done"), "steps_done", maximum=10_000)
    if done > total:
        raise InvalidRequest(422, _("More steps done than there were."), "steps_done")
    return PracticeSession(
        id=fields.parse_id(body),
        kind=kind,
        key=key,
        name=name,
        started_at=started,
        finished_at=finished,
        utc_offset=(started.utcoffset() or datetime.timedelta()) // datetime.timedelta(minutes=1),
        seconds_pressed=pressed,
        steps_done=done,
        steps_total=total,
        before=_feeling(body, "before"),
        after=_feeling(body, "after"),
        note=_note(body),
        steps=practice_steps.parse(body, key if kind == "points" else None, elapsed),
    )


def _subject(body):
    """(kind, key, name) of what was practiced.

    An own routine may be gone, or not have come yet: its id is taken as it is, with the name that it had.
    """
    catalogue, kind, key = load_catalogue(), body.get("kind"), body.get("key")
    if kind not in KINDS:
        raise InvalidRequest(422, _("The kind is points or routines."), "kind")
    if kind == "routines" and isinstance(key, str) and fields.CANONICAL_UUID.fullmatch(key):
        return kind, key.lower(), own_plans.parse_name(body.get("name"))
    known = fields.parse_point(key) if kind == "points" else key if key in list(catalogue.routines) else None
    if known is None:
        raise InvalidRequest(422, _("There is no such point or routine in this guide."), "key")
    return kind, known, None


def put(session, person_id, done):
    """Add a PracticeSession to a profile, in a write transaction. False when it is there, or was deleted.

    Raises InvalidRequest for one too many.
    """
    connection = session.connection()
    if connection.execute(KNOWN, {"profile_id": person_id, "id": done.id}).first():
        return False
    taken = g.setdefault("practice_sessions_of", {})  # counted once a request: a file brings thousands
    if person_id not in taken:
        taken[person_id] = count_of(session, person_id)
    if taken[person_id] >= limits.MAX_PRACTICE_SESSIONS:
        text = _(
            "There is room for %(maximum)s practices, and it is taken. Save them as a file, then delete some.",
            maximum=limits.MAX_PRACTICE_SESSIONS,
        )
        raise InvalidRequest(422, text, "id")
    # Not by the session, which takes three times as long over it, while nobody else writes.
    connection.execute(ADD, {**{name: getattr(done, name) for name in COLUMNS}, "profile_id": person_id})
    if done.steps:
        connection.execute(ADD_STEPS, [_row(step, person_id, done.id) for step in done.steps])
    taken[person_id] += 1
    _counted.pop(person_id, None)
    return True


def _row(step, person_id, session_id):
    own = {"position": step.position, "point": step.point, "side": step.side, "seconds": step.seconds}
    return own | {"profile_id": person_id, "practice_session_id": session_id}


def count_of(session, profile_id):
    """How many practice sessions a profile has."""
    return session.connection().execute(COUNT, {"profile_id": profile_id}).scalar() or 0


def recent_count_of(session, profile_id):
    """The same as it was a minute ago at most: a history grows slowly, and to count a long one takes longer than to show a page of it."""
    known = _counted.get(profile_id)
    if known is None or time.monotonic() - known[1] > MAX_COUNT_AGE_SECONDS:
        if len(_counted) >= MAX_COUNTED:
            _counted.clear()
        known = _counted[profile_id] = count_of(session, profile_id), time.monotonic()
    return known[0]


def _feeling(body, field):
    value = body.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or value not in range(11):
        raise InvalidRequest(422, _("How it feels is a whole number from 0 to 10, or null."), field)
    return int(value)


def _note(body):
    note = "" if body.get("note") is None else body["note"]
    if not isinstance(note, str) or len(note) > limits.MAX_NOTE_LENGTH:
        text = _("The note is a text of at most %(maximum)s characters.", maximum=limits.MAX_NOTE_LENGTH)
        raise InvalidRequest(422, text, "note")
    if not typed.is_clean(note, lines=True):
        raise InvalidRequest(422, _("The note holds a character that cannot be kept."), "note")
    return typed.kept(note, limits.MAX_NOTE_LENGTH)
