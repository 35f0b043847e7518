"""Everything of a person in their own hands: as a file, on paper, and back again."""

import csv
import io
import json
import unicodedata

from flask import Blueprint, jsonify, render_template, request
from flask_babel import gettext as _

from webapp.delivery.errors import InvalidRequest, wants_json
from webapp.delivery.pages import public
from webapp.delivery.security import body_limit
from webapp.person import history_days, history_pages, importing, profile

bp = Blueprint("data", __name__)

MAX_FILE_BYTES = 8 * 1024 * 1024  # bytes of a file to read back: some ten thousand practice sessions
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
            row = one.as_json() | {"name": history_days.name_of(one)}
            writer.writerow(row | {field: defused(row[field]) for field in ("name", "note")})
        yield text.getvalue()
        text.seek(0)
        text.truncate()


@bp.get("/you/print")
def paper():
    """The history on paper, for a doctor: the latest five hundred, or those behind the cursor `?before=` of `history_pages`."""
    shown = history_pages.page(profile.current_id(), request.args.get("before"), history_pages.MAX_PAGE_SIZE)
    days = history_days.by_day(shown.sessions)
    return render_template("person/export/print.html", days=days, older=shown.next, name_of=history_days.name_of)


@bp.get("/you/import")
@public
def import_form():
    """The page that takes a file."""
    return render_template("person/export/import.html", counts=None)


@bp.post("/you/import")
@body_limit(MAX_FILE_BYTES)
def import_file():
    """Add what a file of /you.json holds: JSON as the body, or the form's file `file`.

    What is known stays as it is, what was deleted stays deleted. Answers a page, or JSON {"added", "known",
    "refused": [{"place", "field", "message"}]}, and "more_refused", a number, where there are more than are named. A file
    whose reading broke off can be sent again: what was added stays, and is known then.
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
    counts = importing.add(*parts)
    return jsonify(counts) if wants_json() else render_template("person/export/import.html", counts=counts)


def defused(text):
    """`text` for a cell of a table: with an apostrophe before it where a spreadsheet might take it for a formula.

    Spreadsheets look past blanks and what is not seen, and some take the signs of full width for the plain ones.
    """
    seen = "".join(one for one in text if not unicodedata.category(one).startswith(("Z", "C")))
    begins = unicodedata.normalize("NFKC", seen[:1])
    return f"'{text}" if begins.startswith(FORMULA) or text.startswith(("\t", "\r")) else text
