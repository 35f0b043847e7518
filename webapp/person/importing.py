"""Reads a saved file back, a few entries at a time, so that others can write in between."""

import time

from flask_babel import gettext as _

from webapp.db import db, write_transaction
from webapp.delivery.errors import InvalidRequest
from webapp.person import favorites, fields, own_plans, own_routine_changes, practice_sessions, profile, timestamps
from webapp.person.models import Favorite, OwnRoutine, Profile

BATCH_SIZE = 50
"""Entries of one transaction: some thirty milliseconds in which nobody else writes."""
MAX_NAMED = 100
"""So many of what could not be added are named; the rest is counted."""
MAX_PAUSE_SECONDS = 0.1


def add(hearts, sessions, routines=()):
    """Add favorites, practice sessions and own routines, as JSON, to who is asking. Returns what `export.import_file` answers."""
    counts = {"added": 0, "known": 0, "refused": []}
    person_id, waiting = None, []
    for place, adding, row in _rows(hearts, sessions, routines):
        try:
            waiting.append((place, adding(row)))
        except InvalidRequest as error:
            _refuse(counts, place, error)
        if len(waiting) == BATCH_SIZE:
            person_id = _write(waiting, person_id, counts)
            waiting.clear()
    _write(waiting, person_id, counts)
    return counts


def _rows(hearts, sessions, routines):
    """(place in the file, function that checks it, entry) of everything in a file."""
    parts = (("favorites", favorite, hearts), ("practice_sessions", practice_session, sessions), ("routines", routine, routines))
    for noun, adding, rows in parts:
        for place, row in enumerate(rows):
            yield f"{noun}.{place}", adding, row


def _write(waiting, person_id, counts):
    """Add what was checked, in one transaction. Returns the id of whose it is."""
    began = time.monotonic()
    with write_transaction() as session:
        person = (session.get(Profile, person_id) if person_id else None) or profile.current_or_new()
        person_id = person.id
        for place, adding in waiting:
            try:
                counts["added" if adding(session, person) else "known"] += 1
            except InvalidRequest as error:
                _refuse(counts, place, error)
    db.session.expunge_all()
    if len(waiting) == BATCH_SIZE:
        # Whoever waits for the lock looks for it only now and then.
        time.sleep(min(MAX_PAUSE_SECONDS, time.monotonic() - began))
    return person_id


def _refuse(counts, place, error):
    if len(counts["refused"]) < MAX_NAMED:
        counts["refused"].append({"place": place, "field": error.field, "message": error.description})
    else:
        counts["more_refused"] = counts.get("more_refused", 0) + 1


def favorite(row):
    """A function (session, person) that adds one favorite from its JSON: False when there is one, or it was taken away. Raises InvalidRequest."""
    kind, key = (row.get("kind"), row.get("key")) if isinstance(row, dict) else (None, None)
    known = favorites.canonical(kind, key) if isinstance(key, str) else None
    if known is None:
        raise InvalidRequest(422, _("There is no such point or routine in this guide."), "key")
    moment = _moment(row, "created_at")

    def adding(session, person):
        if session.get(Favorite, (person.id, kind, known)):
            return False
        session.add(Favorite(profile_id=person.id, kind=kind, key=known, hearted=True, created_at=moment, changed_at=moment))
        session.flush()
        return True

    return adding


def routine(row):
    """The same for one own routine. What it gives raises InvalidRequest for one routine too many."""
    name, points = own_plans.parse(row)
    routine_id = fields.parse_id(row)
    moment = _moment(row, "created_at")

    def adding(session, person):
        if session.get(OwnRoutine, (person.id, routine_id)):
            return False
        return own_routine_changes.put(session, person, OwnRoutine(id=routine_id, name=name, points=points, deleted=False), moment)

    return adding


def practice_session(row):
    """The same for one practice session."""
    done = practice_sessions.parse(row)
    return lambda session, person: practice_sessions.put(session, person.id, done)


def _moment(row, field):
    """A time of a file, never in the future. Raises InvalidRequest."""
    return min(fields.parse_moment(row, field), timestamps.now())
