"""Hearts: the points and routines that a person wants to find again."""

import sqlalchemy as sa
from flask import Blueprint, jsonify, redirect, render_template, request
from flask_babel import gettext as _

from webapp.catalogue import load_catalogue
from webapp.db import db, write_transaction
from webapp.delivery.errors import InvalidRequest
from webapp.delivery.pages import public
from webapp.person import own_plans, own_routine_changes, profile, timestamps
from webapp.person.models import KINDS, Favorite

bp = Blueprint("favorites", __name__)


@bp.get("/favorites")
def index():
    """The page: every favorite of this person, newest first."""
    person = profile.current()
    own = [(one, own_plans.minutes(one.points)) for one in own_routine_changes.routines_of(person)]
    return render_template("person/favorites/index.html", favorites=favorites_of(person), own=own, catalogue=load_catalogue())


@bp.get("/favorites.json")
def listing():
    """{"favorites": [{"kind", "key", "created_at"}]}, newest first."""
    return jsonify(favorites=[one.as_json() for one in favorites_of(profile.current())])


@bp.get("/cards")
@public
def cards():
    """A card for every point and a row for every routine, of which a phone shows those it hearts."""
    return render_template("person/favorites/cards.html", catalogue=load_catalogue())


@bp.put("/favorites/<kind>/<key>")
def add(kind, key):
    """Heart it. 204, also when it was hearted already."""
    change(kind, key, hearted=True)
    return "", 204


@bp.delete("/favorites/<kind>/<key>")
def remove(kind, key):
    """Take the heart away. 204, also when there was none."""
    change(kind, key, hearted=False)
    return "", 204


@bp.post("/favorites/<kind>/<key>")
def change_by_form(kind, key):
    """The same for a page without JavaScript: the form's `action` is "add" or "remove"."""
    action = request.form.get("action")
    if action not in ("add", "remove"):
        raise InvalidRequest(422, _("Say add or remove."), "action")
    change(kind, key, hearted=action == "add")
    here, came_from = request.host_url, request.referrer or ""
    path = "/" + came_from.removeprefix(here).partition("?")[0]
    own = came_from.startswith(here) and not path.startswith("//")
    # Behind a public page, which is the same for everyone, the heart's name lets it show that it took.
    return redirect((path if own else f"/{kind}/{key}") + ("#kept" if action == "add" else ""), 303)


def favorites_of(person):
    """The hearts of a Profile or None, newest first."""
    if person is None:
        return []
    query = (
        sa.select(Favorite)
        .where(Favorite.profile_id == person.id, Favorite.hearted)
        .order_by(Favorite.created_at.desc(), Favorite.kind, Favorite.key)
    )
    return list(db.session.scalars(query))


def change(kind, key, hearted):
    """Keep the change of this request, unless a later one is known. Raises InvalidRequest.

    What the catalogue does not know any more can lose its heart, and can get none.
    """
    try:
        moment = timestamps.changed_at(request.headers)
    except ValueError:
        text = _("X-Changed-At and X-Sent-At are times such as 2026-05-04T21:10:00+02:00.")
        raise InvalidRequest(400, text, "X-Changed-At") from None
    known = canonical(kind, key)
    if known is None and (hearted or "\0" in request.path):
        # Not every database takes a NUL, not even to find nothing by it.
        raise InvalidRequest(404, _("There is no such point or routine in this guide."), "key")
    with write_transaction() as session:
        person = profile.current_or_new() if known and hearted else profile.current()
        row = person and session.get(Favorite, (person.id, kind, known or key))
        if known is None and row is None:
            raise InvalidRequest(404, _("There is no such point or routine in this guide."), "key")
        if person is None or (row and not timestamps.is_later(moment, row.changed_at)):
            return
        if row is None:
            row = Favorite(profile_id=person.id, kind=kind, key=known, created_at=moment)
            session.add(row)
        elif hearted and not row.hearted:
            row.created_at = moment
        row.hearted, row.changed_at = hearted, moment


def canonical(kind, key):
    """The key under which a point or routine is kept ("b23" is "BL23"), or None when there is none."""
    catalogue = load_catalogue()
    if kind not in KINDS:
        return None
    return catalogue.canonical(key) if kind == "points" else key if key in catalogue.routines else None
