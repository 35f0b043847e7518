"""What a person has practiced: kept once however often it is sent, listed, deleted."""

import uuid

import sqlalchemy as sa
from flask import Blueprint, jsonify, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from webapp import practice_sessions, profile
from webapp.db import db, writing
from webapp.errors import Refused
from webapp.models import DeletedPracticeSession, PracticeSession

bp = Blueprint("history", __name__, url_prefix="/history")


@bp.get("")
def index():
    """The page: every practice session of this person by day, newest first."""
    return render_template("history/index.html", days=by_day(sessions_of(profile.current())))


@bp.get(".json")
def listing():
    """Everything recorded for this person, newest first."""
    return jsonify([one.as_json() for one in sessions_of(profile.current())])


@bp.post("")
def record():
    """Keep one practice session: 201, or 200 when it is known (or was deleted) and nothing was added.

    The body is JSON with the fields of `practice_sessions.read`.
    """
    try:
        body = request.get_json(force=True, silent=True)
    except RecursionError:
        body = None
    done = practice_sessions.read(body)
    try:
        return jsonify(id=str(done.id)), 201 if keep(done) else 200
    except sa.exc.IntegrityError:
        # Somebody else kept the same id between our look and our write.
        return jsonify(id=str(done.id)), 201 if keep(practice_sessions.read(body)) else 200


@bp.delete("/<practice_session_id>")
def remove(practice_session_id):
    """Delete one practice session. 204, also when there is none of that id any more."""
    try:
        wanted = uuid.UUID(practice_session_id)
    except ValueError:
        raise Refused(404, _("There is no practice session of that name."), "id") from None
    with writing() as session:
        person = profile.current()
        if person and session.get(DeletedPracticeSession, (person.id, wanted)) is None:
            mine = (PracticeSession.id == wanted, PracticeSession.profile_id == person.id)
            session.execute(sa.delete(PracticeSession).where(*mine))
            session.add(DeletedPracticeSession(profile_id=person.id, id=wanted))
    return "", 204


def keep(done):
    """Add a PracticeSession to the history of who is asking. False when it is there, or was deleted.

    Raises Refused when the id belongs to somebody else.
    """
    with writing() as session:
        person = profile.current_or_new()
        known = session.get(PracticeSession, done.id)
        if known is not None and known.profile_id != person.id:
            raise Refused(409, _("This id is taken. Make a new one and send it again."), "id")
        if known or session.get(DeletedPracticeSession, (person.id, done.id)):
            return False
        done.profile_id = person.id
        session.add(done)
    return True


def sessions_of(person):
    """The practice sessions of a Profile or None, newest first."""
    if person is None:
        return []
    query = (
        sa.select(PracticeSession)
        .where(PracticeSession.profile_id == person.id)
        .order_by(PracticeSession.started_at.desc(), PracticeSession.id)
        .options(selectinload(PracticeSession.steps))
    )
    return list(db.session.scalars(query))


def by_day(sessions):
    """[(local date, [PracticeSession])]: the day is the one where the person was."""
    days = {}
    for one in sessions:
        days.setdefault(one.started_local.date(), []).append(one)
    return sorted(days.items(), reverse=True)
