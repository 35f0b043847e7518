"""The fields that several things a phone sends have: ids, moments, points, whole numbers."""

import re
import uuid

from flask_babel import gettext as _

from webapp.catalogue import load_catalogue
from webapp.delivery.errors import InvalidRequest
from webapp.person import timestamps

CANONICAL_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


def parse_id(body):
    """The UUID in the field `id` of a JSON object. Raises InvalidRequest."""
    text = body.get("id")
    if not isinstance(text, str) or not CANONICAL_UUID.fullmatch(text):
        text = _("The id is a UUID such as 0b6f2f5e-8d7e-4f3a-9c60-2b1f0d1c7a55.")
        raise InvalidRequest(422, text, "id")
    return uuid.UUID(text)


def parse_moment(body, field):
    """The moment in a field of a JSON object. Raises InvalidRequest."""
    try:
        return timestamps.parse(body.get(field))
    except ValueError:
        text = _("This is a time with its offset, such as 2026-05-04T21:10:00+02:00.")
        raise InvalidRequest(422, text, field) from None


def parse_point(code):
    """The code of a point of the catalogue, from any of its names; None when it is none."""
    return load_catalogue().canonical(code) if isinstance(code, str) and len(code) <= 64 else None


def parse_whole(value, field, maximum):
    """A whole number from 0 to `maximum`, as an int. Raises InvalidRequest."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= maximum:
        raise InvalidRequest(422, _("This is a number from 0 to %(maximum)s.", maximum=maximum), field)
    if value != int(value):
        raise InvalidRequest(422, _("This is a whole number."), field)
    return int(value)
