"""Whether the product can do its work, for whoever watches over it."""

import threading
import time

import sqlalchemy as sa
from flask import Blueprint, current_app, jsonify
from sqlalchemy import exc

from webapp.config import StartProblem
from webapp.db import db, first_line
from webapp.migrating import write_nothing
from webapp.person.models import Profile

bp = Blueprint("health", __name__)

MAX_AGE_SECONDS = 1  # seconds for which a try to write stands, so that nobody who asks often keeps others from writing
_trying = threading.Lock()


@bp.get("/healthz")
def show():
    """200 {"status": "ok"}: it is alive. 503 when the database cannot be read."""
    try:
        db.session.execute(sa.select(Profile.id).limit(1))
    except exc.SQLAlchemyError:
        db.session.rollback()
        return jsonify(status="the database cannot be read"), 503
    return jsonify(status="ok")


@bp.get("/readyz")
def ready():
    """200 {"status": "ready"} when a change can be kept right now; 503 with the reason when it cannot. Tries it by writing."""
    with _trying:
        kept = current_app.extensions.get("readiness")
        if kept is None or time.monotonic() - kept[1] > MAX_AGE_SECONDS:
            kept = current_app.extensions["readiness"] = (_problem(), time.monotonic())
    reason = kept[0]
    return (jsonify(status=reason), 503) if reason else jsonify(status="ready")


def _problem():
    """What keeps the product from writing, in words, or None."""
    try:
        write_nothing()
    except StartProblem as problem:
        return str(problem)
    except (exc.SQLAlchemyError, *db_errors()) as error:
        db.session.rollback()
        return f"the database cannot be written: {first_line(error)}"
    return None


def db_errors():
    """What the driver raises by itself, where SQLAlchemy does not stand between."""
    return (db.engine.dialect.loaded_dbapi.Error,)
