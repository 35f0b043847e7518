"""The devices that share a profile: named by the person, and each can be thrown out."""

import sqlalchemy as sa
from flask import Blueprint, jsonify, redirect, render_template, request
from flask_babel import gettext as _

from webapp.catalogue.limits import MAX_NAME_LENGTH
from webapp.db import db, write_transaction
from webapp.delivery.errors import InvalidRequest, json_body, wants_json
from webapp.person import profile, typed
from webapp.person.models import Device

bp = Blueprint("devices", __name__)


@bp.get("/you/devices")
def index():
    """The page: every device of this person, this one first."""
    return _page()


@bp.get("/you/devices.json")
def listing():
    """{"devices": [{"id", "name", "joined_at", "here"}]}, this one first."""
    here = profile.device()
    return jsonify(
        devices=[{"id": one.id, "name": one.name, "joined_at": one.joined_at.isoformat(), "here": one is here} for one in devices()]
    )


@bp.put("/you/devices/<device_id>")
def rename(device_id):
    """Give a device a name: JSON {"name": text}. 204."""
    body = json_body()
    _rename(device_id, body.get("name") if isinstance(body, dict) else None)
    return "", 204


@bp.delete("/you/devices/<device_id>")
def remove(device_id):
    """Throw a device out: its cookie stops working at once. 204, also when it is out already."""
    _remove(device_id)
    return "", 204


@bp.post("/you/devices/<device_id>")
def change_by_form(device_id):
    """Both for a page without JavaScript: the form's `action` is "rename" (with `name`) or "remove"."""
    if request.form.get("action") == "remove":
        _remove(device_id)
    else:
        try:
            _rename(device_id, request.form.get("name"))
        except InvalidRequest as problem:
            if problem.field != "name" or wants_json():
                raise
            return _page(problem, device_id), 422
    return to_index()


def to_index():
    """Lead to the page of the devices; what htmx sends opens it anew, as the phone asks for what the devices share when it comes up."""
    return ("", {"HX-Redirect": "/you/devices"}) if "HX-Request" in request.headers else redirect("/you/devices", 303)


def devices():
    """The devices of who is asking: this one first, then the latest to join."""
    here = profile.device()
    if here is None:
        return []
    query = sa.select(Device).where(Device.profile_id == here.profile_id).order_by(Device.id != here.id, Device.joined_at.desc())
    return list(db.session.scalars(query))


def _page(problem=None, device_id=None):
    """problem: the InvalidRequest that says what is wrong with the name typed for the device of that id."""
    facts = {"devices": devices(), "here": profile.device(), "problem": problem, "wrong": device_id}
    return render_template("person/devices/index.html", typed=request.form.get("name"), **facts)


def _rename(device_id, name):
    if not isinstance(name, str) or len(name.strip()) > MAX_NAME_LENGTH:
        raise InvalidRequest(422, _("The name of a device has at most %(maximum)s characters.", maximum=MAX_NAME_LENGTH), "name")
    if not typed.is_clean(name.strip()):
        raise InvalidRequest(422, _("The name holds a control character that nobody sees. Type it anew, without copying it."), "name")
    with write_transaction() as session:
        device = _mine(session, device_id)
        if device is None:
            raise InvalidRequest(404, _("There is no such device among yours."), "id")
        device.name = typed.kept(name.strip(), MAX_NAME_LENGTH) if typed.is_seen(name) else ""


def _remove(device_id):
    with write_transaction() as session:
        device = _mine(session, device_id)
        if device is None:
            return
        here = profile.device()
        if here and device.id == here.id:
            text = _("This is the device in your hand. Throw it out from another one, or delete everything.")
            raise InvalidRequest(409, text, "id")
        session.delete(device)


def _mine(session, device_id):
    """The Device of an id if it belongs to who is asking, or None."""
    here, device = profile.device(), None if "\0" in device_id else session.get(Device, device_id)
    return device if here and device and device.profile_id == here.profile_id else None
