"""What a person has practiced: kept once however often it is sent, listed, deleted."""

import datetime
import uuid
from collections import namedtuple

import sqlalchemy as sa
from babel.dates import format_interval
from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from webapp.catalogue import limits
from webapp.catalogue.durations import whole_minutes
from webapp.db import db, write_transaction
from webapp.delivery.errors import InvalidRequest, json_body
from webapp.person import history_days, history_month, history_pages, practice_sessions, profile
from webapp.person.models import DeletedPracticeSession, PracticeSession, local

bp = Blueprint("history", __name__)
Recent = namedtuple("Recent", "started_local seconds_pressed")


@bp.get("/history")
def index():
    """The page: the practice sessions of this person by day, newest first, fifty at once; `?before=` is a cursor of `history_pages`."""
    person_id = profile.current_id()
    shown = history_pages.page(person_id, request.args.get("before"))
    today = today_of(person_id)
    recent = history_days.by_day(recent_of(person_id, today.replace(day=1) - datetime.timedelta(8)))
    week = request.args.get("range") == "week"
    return render_template(
        "person/history/index.html",
        days=history_days.by_day(shown.sessions),
        room=room_of(person_id),
        older=shown.next,
        today=today,
        week=week,
        blanks_and_cells=history_month.week(recent, today) if week else history_month.month(recent, today),
        last_seven=history_month.last_seven(recent, today),
        felt=felt_by(person_id),
        minutes=whole_minutes,
        weekdays=[format_date(today + datetime.timedelta((-6 if week else 6 - today.weekday()) + n), "EEEEE") for n in range(7)],
        name_of=history_days.name_of,
        day_name=lambda day: history_days.day_name(day, today),
        title=format_interval(today - datetime.timedelta(6), today, "MMMd", locale=get_locale()) if week else format_date(today, "LLLL"),
    )


def room_of(person_id):
    """For how many more practice sessions there is room, once that is little; else None."""
    room = limits.MAX_PRACTICE_SESSIONS - practice_sessions.recent_count_of(db.session, person_id)
    return max(0, room) if room <= limits.MAX_PRACTICE_SESSIONS // 10 else None


@bp.get("/history.json")
def listing():
    """Everything recorded for this person, newest first; with `?limit=` a page of it, behind the cursor `?before=`.

    The header Link names the next page (rel="next") where there is one.
    """
    person_id, before, limit = profile.current_id(), request.args.get("before"), history_pages.asked_limit()
    if limit is None:
        return history_pages.sent(as_json("[", history_pages.all_of(person_id, before), "]"), person_id, mimetype="application/json")
    found = history_pages.page(person_id, before, limit)
    answer = jsonify([one.as_json() for one in found.sessions])
    if found.next:
        answer.headers["Link"] = f'<{url_for("history.listing", before=found.next, limit=limit)}>; rel="next"'
    return answer


def as_json(begin, pages, end):
    """The parts of a JSON text: lists of practice sessions between two texts."""
    text, dumps = begin, current_app.json.dumps
    for sessions in pages:
        yield text + ",".join(dumps(one.as_json()) for one in sessions)
        text = "," if sessions else text
    yield end + "\n"


@bp.post("/history")
def record():
    """Keep one practice session: 201, or 200 when it is known (or was deleted) and nothing was added.

    The body is JSON with the fields of `practice_sessions.parse`.
    """
    done = practice_sessions.parse(json_body())
    return jsonify(id=str(done.id)), 201 if store(done) else 200


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
            make_room_for_mark(session, person.id)
            session.add(DeletedPracticeSession(profile_id=person.id, id=wanted))


def make_room_for_mark(session, person_id):
    """Drop a mark of a deletion where a profile has all that it may have: whatever is deleted can be deleted."""
    marks = sa.select(DeletedPracticeSession.id).where(DeletedPracticeSession.profile_id == person_id)
    if (session.scalar(sa.select(sa.func.count()).select_from(marks.subquery())) or 0) >= limits.MAX_PRACTICE_SESSIONS:
        dropped = session.scalar(marks.limit(1))
        session.delete(session.get(DeletedPracticeSession, (person_id, dropped)))


def store(done):
    """Add a PracticeSession to the history of who is asking. False when it is there, or was deleted."""
    with write_transaction(is_alone=False) as session:
        if person_id := profile.take_turn():
            return practice_sessions.put(session, person_id, done)
    with write_transaction() as session:
        return practice_sessions.put(session, profile.current_or_new().id, done)


def recent_of(person_id, since):
    """What is told of the practice sessions that began on the day `since` or later: (started_local, seconds_pressed), newest first."""
    moment = datetime.datetime.combine(since, datetime.time(), datetime.UTC)
    began = PracticeSession.started_at
    query = sa.select(began, PracticeSession.utc_offset, PracticeSession.seconds_pressed)
    query = query.where(PracticeSession.profile_id == person_id, began >= moment).order_by(began.desc(), PracticeSession.id)
    return [Recent(local(row.started_at, row.utc_offset), row.seconds_pressed) for row in db.session.execute(query)]


def felt_by(person_id):
    """The last ten practice sessions that say how it was before and after, oldest first: (before, after)."""
    query = sa.select(PracticeSession.before, PracticeSession.after).where(
        PracticeSession.profile_id == person_id, PracticeSession.before.is_not(None), PracticeSession.after.is_not(None)
    )
    newest = query.order_by(PracticeSession.started_at.desc(), PracticeSession.id).limit(history_month.TREND)
    return db.session.execute(newest).all()[::-1]


def today_of(person_id):
    """The date where the person was last; in UTC for somebody who has no history."""
    query = sa.select(PracticeSession.utc_offset).where(PracticeSession.profile_id == person_id)
    last = db.session.scalar(query.order_by(PracticeSession.started_at.desc(), PracticeSession.id).limit(1))
    zone = datetime.UTC if last is None else datetime.timezone(datetime.timedelta(minutes=last))
    return datetime.datetime.now(zone).date()
