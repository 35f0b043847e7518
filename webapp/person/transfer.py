"""Carrying everything over to another device, without an account: one shows a code, the other enters it."""

import datetime
import hmac

import segno
import sqlalchemy as sa
from flask import Blueprint, current_app, jsonify, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from webapp.catalogue import limits
from webapp.db import write_transaction
from webapp.delivery import errors
from webapp.delivery.errors import InvalidRequest
from webapp.delivery.pages import public
from webapp.person import devices, profile, transfer_code
from webapp.person.merging import merge
from webapp.person.models import Device, Profile, now
from webapp.person.transfer_models import Transfer, TransferTry
from webapp.serving.environ import network

bp = Blueprint("transfer", __name__)

LIFETIME = datetime.timedelta(minutes=10)
MEMORY = 2 * LIFETIME  # how long an old code is told from a wrong one
TRIES = 5
TRIES_FROM_ONE_PLACE = 20  # in ten minutes; several people may share an address


@bp.get("/you/transfer")
@public
def explain():
    """What carrying over means, and the button that makes a code."""
    return render_template("person/transfer/ask.html")


@bp.post("/you/transfer")
def offer():
    """Make a code for this person: a page with its picture, or JSON {"code", "address", "expires_at"}.

    The code made before stops working.
    """
    secret, token = transfer_code.new_secret(), transfer_code.new_token()
    with write_transaction() as session:
        person = profile.current_or_new()
        session.execute(sa.delete(Transfer).where(sa.not_(Transfer.expires_at.between(now() - MEMORY, now() + LIFETIME))))
        session.execute(sa.delete(Transfer).where(Transfer.profile_id == person.id))
        transfer_id = free_id(session)
        expires_at = now() + LIFETIME
        session.add(
            Transfer(
                id=transfer_id,
                profile_id=person.id,
                code_hash=digest(transfer_id, secret),
                token_hash=digest(transfer_id, token),
                expires_at=expires_at,
            )
        )
    code = transfer_code.shown(transfer_id, secret)
    address = url_for("transfer.enter", code=transfer_id + token, _external=True)
    if errors.wants_json():
        return jsonify(code=code, address=address, expires_at=expires_at.isoformat()), 201
    return render_template("person/transfer/code.html", code=code, picture=picture(address)), 201


@bp.get("/you/join")
def enter():
    """The page on the other device: a field for the code; the picture's address brings its own."""
    return render_template("person/transfer/enter.html", code=request.args.get("code", "")[:100], problem=None)


@bp.post("/you/join")
def join():
    """Join the profile of a code, and merge into it what this device had already recorded.

    The code is the field `code` of a form or of JSON. Answers 303 to the devices, or JSON {"joined": true}.
    Raises InvalidRequest: 422 no code at all, 404 none of ours, 409 too many devices, 410 used or too old, 429 too many
    wrong ones.
    """
    body = errors.json_body() if request.is_json else request.form
    given = transfer_code.parse(body.get("code") if isinstance(body, dict) else None)
    if given is None:
        return refuse(422, _("A code has ten letters and digits, such as 7KQM2-XWD9A."))
    status, problem = use(*given)
    if problem:
        return refuse(status, problem)
    return jsonify(joined=True) if errors.wants_json() else devices.to_index()


def use(transfer_id, secret, is_token):
    """Use a code: (200, None), or the status and the sentence why not. Wrong ones are counted."""
    with write_transaction() as session:
        limit = now() - LIFETIME
        # Also those of a time when the clock was wrong.
        session.execute(sa.delete(TransferTry).where(sa.not_(TransferTry.tried_at.between(limit, now()))))
        caller = digest("caller", network(request.remote_addr or ""))
        count = sa.select(sa.func.count()).select_from(TransferTry)
        found = session.get(Transfer, transfer_id)
        too_many = (session.scalar(count.where(TransferTry.caller == caller)) or 0) >= TRIES_FROM_ONE_PLACE
        if too_many or (found and found.tries >= TRIES):
            return 429, _("Too many wrong codes. Make a new one on the other device, in ten minutes.")
        kept = found and (found.token_hash if is_token else found.code_hash)
        if found is None or not kept or not hmac.compare_digest(kept, digest(transfer_id, secret)):
            session.add(TransferTry(caller=caller, tried_at=now()))
            if found:
                found.tries += 1
            return 404, _("That is not the code. Look at the other device once more.")
        if found.used or not now() <= found.expires_at <= now() + LIFETIME:
            return 410, _("That code is used or too old. Make a new one on the other device.")
        devices_there = sa.select(sa.func.count()).where(Device.profile_id == found.profile_id)
        if (session.scalar(devices_there) or 0) >= limits.MAX_DEVICES:
            return 409, _("There is room for %(maximum)s devices. Throw one out on the other device first.", maximum=limits.MAX_DEVICES)
        found.used = True
        target, here = session.get(Profile, found.profile_id), profile.current()
        if here is None:
            profile.join(target)
        else:
            merge(session, here, target)
    return 200, None


def refuse(status, text):
    """The page with the field again and what is wrong, or JSON."""
    if errors.wants_json():
        raise InvalidRequest(status, text, "code")
    return render_template("person/transfer/enter.html", code="", problem=text), status


def free_id(session):
    """Four characters that name no other transfer. Raises InvalidRequest when there are none."""
    for _try in range(200):
        candidate = transfer_code.new_id()
        if session.get(Transfer, candidate) is None:
            return candidate
    raise InvalidRequest(503, _("Too many people carry something over just now. Please try again in a minute."))


def digest(*parts):
    return transfer_code.digest(current_app.config["SECRET_KEY"], *parts)


def picture(address):
    """The picture of an address that a camera can read, as SVG: dark on light in every theme."""
    code = segno.make(address, error="m", micro=False)
    size = code.symbol_size(border=4)[0]
    title = _("Picture of the address that carries over")
    path = "".join(f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark)
    return Markup(
        '<svg class="qr" viewBox="0 0 {size} {size}" role="img" shape-rendering="crispEdges"><title>{title}</title>'
        '<path fill="white" d="M0 0h{size}v{size}H0z"/><path fill="black" d="{path}"/></svg>'
    ).format(size=size, title=title, path=path)
