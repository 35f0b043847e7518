"""Practicing a point or a routine: the page with the plan, which the phone runs as a player.

The plan stands in the page as a list of steps with their times, readable without JavaScript. What the
player cannot know (names, where the hands go, the caps) stands beside it; what the person does never
comes here before it is done (see `history`).
"""

import re
from itertools import groupby

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp import atlas
from webapp.catalogue import limits, load_catalogue, regions
from webapp.catalogue import plan as plans
from webapp.catalogue.durations import duration
from webapp.catalogue.routines import LENGTHS
from webapp.delivery.pages import public
from webapp.guide import relief

bp = Blueprint("practice", __name__)
bp.record_once(lambda setup: setup.app.jinja_env.globals.update(limits=limits))


@bp.get("/points/<code>/practice")
@public
def point(code):
    """The practice of one point with its own dose."""
    known = load_catalogue()
    if code not in known.points:
        right = known.canonical(code)
        if right is None:
            abort(404)
        return redirect(url_for("practice.point", code=right), 301)
    found = known.points[code]
    origin = url_for("points.show", code=code)
    return page(plans.plan_for_point(found), found.practice_text, "body", origin)


@bp.get("/routines/<slug>/practice")
@public(minutes=LENGTHS)
def routine(slug):
    """The practice of a routine, its points in order.

    ?minutes= leaves out what does not fit into so many; ?place= and &feeling= fill it, where it is shorter, with points that serve these.
    """
    known = load_catalogue()
    if slug not in known.routines:
        abort(404)
    found = known.routines[slug]
    flags = found.red_flags
    if minutes := request.args.get("minutes", type=int):
        found, flags = relief.filled(found.within(60 * minutes), min(minutes, LENGTHS[-1]), request.args)
    origin = url_for("routines.show", slug=slug)
    time = _("%(num)s min", num=found.minutes)
    return page(plans.plan_for_routine(known, found), time, "routines", origin, flags=flags)


@bp.get("/calendar")
@public
def calendar():
    """The sheet that asks when and how often a practice should stand in the person's calendar."""
    return render_template("guide/practice/calendar.html")


@bp.get("/practice/end")
@public
def end():
    """What a player shows when a practice is over; it comes while one presses (see static/js/player/practice-end.js)."""
    return render_template("guide/practice/end.html")


def page(plan, time, tab, origin, own=False, flags=("general",)):
    """The page that runs a Plan.

    time: what it takes, in words. tab: the one it belongs to. origin: the address it was begun from. own: the plan is of
    a routine of the person's own; without points the phone fills it. flags: keys of the signs that a routine asks about.
    """
    points = [load_catalogue().points[code] for code in dict.fromkeys(plan.points)]
    routine = load_catalogue().routines.get(plan.key) if plan.kind == "routines" else None
    whole = routine.left_out_for if routine else ()
    return render_template(
        "guide/practice/show.html",
        plan=plan,
        parts=[_part(list(steps), whole) for _number, steps in groupby(plan.steps, key=lambda step: step.number)],
        points={found.code: _facts(found) for found in points},
        paired=any(step.kind == "switch" for step in plan.steps) or not plan.steps,
        own=own,
        flags=load_catalogue().red_flags_of(flags) if plan.kind == "routines" else None,
        duration=duration,
        time=time,
        tab=tab,
        origin=origin,
    )


def _part(steps, whole):
    """The steps of one point of the plan, its caps in seconds (of a side altogether, and of one hold), and what leaves it out.

    whole: the keys of the contraindications that leave out the plan as a whole.
    """
    found = load_catalogue().points[steps[0].point]
    maximum = limits.max_per_side(found, steps[0].rounds)
    maximum = min(maximum, found.dose.max_per_side or maximum)
    excluded_for = tuple(dict.fromkeys((*found.left_out_for, *whole)))
    return {"steps": steps, "cap": maximum, "hold": min(maximum, limits.max_per_hold(found)), "excluded_for": excluded_for}


def _facts(found):
    """What the player shows of a point: the catalogue's words, its picture, its sides."""
    view = atlas.load().best_view(found.code)
    dose = found.dose
    return {
        "point": found,
        "view": view,
        "measure_lines": atlas.load().measure_lines.get(found.code, ()),
        "bones": atlas.load().bones.get(found.code),
        "zone": atlas.load().zone(view, found.code),
        "measured": atlas.load().measured_sides.get(found.code),
        "mirrored": view.side == "left" and dose.paired,
        "sides": _sides(found),
        # Which side comes first is the person's choice, said by the player.
        "hands": re.sub(r", left \w+ first", "", found.hands_text),
        "there": _there(found.technique.tool, dose.sides),
        "light": _lightly(found),
    }


def _lightly(found):
    """What the player says in place of the usual words where the point is pressed lightly: only what differs."""
    if not found.light_for:
        return {}
    light = found.lightly
    given, sides = _sides(found), _sides(light)
    usual = {
        "there": _there(found.technique.tool, found.dose.sides), "find-text": " ".join(found.find), "hands": found.hands_text,
        **{f"to-{side}": names[1] for side, names in given.items()},
    }  # fmt: skip
    lighter = {
        "there": _there(light.technique.tool, light.dose.sides), "find-text": " ".join(light.find), "hands": light.hands_text,
        **{f"to-{side}": names[1] for side, names in sides.items()},
    }  # fmt: skip
    advice = {"advice": _("Lightly, with the fingers alone: 2–3 of 10 at most.")}
    return advice | {name: words for name, words in lighter.items() if words != usual[name]}


def _sides(found):
    """What to call each side: {"left": (name, where the hands go now)}."""
    limb = regions.LIMB.get(found.region, "side")
    names = {"left": _("left %(limb)s", limb=limb), "right": _("right %(limb)s", limb=limb)}
    tool = found.tool_text
    across = {"left": _("right %(tool)s", tool=tool), "right": _("left %(tool)s", tool=tool)}
    by_hand = found.region in regions.ARM and found.technique.tool != "tennis-ball"
    return {
        side: (
            name,
            _("Now the %(side)s, %(hand)s.", side=name, hand=across[side]) if by_hand else _("Now the %(side)s.", side=name),
        )
        for side, name in names.items()
    }


def _there(tool, sides):
    """What the button says that ends the finding."""
    both = sides == "both-together"
    return {
        "thumb": _("Thumbs are there") if both else _("Thumb is there"),
        "index": _("Fingers are there") if both else _("Finger is there"),
        "fingertips": _("Fingertips are there"),
        "knuckle": _("Knuckles are there"),
        "palm": _("Palms are there") if both else _("Palm is there"),
        "tennis-ball": _("Ball is there"),
    }[tool]
