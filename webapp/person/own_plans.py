"""What a person's own routine may hold: read field by field from a request, and made into a plan.

The caps are those of the safety policy, section 5. A point has the catalogue's dose, or the person's own of it.
"""

import dataclasses
import json

from flask_babel import gettext as _

from webapp.catalogue import limits, load_catalogue, plan
from webapp.catalogue.durations import whole_minutes
from webapp.delivery.errors import InvalidRequest
from webapp.person import fields, typed

DOSE = ("seconds", "holds", "rest")
"""The fields of a point's own dose."""


def parse(body):
    """(name, points) of an own routine as they are kept, from the JSON of a request.

    name     text of 1 to `limits.MAX_NAME_LENGTH` characters
    points   in order, [{"point": code}]; with "seconds" of one hold, "holds" and "rest" where the dose is the person's
             own, of which what is left out is as the catalogue gives it

    Raises InvalidRequest (400 when it is no JSON object, else 422) with the first wrong field.
    """
    if not isinstance(body, dict):
        raise InvalidRequest(400, _("Send one routine as a JSON object."))
    name = parse_name(body.get("name"))
    given = body.get("points")
    if not isinstance(given, list) or not given:
        raise InvalidRequest(422, _("The routine has no points. Add at least one."), "points")
    if len(given) > limits.MAX_POINTS:
        raise InvalidRequest(422, _("A routine has at most %(maximum)s points.", maximum=limits.MAX_POINTS), "points")
    points = [_item(item, f"points.{place}") for place, item in enumerate(given)]
    codes = [item["point"] for item in points]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            text = _("%(point)s is in the routine already. A point is pressed once in it.", point=_called(code))
            raise InvalidRequest(422, text, f"points.{place}.point")
    if (whole := seconds(points)) > limits.MAX_PRACTICE_SECONDS:
        maximum = limits.MAX_PRACTICE_SECONDS // 60
        text = _("The points take %(minutes)s minutes. A routine takes at most %(maximum)s.", minutes=-(-whole // 60), maximum=maximum)
        raise InvalidRequest(422, text, "points")
    return name, points


def doses(points):
    """[(Point, Dose)] of the points of an own routine; those that the catalogue has no more are left out."""
    catalogue = load_catalogue()
    return [(catalogue.points[item["point"]], _dose(item)) for item in points if item["point"] in catalogue.points]


def seconds(points):
    """Seconds from the first to the last point, the usual changeovers included; 0 when nothing is left of it."""
    found = doses(points)
    contact = sum(dose.practice_seconds for _point, dose in found)
    return contact + limits.CHANGEOVER_SECONDS * max(0, len(found) - 1)


def minutes(points):
    """The same in whole minutes, as the catalogue tells those of its routines."""
    return whole_minutes(seconds(points))


def plan_of(key, name, points):
    """The Plan of an own routine."""
    return plan.plan_of_doses(key, name, doses(points))


def as_text(item):
    """A point of an own routine in one field of a form, as JSON."""
    return json.dumps({field: item[field] for field in ("point", *DOSE) if field in item}, separators=(",", ":"))


def from_text(text):
    """What `as_text` has written, or a page of earlier ("BL23", "BL23 60 2 15" with seconds, holds and rest); not checked."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        code, *numbers = text.split()[:4] or [""]
        given = {"point": code} | {field: int(one) if one.isdecimal() else one for field, one in zip(DOSE, numbers, strict=False)}
    if not isinstance(given, dict) or not isinstance(given.get("point"), str):
        return {"point": text}
    return {field: given[field] for field in ("point", *DOSE) if isinstance(given.get(field), int | str)}


def parse_name(name):
    """The name of an own routine, without blanks around it. Raises InvalidRequest."""
    text = _("The name has 1 to %(maximum)s characters that can be seen.", maximum=limits.MAX_NAME_LENGTH)
    if not isinstance(name, str) or not typed.is_seen(name) or len(name.strip()) > limits.MAX_NAME_LENGTH:
        raise InvalidRequest(422, text, "name")
    if not typed.is_clean(name.strip()):
        text = _("The name holds a control character that nobody sees. Type it anew, without copying it.")
        raise InvalidRequest(422, text, "name")
    return typed.kept(name.strip(), limits.MAX_NAME_LENGTH)


def _item(item, field):
    given = item.get("point") if isinstance(item, dict) else None
    code = fields.parse_point(given)
    if code is None:
        called = given[:20] if isinstance(given, str) else _("Something")
        raise InvalidRequest(422, _("%(point)s is no point of this guide.", point=called), f"{field}.point")
    if all(item.get(name) is None for name in DOSE):
        return {"point": code}
    usual = load_catalogue().points[code].dose
    whole = {
        "seconds": _whole(item, "seconds", usual.seconds, 1, limits.MAX_PRACTICE_SECONDS, field),
        "holds": _whole(item, "holds", usual.holds, 1, limits.MAX_HOLDS, field),
        "rest": _whole(item, "rest", usual.rest or limits.PAUSE_SECONDS, 1, limits.MAX_REST_SECONDS, field),
    }
    _within_caps(code, whole, field)
    return {"point": code, **whole}


def _whole(item, name, usual, minimum, maximum, field):
    value = item.get(name)
    if value is None:
        return usual
    if isinstance(value, bool) or not isinstance(value, int) or not minimum <= value <= maximum:
        words = {"seconds": _("The seconds"), "holds": _("The holds"), "rest": _("The rest")}[name]
        bounds = {"field": words, "point": _called(item["point"]), "minimum": minimum, "maximum": maximum}
        text = _("%(field)s of %(point)s: a whole number from %(minimum)s to %(maximum)s.", **bounds)
        raise InvalidRequest(422, text, f"{field}.{name}")
    return value


def _within_caps(code, dose, field):
    point = load_catalogue().points[code]
    maximum = min(limits.max_per_side(point, dose["holds"]), point.dose.max_per_side or limits.MAX_PRACTICE_SECONDS)
    for pressed, cap in ((dose["seconds"] * dose["holds"], maximum), (dose["seconds"], limits.max_per_hold(point))):
        if pressed > cap:
            text = _(
                "The seconds of %(point)s: %(pressed)s are more than the %(cap)s that are good for it.",
                point=point.english, pressed=pressed, cap=cap,
            )  # fmt: skip
            raise InvalidRequest(422, text, f"{field}.seconds")


def _dose(item):
    own = {name: item[name] for name in DOSE if name in item}
    return dataclasses.replace(load_catalogue().points[item["point"]].dose, **own)


def _called(code):
    point = load_catalogue().points.get(load_catalogue().canonical(code) or "")
    return point.english if point else code
