"""Whether the product can do its work, for whoever watches over it."""

import sqlalchemy as sa
from flask import Blueprint, jsonify

from webapp.db import db
from webapp.person.models import Profile

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def show():
    """200 {"status": "ok"}, or 503 when the database cannot be read."""
    try:
        db.session.execute(sa.select(Profile.id).limit(1))
    except sa.exc.SQLAlchemyError:
        db.session.rollback()
        return jsonify(status="the database cannot be read"), 503
    return jsonify(status="ok")
