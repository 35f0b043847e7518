"""Who is asking: an anonymous profile behind a signed cookie, made at the first write and never before."""

from flask import after_this_request, current_app, request
from itsdangerous import BadSignature, TimestampSigner

from webapp.db import db
from webapp.person.models import Device, Profile, now

COOKIE = "stillpoint"
DAYS = 24 * 3600
LIFETIME = 400 * DAYS  # seconds; browsers keep a cookie no longer
RENEWAL = 30 * DAYS


def current():
    """The Profile of this request, or None for somebody who has left nothing here yet."""
    found = device()
    return db.session.get(Profile, found.profile_id) if found else None


def device():
    """The Device of this request, or None. A cookie that was tampered with, or was thrown out, means none.

    Who brings no cookie of ours is told so: a phone that had one has lost it, and is not one that was thrown out.
    """
    try:
        signed, made_at = _signer().unsign(request.cookies.get(COOKIE, ""), return_timestamp=True)
    except BadSignature:
        after_this_request(unknown)
        return None
    found = db.session.get(Device, signed.decode())
    if found and (now() - made_at).total_seconds() > RENEWAL:
        remember(found)
    return found


def unknown(response):
    """Say in an answer that the request came without a cookie of ours."""
    response.headers["X-Profile"] = "unknown"
    return response


def current_or_new():
    """The Profile of this request, made now if there is none; the answer then carries its cookie."""
    found = current()
    if found is None:
        found = Profile()
        db.session.add(found)
        db.session.flush()
        join(found)
    return found


def join(profile):
    """Make this browser a device of `profile`."""
    joined = Device(profile_id=profile.id)
    db.session.add(joined)
    db.session.flush()
    remember(joined)
    return joined


def remember(device):
    """Let the answer carry the cookie of `device`, unless the answer is that it could not be kept."""
    value = _signer().sign(device.id).decode()

    @after_this_request
    def set_cookie(response):
        if response.status_code < 400:
            response.set_cookie(
                COOKIE,
                value,
                max_age=LIFETIME,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure,
            )
        return response


def forget():
    """Let the answer take the cookie away."""

    @after_this_request
    def delete_cookie(response):
        response.delete_cookie(
            COOKIE, httponly=True, samesite="Lax", secure=request.is_secure
        )
        return response


def _signer():
    return TimestampSigner(current_app.config["SECRET_KEY"], salt="stillpoint device")
