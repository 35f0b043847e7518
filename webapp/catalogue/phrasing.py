"""Sentences made of the catalogue's facts, each one message with its facts in their places. Pure functions, no catalogue at hand."""

import re

from webapp.catalogue import regions
from webapp.catalogue.durations import duration, duration_long
from webapp.language import gettext as _
from webapp.language import listed, ngettext

PRESSURE = {"medium": _("4–5 of 10"), "light": _("Lightly")}
SIDES = {"both-together": _("both sides"), "one-then-other": _("one side, then the other"), "midline": _("midline")}
TOOLS = {
    "thumb": (_("thumb"), _("thumbs")),
    "index": (_("index finger"), _("index fingers")),
    "fingertips": (_("fingertips"), _("fingertips")),
    "knuckle": (_("knuckles"), _("knuckles")),
    "palm": (_("palm"), _("palms")),
    "tennis-ball": (_("a ball"), _("a ball")),
}
AIDS = re.compile(
    r"\b(?:tennis|(?:a|the) ball(?! of)|knuckles (?:of|or|are)|with the knuckles|backs of the hands|eraser|tool|lean on)\b", re.IGNORECASE
)
"""What nobody presses with who presses lightly; the ball of the foot and the knuckles of a hand are places."""
LIGHT_TOOLS = {"knuckle": "fingertips", "tennis-ball": "fingertips"}
"""What presses instead where it has to be light."""
LEADS = {"avoid": _("Leave it out"), "ask": _("Ask first"), "gentle": _("Lightly")}
ALONE = {"avoid": _("Leave it out."), "ask": _("Ask first."), "gentle": _("With care.")}
"""The leads where no condition follows: then they hold for everybody, whatever the pressure of the dose."""
TOGETHER = {
    "thumb": _("Both thumbs together."),
    "index": _("Both index fingers together."),
    "fingertips": _("The fingertips of both hands together."),
    "knuckle": _("The knuckles of both hands together."),
    "palm": _("Both palms together."),
}
ON_THE_MIDLINE = {
    "thumb": _("One thumb, on the midline."),
    "index": _("One index finger, on the midline."),
    "fingertips": _("The fingertips, on the midline."),
    "knuckle": _("The knuckles, on the midline."),
    "palm": _("The palm of one hand, on the midline."),
}
OF_THE_OTHER_HAND = {
    "thumb": _("The thumb of the other hand."),
    "index": _("The index finger of the other hand."),
    "fingertips": _("The fingertips of the other hand."),
    "knuckle": _("The knuckles of the other hand."),
    "palm": _("The palm of the other hand."),
}
OF_THE_OPPOSITE_HAND = {
    "thumb": _("The thumb of the opposite hand."),
    "index": _("The index finger of the opposite hand."),
    "fingertips": _("The fingertips of the opposite hand."),
    "knuckle": _("The knuckles of the opposite hand."),
    "palm": _("The palm of the opposite hand."),
}
OF_ONE_HAND = {
    "thumb": _("The thumb of one hand."),
    "index": _("The index finger of one hand."),
    "fingertips": _("The fingertips of one hand."),
    "knuckle": _("The knuckles of one hand."),
    "palm": _("The palm of one hand."),
}
MOTIONS = {
    "press": _("Build up over three to five seconds, breathe slowly, and let go slowly."),
    "knead": _("Small, slow circles. Build up over three to five seconds, breathe slowly, and let go slowly."),
    "tap": _("Tap with loose fingers, about once a second, and breathe slowly."),
    "rub": _("Rub slowly to and fro, and breathe slowly."),
}
SHORT_HOLD = 10
SHORT_MOTION = _("Ease in, breathe slowly, and let go slowly.")
ENOUGH = {
    "medium": _("A dull, good ache is enough."),
    "light": _("Keep it light: comfort is enough."),
    "rub": _("A little warmth is enough."),
    "tap": _("Keep it light and even."),
}
OFTEN = {
    (0, 1): _("Once a day."),
    (0, 2): _("Up to twice a day."),
    (0, 3): _("Up to three times a day."),
    (0, 4): _("Up to four times a day."),
    (1, 2): _("One to two times a day."),
    (1, 3): _("One to three times a day."),
    (2, 3): _("Two to three times a day."),
    (2, 4): _("Two to four times a day."),
    (3, 4): _("Three to four times a day."),
    (3, 5): _("Three to five times a day."),
}
"""(least where a range is given, most) times a day."""
MANY_HOLDS = {
    3: _("Three holds of %(hold)s, %(rest)s of rest between"),
    4: _("Four holds of %(hold)s, %(rest)s of rest between"),
    5: _("Five holds of %(hold)s, %(rest)s of rest between"),
    6: _("Six holds of %(hold)s, %(rest)s of rest between"),
}
PRESS_WITH = {
    "press": _("press with %(tool)s"),
    "knead": _("knead with %(tool)s"),
    "tap": _("tap with %(tool)s"),
    "rub": _("rub with %(tool)s"),
}


def dose(seconds, holds, paired):
    """60, 2, False -> "2 × 1 min"; 10, 1, True -> "10 s a side"."""
    one = duration(seconds)
    text = _("%(holds)s × %(time)s", holds=holds, time=one) if holds > 1 else one
    return _("%(time)s a side", time=text) if paired else text


def tool(name, plural):
    """The tool in words; plural when both hands press at once."""
    return TOOLS[name][1 if plural else 0]


def press_with(action, tool_text):
    """ "press with thumbs"."""
    return PRESS_WITH[action] % {"tool": tool_text}


def hands(technique, sides, region):
    """Where the hands go: an arm is pressed by the other hand, a shoulder from across."""
    name = technique.tool
    if name == "tennis-ball":
        return regions.BALL.get(region, _("A tennis ball between you and a wall."))
    if sides == "both-together":
        return TOGETHER[name]
    if sides == "midline":
        return ON_THE_MIDLINE[name]
    if region in regions.ARM:
        return OF_THE_OTHER_HAND[name]
    return (OF_THE_OPPOSITE_HAND if region in regions.ACROSS else OF_ONE_HAND)[name]


def press(technique, hands_text, dose):
    """The paragraph under Press. A short hold leaves no time to build up."""
    motion = MOTIONS[technique.action]
    if dose.seconds <= SHORT_HOLD and technique.action in ("press", "knead"):
        motion = SHORT_MOTION
    order = [_("One side, then the other.")] if dose.paired else []
    return " ".join([hands_text, *order, motion, ENOUGH.get(technique.action) or ENOUGH[technique.pressure]])


def often(per_day, per_day_from=0):
    """2 -> "Up to twice a day.", 3 from 2 -> "Two to three times a day."."""
    return OFTEN[per_day_from if per_day_from != per_day else 0, per_day] if per_day else ""


def timing(dose):
    """A dose spelled out: holds, rests, sides, how often."""
    hold, rest = duration_long(dose.seconds), duration_long(dose.rest)
    if dose.holds == 1:
        side = _("%(hold)s, then the other side.", hold=hold) if dose.paired else _("%(hold)s.", hold=hold)
    elif dose.holds == 2:
        values = {"hold": hold, "rest": rest}
        side = (
            _("%(hold)s, rest %(rest)s, %(hold)s; then the other side.", **values)
            if dose.paired
            else _("%(hold)s, rest %(rest)s, %(hold)s.", **values)
        )
    else:
        holds = MANY_HOLDS[dose.holds] % {"hold": hold, "rest": rest}
        side = _("%(holds)s; then the other side.", holds=holds) if dose.paired else _("%(holds)s.", holds=holds)
    return f"{side} {often(dose.per_day, dose.per_day_from)}".strip()


def care(level, cautions):
    """Lead and text of one group of cautions.

    With conditions the lead runs into the first ("Leave it out" + "with …"), each other is a sentence; without, it stands alone.
    """
    conditions = [c.condition for c in cautions if c.condition]
    notes = list(dict.fromkeys(c.note for c in cautions if c.note))
    if not conditions:
        return ALONE[level], " ".join(notes)
    first, *others = conditions
    said = [_("%(condition)s.", condition=first), *(_("Also %(condition)s.", condition=one) for one in others)]
    return LEADS[level], " ".join([*said, *notes])


def routine_care(left_out):
    """The paragraph under Take care of a routine."""
    stop = _("Stop if it hurts, tingles or makes you dizzy.")
    if not left_out:
        return stop
    contains = ngettext(
        "Contains %(points)s, which is left out in pregnancy.",
        "Contains %(points)s, which are left out in pregnancy.",
        len(left_out),
        points=listed(left_out),
    )
    return f"{contains} {stop}"


def known(point, uses, sources):
    """What is known of a point: tradition first, then what was studied, then what was not found.

    uses: {key: Use}; sources: {key: Source}. A study that is only recalled is said to be recalled.
    """
    read = [s for s in point.sources if s not in point.recalled_in]
    tested = [sources[s].tested for s in read if sources[s].tested]
    leaflets = [sources[s].leaflet for s in read if sources[s].leaflet]
    recalled = [sources[s].tested for s in point.recalled_in]
    out = [_("Traditionally used for %(what)s.", what=listed(uses[u].phrase for u in point.uses))]
    if tested:
        out.append(_("It was one of the points in %(studies)s.", studies=listed(tested)))
    if recalled:
        out.append(_("Recalled, not read: that it was also in %(studies)s.", studies=listed(recalled)))
    if leaflets and not tested:
        out.append(_("It is on %(leaflets)s.", leaflets=listed(leaflets)))
    if point.use_evidence == "seed":
        out.append(_("It is one of the nine points of the article this guide began with."))
    if point.use_evidence == "studied" or leaflets:
        out.append(_("No study of this point alone is among our sources."))
    else:
        out.append(_("No study of this point is among our sources."))
    return " ".join(out)
