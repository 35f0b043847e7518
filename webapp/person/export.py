"""Everything of a person in their own hands: as a file, on paper, and back again."""

import csv
import io
import json
import unicodedata
import uuid

from flask import Blueprint, jsonify, render_template, request
from flask_babel import gettext as _

from webapp.db import write_transaction
from webapp.delivery.errors import InvalidRequest, wants_json
from webapp.delivery.pages import public
from webapp.delivery.security import body_limit
from webapp.person import (
    favorites,
    history,
    history_pages,
    own_plans,
    own_routines,
    practice_sessions,
    profile,
    timestamps,
)
from webapp.person.models import DeletedPracticeSession, Favorite, OwnRoutine, PracticeSession

bp = Blueprint("data", __name__)

LARGEST = 8 * 1024 * 1024  # bytes of a file to read back: some ten thousand practice sessions
COLUMNS: tuple[str, ...] = (
    "id", "started_at", "finished_at", "kind", "key", "name",
    "seconds_pressed", "steps_done", "steps_total", "before", "after", "note",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@")


@bp.get("/you.csv")
def table():
    """The history as a table for a spreadsheet, newest first."""
    headers = {"Content-Disposition": 'attachment; filename="stillpoint.csv"'}
    person_id = profile.current_id()
    return history_pages.sent(_lines(history_pages.all_of(person_id)), person_id, headers=headers, content_type="text/csv; charset=utf-8")


def _lines(pages):
    """The table of the practice sessions in `pages`, lists of them, in parts of many lines."""
    text = io.StringIO("\ufeff")
    text.seek(1)
    writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    for sessions in pages:
        for one in sessions:
            row = one.as_json() | {"name": history.name_of(one)}
            writer.writerow(row | {field: defused(row[field]) for field in ("name", "note")})
        yield text.getvalue()
        text.seek(0)
        text.truncate()


@bp.get("/you/print")
def paper():
    """The history on paper, for a doctor: the latest five hundred, or those behind the cursor `?before=` of `history_pages`."""
    shown = history_pages.page(profile.current_id(), request.args.get("before"), history_pages.MOST)
    days = history.by_day(shown.sessions)
    return render_template("person/export/print.html", days=days, older=shown.next, name_of=history.name_of)


@bp.get("/you/import")
@public
def import_form():
    """The page that takes a file."""
    return render_template("person/export/import.html", counts=None)


@bp.post("/you/import")
@body_limit(LARGEST)
def import_file():
    """Add what a file of /you.json holds: JSON as the body, or the form's file `file`.

    What is known stays as it is, what was deleted stays deleted. Answers a page, or JSON {"added", "known",
    "refused": [{"place", "field", "message"}]}.
    """
    uploaded = request.files.get("file")
    content = uploaded.read() if uploaded else request.get_data()
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        body = None
    body = body if isinstance(body, dict) else {}
    # Files that were saved before there were own routines have none.
    parts = [body.get("favorites"), body.get("practice_sessions"), body.get("routines", [])]
    if not all(isinstance(part, list) for part in parts):
        raise InvalidRequest(422, _("That is not a file that Stillpoint has saved."), "file")
    counts = add(*parts)
    return jsonify(counts) if wants_json() else render_template("person/export/import.html", counts=counts)


def add(hearts, sessions, routines=()):
    """Add favorites, practice sessions and own routines, as JSON, to who is asking. Returns what `import_file` answers."""
    counts = {"added": 0, "known": 0, "refused": []}
    with write_transaction() as session:
        person = profile.current_or_new()
        for noun, adding, rows in (
            ("favorites", add_favorite, hearts),
            ("practice_sessions", add_practice_session, sessions),
            ("routines", add_routine, routines),
        ):
            for place, row in enumerate(rows):
                try:
                    counts["added" if adding(session, person, row) else "known"] += 1
                except InvalidRequest as error:
                    counts["refused"].append({"place": f"{noun}.{place}", "field": error.field, "message": error.description})
    return counts


def add_favorite(session, person, row):
    """Add one favorite from its JSON. False when there is one, or it was taken away. Raises InvalidRequest."""
    kind, key = (row.get("kind"), row.get("key")) if isinstance(row, dict) else (None, None)
    known = favorites.canonical(kind, key) if isinstance(key, str) else None
    if known is None:
        raise InvalidRequest(422, _("There is no such point or routine in this guide."), "key")
    moment = _moment(row, "created_at")
    if session.get(Favorite, (person.id, kind, known)):
        return False
    session.add(Favorite(profile_id=person.id, kind=kind, key=known, hearted=True, created_at=moment, changed_at=moment))
    session.flush()
    return True


def add_routine(session, person, row):
    """Add one own routine from its JSON. False when it is known or was deleted. Raises InvalidRequest."""
    name, points = own_plans.parse(row)
    routine_id = practice_sessions.parse_id(row)
    if session.get(OwnRoutine, (person.id, routine_id)):
        return False
    added = OwnRoutine(id=routine_id, name=name, points=points, deleted=False)
    return own_routines.put(session, person, added, _moment(row, "created_at"))


def _moment(row, field):
    """A time of a file, never in the future. Raises InvalidRequest."""
    try:
        return min(timestamps.parse(row.get(field)), timestamps.now())
    except ValueError:
        text = _("This is a time with its offset, such as 2026-05-04T21:10:00+02:00.")
        raise InvalidRequest(422, text, field) from None


def add_practice_session(session, person, row):
    """Add one practice session from its JSON. False when it is known or was deleted. Raises InvalidRequest."""
    done = practice_sessions.parse(row)
    other = session.get(PracticeSession, done.id)
    if other and other.profile_id != person.id:
        # The file of a profile that was lost: its copy here needs an id of its own, always the same one.
        done.id = uuid.uuid5(done.id, person.id)
        other = session.get(PracticeSession, done.id)
    if other or session.get(DeletedPracticeSession, (person.id, done.id)):
        return False
    done.profile_id = person.id
    session.add(done)
    session.flush()
    return True


def defused(text):
    """`text` for a cell of a table: with an apostrophe before it where a spreadsheet might take it for a formula.

    Spreadsheets look past blanks and what is not seen, and some take the signs of full width for the plain ones.
    """
    seen = "".join(one for one in text if not unicodedata.category(one).startswith(("Z", "C")))
    begins = unicodedata.normalize("NFKC", seen[:1])
    return f"'{text}" if begins.startswith(FORMULA) or text.startswith(("\t", "\r")) else text
