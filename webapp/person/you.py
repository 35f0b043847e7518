"""The page about the person, and everything of theirs in their own hands: to take along, to delete."""

import sqlalchemy as sa
from flask import Blueprint, current_app, redirect, render_template

from webapp.catalogue import load_catalogue
from webapp.db import checkpoint_wal, write_transaction
from webapp.delivery.pages import public
from webapp.person import cookie, favorites, history, history_pages, own_routine_changes, profile
from webapp.person.models import Profile

bp = Blueprint("you", __name__)


@bp.get("/you")
@public
def show():
    """The same for everyone: what is personal on it is laid over on the phone."""
    return render_template("person/you/show.html", points=len(load_catalogue().points))


@bp.get("/you.json")
def export():
    """Everything kept of this person, as a file: {"favorites": […], "practice_sessions": […], "routines": […]}."""
    person = profile.current()
    hearts = [one.as_json() for one in favorites.favorites_of(person)]
    routines = [own_routine_changes.as_json(one) for one in own_routine_changes.routines_of(person)]
    dumps = current_app.json.dumps
    begin = f'{{"favorites":{dumps(hearts)},"practice_sessions":['
    person_id = person and person.id
    parts = history.as_json(begin, history_pages.all_of(person_id), f'],"routines":{dumps(routines)}}}')
    answer = history_pages.sent(parts, person_id, mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="stillpoint.json"'
    return answer


@bp.get("/you/delete")
@public
def confirm_deletion():
    """The question before everything is deleted."""
    return render_template("person/you/delete.html")


@bp.get("/you/invitation")
@public
def invitation():
    """The sheet that offers the home screen, for a page to show after the first saved practice."""
    return render_template("person/you/invitation.html")


@bp.post("/you")
def begin():
    """Give this browser the cookie under which its first write makes a profile. 204; keeps nothing itself.

    A phone asks for it before it sends the first thing of a person, and sees at the second asking whether the cookie came
    back: an answer that is lost on its way takes its cookie with it, and what was recorded would belong to a profile
    that nobody can reach.
    """
    profile.promise()
    return "", 204


@bp.delete("/you")
def delete():
    """Delete everything of this person, and the profile itself. 204, also when there is nothing.

    The phone's copy is emptied by the phone before it sends this, perhaps much earlier; what it has kept since, and the worker, stay.
    """
    with write_transaction() as session:
        person = profile.current()
        if person:
            session.execute(sa.delete(Profile).where(Profile.id == person.id))
    checkpoint_wal()
    cookie.forget()
    return "", 204, {"Clear-Site-Data": '"cache"'}


@bp.post("/you/delete")
def delete_by_form():
    """The same for a page without JavaScript, where nobody else empties the phone: the worker goes, too, and comes with the next script."""
    delete()
    answer = redirect("/you", 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
