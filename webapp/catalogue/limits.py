"""The limits that the server and the scripts both hold, from `data/limits.json`: caps of the safety policy, pauses, sizes.

The scripts import the same file when they are built. Seconds are whole seconds, lengths are characters.
"""

import json
from importlib import resources

_LIMITS = json.loads((resources.files("webapp.catalogue") / "data" / "limits.json").read_text("utf-8"))

MAX_SIDE_SECONDS = _LIMITS["max_side_seconds"]
"""Pressing on one side of a point in one practice (policy, section 5)."""
MAX_SIDE_SECONDS_OF = _LIMITS["max_side_seconds_of"]
"""The same for points that have a smaller one, by code."""
MAX_SIDE_SECONDS_IN_SHORT_HOLDS = _LIMITS["max_side_seconds_in_short_holds"]
"""The same where such a point is pressed in more than one hold: GB21 30 s in all, 2 min only as light circles in one go."""
MAX_HOLD_SECONDS_IN = _LIMITS["max_hold_seconds_in"]
"""One hold in regions that have a smaller cap, by slug."""
MAX_PRACTICE_SECONDS = _LIMITS["max_practice_seconds"]
"""A whole practice, changeovers included."""

MAX_LEFT_OUT_ONE_IN = _LIMITS["max_left_out_one_in"]
"""A set of which more than one point in so many is left out is no longer the one that was studied."""

PAUSE_SECONDS = _LIMITS["pause_seconds"]
"""Rest between two holds of a point whose own dose has one hold only."""
SWITCH_SECONDS = _LIMITS["switch_seconds"]
"""Time to change sides where a dose gives no rest."""
CHANGEOVER_SECONDS = _LIMITS["changeover_seconds"]
"""What finding the next point takes on average, getting ready to press it included; only used to tell a length in minutes."""
GET_READY_SECONDS = _LIMITS["get_ready_seconds"]
"""Between "the fingers are there" and the first hold of a point, for the hand that tapped; nothing is pressed and nothing counted."""
GET_READY_CHOICES = _LIMITS["get_ready_choices"]
"""Other times that the player offers; 0: none."""

HOLD_CHOICES = sorted({*_LIMITS["hold_choices"], MAX_SIDE_SECONDS})
"""Seconds of one hold that the player offers, up to the cap of the point."""
HOLDS_CHOICES = _LIMITS["holds_choices"]
REST_CHOICES = _LIMITS["rest_choices"]

MAX_HOLDS = _LIMITS["max_holds"]
MAX_REST_SECONDS = _LIMITS["max_rest_seconds"]
MAX_POINTS = _LIMITS["max_points"]
"""Points of one own routine."""
MAX_OWN_ROUTINES = _LIMITS["max_own_routines"]
"""Own routines of one person."""
MAX_PRACTICE_SESSIONS = _LIMITS["max_practice_sessions"]
"""Practice sessions of one person, and as many that were deleted: nine a day for fifteen years."""
MAX_DEVICES = _LIMITS["max_devices"]
"""Devices of one person."""
MAX_STEPS = _LIMITS["max_steps"]
"""Points and sides of one practice session."""
MAX_NAME_LENGTH = _LIMITS["max_name_length"]
MAX_NOTE_LENGTH = _LIMITS["max_note_length"]
MAX_DOTS = _LIMITS["max_dots"]
"""Practices that are drawn under a day of the calendar; more are said in words only."""


def max_per_side(point, holds):
    """Seconds of pressing that one side of a Point may get in one practice, in so many holds."""
    maximum = MAX_SIDE_SECONDS_OF.get(point.code, MAX_SIDE_SECONDS)
    return MAX_SIDE_SECONDS_IN_SHORT_HOLDS.get(point.code, maximum) if holds > 1 else maximum


def max_per_hold(point):
    """Seconds that one hold of a Point may last."""
    return MAX_HOLD_SECONDS_IN.get(point.region, MAX_SIDE_SECONDS)
