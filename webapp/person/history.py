"""What a person has practiced: kept once however often it is sent, listed, deleted."""

import datetime
import uuid

import sqlalchemy as sa
from babel.dates import format_interval
from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask_babel import format_date, get_locale
from flask_babel import gettext as _
from sqlalchemy import exc
from sqlalchemy.orm import selectinload

from webapp.catalogue import load_catalogue
from webapp.db import db, write_transaction
from webapp.delivery.errors import InvalidRequest, json_body
from webapp.person import history_month, practice_sessions, profile
from webapp.person.models import DeletedPracticeSession, PracticeSession

bp = Blueprint("history", __name__)


@bp.get("/history")
def index():
    """The page: every practice session of this person by day, newest first."""
    days = by_day(sessions_of(profile.current()))
    today = today_of(days)
    week = request.args.get("range") == "week"
    return render_template(
        "person/history/index.html",
        days=days,
        today=today,
        week=week,
        blanks_and_cells=history_month.week(days, today) if week else history_month.month(days, today),
        last_seven=history_month.last_seven(days, today),
        felt=history_month.trend(days),
        minutes=history_month.minutes,
        weekdays=[format_date(today + datetime.timedelta((-6 if week else 6 - today.weekday()) + n), "EEEEE") for n in range(7)],
        name_of=name_of,
        day_name=lambda day: day_name(day, today),
        title=format_interval(today - datetime.timedelta(6), today, "MMMd", locale=get_locale()) if week else format_date(today, "LLLL"),
    )


@bp.get("/history.json")
def listing():
    """Everything recorded for this person, newest first."""
    return jsonify([one.as_json() for one in sessions_of(profile.current())])


@bp.post("/history")
def record():
    """Keep one practice session: 201, or 200 when it is known (or was deleted) and nothing was added.

    The body is JSON with the fields of `practice_sessions.parse`.
    """
    body = json_body()
    done = practice_sessions.parse(body)
    try:
        return jsonify(id=str(done.id)), 201 if store(done) else 200
    except exc.IntegrityError:
        # Somebody else kept the same id between our look and our write.
        return jsonify(id=str(done.id)), 201 if store(practice_sessions.parse(body)) else 200


@bp.delete("/history/<practice_session_id>")
def remove(practice_session_id):
    """Delete one practice session. 204, also when there is none of that id any more."""
    forget(practice_session_id)
    return "", 204


@bp.post("/history/<practice_session_id>/delete")
def remove_by_form(practice_session_id):
    """The same for a page without JavaScript."""
    forget(practice_session_id)
    return redirect(url_for("history.index"), 303)


def forget(practice_session_id):
    """Delete the practice session of an id, as text, and remember that it was deleted. Raises InvalidRequest."""
    try:
        wanted = uuid.UUID(practice_session_id)
    except ValueError:
        raise InvalidRequest(404, _("There is no practice session of that name."), "id") from None
    with write_transaction() as session:
        person = profile.current()
        if person and session.get(DeletedPracticeSession, (person.id, wanted)) is None:
            mine = (PracticeSession.id == wanted, PracticeSession.profile_id == person.id)
            session.execute(sa.delete(PracticeSession).where(*mine))
            session.add(DeletedPracticeSession(profile_id=person.id, id=wanted))


def store(done):
    """Add a PracticeSession to the history of who is asking. False when it is there, or was deleted.

    Raises InvalidRequest when the id belongs to somebody else.
    """
    with write_transaction() as session:
        person = profile.current_or_new()
        known = session.get(PracticeSession, done.id)
        if known is not None and known.profile_id != person.id:
            raise InvalidRequest(409, _("This id is taken. Make a new one and send it again."), "id")
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
    """[(local date, [PracticeSession])] of sessions that come newest first: the day is the one where the person was.

    The day of the latest session comes first, also after a journey over the date line: one order, that of the moments.
    """
    days = {}
    for one in sessions:
        days.setdefault(one.started_local.date(), []).append(one)
    return list(days.items())


def today_of(days):
    """The date where the person was last; in UTC for somebody who has no history."""
    zone = days[0][1][0].started_local.tzinfo if days else datetime.UTC
    return datetime.datetime.now(zone).date()


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
