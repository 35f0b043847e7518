"""The steps that a phone tells of a practice, checked one by one."""

from flask_babel import gettext as _

from webapp.catalogue import limits, load_catalogue
from webapp.delivery.errors import InvalidRequest
from webapp.person import fields
from webapp.person.models import SIDES, PracticeStep

TOLERANCE = 5  # seconds by which the pressed time may exceed the time that passed: clocks round and get set


def parse(body, only, elapsed):
    """The PracticeSteps of a body. only: the code of which all are, or None; elapsed: seconds that passed. Raises InvalidRequest."""
    steps = body.get("steps")
    if steps is None:
        return []
    if not isinstance(steps, list) or len(steps) > limits.MAX_STEPS:
        text = _("The steps are a list of at most %(maximum)s.", maximum=limits.MAX_STEPS)
        raise InvalidRequest(422, text, "steps")
    found = [_step(step, position, only) for position, step in enumerate(steps)]
    # Each is rounded for itself.
    if sum(step.seconds for step in found) > elapsed + TOLERANCE + len(found):
        raise InvalidRequest(422, _("The steps took longer than what passed between start and finish."), "steps")
    return found


def _step(step, position, only):
    if not isinstance(step, dict):
        raise InvalidRequest(422, _("A step has a point, a side and seconds."), f"steps.{position}")
    point, side = fields.parse_point(step.get("point")), step.get("side")
    if point is None:
        raise InvalidRequest(422, _("There is no such point in this guide."), f"steps.{position}.point")
    if only not in (None, point):
        raise InvalidRequest(422, _("This is a step of another point than the one practiced."), f"steps.{position}.point")
    known = load_catalogue().points[point].bilateral
    if side not in SIDES or (side == "midline") == known:
        text = _("The side is left, right or both.") if known else _("The side of a point in the middle is midline.")
        raise InvalidRequest(422, text, f"steps.{position}.side")
    seconds = fields.parse_whole(step.get("seconds"), f"steps.{position}.seconds", maximum=10**7)
    return PracticeStep(position=position, point=point, side=side, seconds=seconds)
