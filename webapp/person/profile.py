"""Who is asking: an anonymous profile behind a signed cookie, made at the first write and never before.

The cookie may be there before the profile: then it is the id of a device to come. So a browser that refuses cookies can
be told apart before anything is kept that nobody would find again.
"""

import sqlalchemy as sa
from flask import abort, after_this_request, current_app, redirect, request
from flask_babel import gettext as _

from webapp.db import db, in_turn, on_postgresql
from webapp.delivery.errors import InvalidRequest
from webapp.person import cookie
from webapp.person.models import Device, Profile, new_id

PROFILE_OF = sa.select(Device.profile_id).where(Device.id == sa.bindparam("id"))
PROFILE_IN_TURN = in_turn(PROFILE_OF, Device.profile_id)
ASKED = "cookie=asked"
"""The query of an address that is asked for again, to see whether the cookie comes back."""


def current():
    """The Profile of this request, or None for somebody who has left nothing here yet."""
    found = device()
    return db.session.get(Profile, found.profile_id) if found else None


def current_id():
    """The id of the Profile of this request, or None."""
    return _id(PROFILE_OF)


def take_turn():
    """The same in a write transaction that is not alone: from now on nobody else changes what the profile keeps."""
    return _id(PROFILE_IN_TURN if on_postgresql() else PROFILE_OF)


def _id(statement):
    device_id, made_at = cookie.brought()
    if device_id is None or made_at is None:
        after_this_request(unknown)
        return None
    found = db.session.connection().execute(statement, {"id": device_id}).scalar()
    if found:
        cookie.renew(device_id, made_at)
    return found


def device():
    """The Device of this request, or None. A cookie that was tampered with, or was thrown out, means none.

    Who brings no cookie of ours is told so: a phone that had one has lost it, and is not one that was thrown out.
    """
    device_id, made_at = cookie.brought()
    if device_id is None or made_at is None:
        after_this_request(unknown)
        return None
    found = db.session.get(Device, device_id)
    if found:
        cookie.renew(found.id, made_at)
    return found


def unknown(response):
    """Say in an answer that the request came without a cookie of ours."""
    response.headers["X-Profile"] = "unknown"
    return response


def promise():
    """Let the answer carry the cookie of a device to come, where the request brought none. Keeps nothing."""
    if cookie.brought()[0] is None:
        after_this_request(unknown)
        cookie.remember(new_id())


def prove():
    """Ask a browser that sends its first form to send it again with the cookie that comes with the answer.

    Ends the request with that redirect, or with 403 for a browser that refuses cookies: nothing is kept that it could
    not find again. Programs, and the scripts of our pages, which see to it themselves, pass; a form that htmx sends is a form.
    """
    if cookie.brought()[0] is not None:
        return
    if request.headers.get("Sec-Fetch-Mode") != "navigate" and "HX-Request" not in request.headers:
        return
    if request.query_string.decode("latin-1") == ASKED:
        text = _("This browser keeps no cookies, so nothing can be kept for you here. Allow them for this page and try again.")
        raise InvalidRequest(403, text)
    promise()
    abort(redirect(f"{request.path}?{ASKED}", 307))


def current_or_new():
    """The Profile of this request, made now if there is none; the answer then carries its cookie."""
    found = current()
    if found is None:
        prove()
        current_app.extensions["before a new profile"]()
        found = Profile()
        db.session.add(found)
        db.session.flush()
        join(found)
    return found


def join(profile):
    """Make this browser a device of `profile`."""
    prove()
    promised = cookie.brought()[0]
    known = promised is None or db.session.get(Device, promised)
    joined = Device(id=new_id() if known else promised, profile_id=profile.id)
    db.session.add(joined)
    db.session.flush()
    if joined.id != promised:
        cookie.remember(joined.id)
    return joined
