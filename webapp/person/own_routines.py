"""Routines that a person puts together: made on the phone first, kept here under the id that it gave them.

Their pages are personal. A phone builds them from its own copy, in the public pages under `/routines/own/`.
"""

import uuid

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.routing import UUIDConverter

from webapp.catalogue import limits, load_catalogue
from webapp.delivery.errors import InvalidRequest, json_body, wants_json
from webapp.delivery.pages import public
from webapp.guide import practice
from webapp.person import own_plans, own_routine_changes, profile, typed

bp = Blueprint("own_routines", __name__)
bp.add_app_template_filter(typed.in_a_sentence)


class OwnId(UUIDConverter):
    """The id of an own routine where a routine of the catalogue has its slug; looked at before that."""

    weight = 50


@bp.record_once
def name_converter(state):
    state.app.url_map.converters["own"] = OwnId


def point_facts(point):
    """What the editor on the phone knows of a Point: {"name", "dose" (in words)}, its `Dose.facts`, and the caps in seconds.

    max_side: of pressing a side, the smallest that any number of holds has; max_hold: of one hold.
    """
    max_side = min(limits.max_per_side(point, holds=2), point.dose.max_per_side or limits.MAX_PRACTICE_SECONDS)
    caps = {"max_side": max_side, "max_hold": limits.max_per_hold(point)}
    return {"name": point.english, "dose": point.dose_text} | point.dose.facts | caps


@bp.get("/routines.json")
def listing():
    """{"routines": [{"id", "name", "points", "minutes", "created_at", "changed_at"}]}, newest first."""
    return jsonify(routines=[own_routine_changes.as_json(one) for one in own_routine_changes.routines_of(profile.current())])


@bp.get("/routines/own/page")
@public
def page():
    """The page of an own routine, for a phone to fill."""
    return _show(None)


@bp.get("/routines/own/practice")
@public
def practice_page():
    """The practice of an own routine, for a phone to fill."""
    return _practice(None)


@bp.get("/routines/own/edit")
@public
def new():
    """The form in which a routine is put together."""
    return _form(None, "", [])


@bp.get("/routines/<own:routine_id>")
def show(routine_id):
    """An own routine: its points in order, its minutes, the ways to practice, change and delete it."""
    found = own_routine_changes.mine(routine_id)
    return _show(found), 200 if found else 404


@bp.get("/routines/<own:routine_id>/practice")
def run(routine_id):
    """The practice of an own routine."""
    found = own_routine_changes.mine(routine_id)
    return _practice(found), 200 if found else 404


@bp.get("/routines/<own:routine_id>/edit")
def edit(routine_id):
    """The form with an own routine in it."""
    found = own_routine_changes.mine(routine_id)
    return (_form(routine_id, found.name, found.points), 200) if found else (_form(routine_id, "", []), 404)


@bp.put("/routines/<own:routine_id>")
def save(routine_id):
    """Make or change it: JSON as `own_plans.parse` takes it. 204, also when a later change is known."""
    own_routine_changes.change(routine_id, *own_plans.parse(json_body()))
    return "", 204


@bp.delete("/routines/<own:routine_id>")
def remove(routine_id):
    """Delete it. 204, also when there is none."""
    own_routine_changes.change(routine_id, deleted=True)
    return "", 204


@bp.post("/routines/<own:routine_id>/delete")
def remove_by_form(routine_id):
    """The same for a page without JavaScript."""
    own_routine_changes.change(routine_id, deleted=True)
    return redirect(url_for("favorites.index"), 303)


@bp.post("/routines/own/edit", defaults={"routine_id": None})
@bp.post("/routines/<own:routine_id>/edit")
def edit_by_form(routine_id):
    """The form without JavaScript: each button sends all of it. `do` is "add", "up-2", "down-2", "remove-2" or "save"."""
    routine_id = routine_id or uuid.uuid4()
    name = request.form.get("name", "")
    points = [own_plans.from_text(text) for text in request.form.getlist("point")]
    what, _sign, place = request.form.get("do", "save").partition("-")
    place = int(place) if place.isdecimal() else -1
    if what == "add" and (code := request.form.get("more")):
        points.append({"point": code})
    elif what in ("up", "down", "remove") and 0 <= place < len(points):
        item = points.pop(place)
        if what != "remove":
            points.insert(max(0, place + (1 if what == "down" else -1)), item)
    elif what == "save":
        try:
            own_routine_changes.change(routine_id, *own_plans.parse({"name": name, "points": points}))
        except InvalidRequest as problem:
            if wants_json():
                raise
            return _form(routine_id, name, points, problem), 422
        return redirect(url_for("own_routines.show", routine_id=routine_id), 303)
    return _form(routine_id, name, points)


def _show(found):
    points = found.points if found else []
    return render_template(
        "person/own_routines/page.html",
        routine=found,
        doses=own_plans.doses(points),
        gone=len(points) - len(own_plans.doses(points)),
        minutes=own_plans.minutes(points),
    )


def _practice(found):
    key, name, points = (str(found.id), found.name, found.points) if found else ("", "", [])
    time = _("%(num)s min", num=own_plans.minutes(points))
    return practice.page(own_plans.plan_of(key, name, points), time, "favorites", f"/routines/{key}", own=True)


def _form(routine_id, name, points, problem=None):
    catalogue = load_catalogue()
    return render_template(
        "person/own_routines/edit.html",
        routine_id=routine_id,
        name=name,
        items=[(own_plans.as_text(item), catalogue.points.get(item["point"]), item) for item in points],
        facts={code: point_facts(point) for code, point in catalogue.points.items()},
        problem=problem,
        catalogue=catalogue,
    )
