"""The cookie that names a device: signed, renewed while it is used, and out of reach of scripts and of other sites.

Over HTTPS its name begins with "__Host-": no site of the same domain, and nobody on a line without encryption, can set it. What
came under the former name is carried over once.
"""

import hashlib

from flask import after_this_request, current_app, request
from itsdangerous import BadSignature, TimestampSigner

from webapp.person.models import now

PLAIN = "stillpoint"
SAFE = f"__Host-{PLAIN}"
DAYS = 24 * 3600
LIFETIME = 400 * DAYS  # seconds; browsers keep a cookie no longer
RENEWAL = 30 * DAYS
DIGESTS = (hashlib.sha1, hashlib.sha256)
"""Signed by the first, understood by each: the version after this one signs by SHA-256, and this one, beside it or after it, knows its cookies."""


def brought():
    """(id of a device, when it was signed) from the cookie of this request; (None, None) without one of ours."""
    if _is_former():
        value = request.cookies.get(PLAIN, "")
    else:
        value = request.cookies.get(SAFE if request.is_secure else PLAIN, "")
    for digest in DIGESTS:
        try:
            signed, made_at = _signer(digest).unsign(value, return_timestamp=True)
        except BadSignature:
            continue
        return signed.decode(), made_at
    return None, None


def _is_former():
    return request.is_secure and SAFE not in request.cookies


def renew(device_id, made_at):
    """Let the answer carry the cookie of a device anew where the one that came is old, or came under the former name."""
    if (now() - made_at).total_seconds() > RENEWAL or _is_former():
        remember(device_id)


def remember(device_id):
    """Let the answer carry the cookie of a device, unless the answer is that it could not be kept."""
    value = _signer().sign(device_id).decode()

    @after_this_request
    def set_cookie(response):
        if response.status_code < 400:
            secure = request.is_secure
            response.set_cookie(SAFE if secure else PLAIN, value, max_age=LIFETIME, httponly=True, samesite="Lax", secure=secure)
            if secure and PLAIN in request.cookies:
                response.delete_cookie(PLAIN, httponly=True, samesite="Lax", secure=True)
        return response


def forget():
    """Let the answer take the cookie away."""

    @after_this_request
    def delete_cookie(response):
        for name in (SAFE, PLAIN) if request.is_secure else (PLAIN,):
            response.delete_cookie(name, httponly=True, samesite="Lax", secure=request.is_secure)
        return response


def _signer(digest=DIGESTS[0]):
    return TimestampSigner(current_app.config["SECRET_KEY"], salt="stillpoint device", digest_method=digest)
