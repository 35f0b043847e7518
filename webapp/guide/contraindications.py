"""What a person may tell their own phone, and what follows from it: public facts that the phone lays over the pages.

The answers themselves never come here. The phone keeps them (static/js/safety/safety-answers.js), and what leaves a point out stands
with every row, mark and step that leads to it, so that a style alone can show it (`data-excluded-for`).
"""

from flask import Blueprint, render_template
from markupsafe import Markup, escape

from webapp.catalogue import load_catalogue
from webapp.catalogue.limits import CHANGEOVER_SECONDS
from webapp.delivery.pages import public

bp = Blueprint("contraindications", __name__)

PREGNANCY = "pregnancy"


@bp.get("/safety/contraindications")
@public
def index():
    """What each contraindication means for each point, and what the routines are made of, for the phone."""
    return render_template("guide/contraindications/index.html", facts=facts(load_catalogue()))


@bp.get("/safety/help")
@public
def help_instead():
    """What to do when one of the signs applies: the same for everyone, and without points."""
    return render_template("guide/contraindications/help.html", always=load_catalogue().any_red_flags)


def facts(catalogue):
    """The rules as plain data.

    names: key of a contraindication -> its name. rules: [{level, sentence}, …]. points: code -> {contraindication: place in rules}.
    routines: slug -> [{point, seconds of contact}, …]. doses: code -> {seconds of one hold, holds, rest, sides, switch (the
    change of sides)}. changeover: seconds between two points.
    """
    rules, points = {}, {}
    for code, point in catalogue.points.items():
        points[code] = {one.key: rules.setdefault((one.level, one.sentence), len(rules)) for one in point.contraindications}
    return {
        "names": {key: contraindication.name for key, contraindication in catalogue.contraindications.items()},
        "rules": [{"level": level, "sentence": sentence} for level, sentence in rules],
        "points": points,
        "routines": {
            slug: [{"point": step.point, "seconds": step.practice_seconds} for step in routine.steps]
            for slug, routine in catalogue.routines.items()
        },
        "doses": {code: point.dose.facts for code, point in catalogue.points.items()},
        "changeover": CHANGEOVER_SECONDS,
    }


def always_out(codes):
    """The contraindications that leave out every point of `codes`, in the order of the first."""
    first, *others = [load_catalogue().points[code].left_out_for for code in codes]
    return tuple(key for key in first if all(key in other for other in others))


bp.add_app_template_global(always_out)


@bp.app_template_global("help_numbers")
def help_numbers():
    """(the emergency numbers, the crisis lines), for the templates that let somebody call."""
    catalogue = load_catalogue()
    return catalogue.emergency_numbers, catalogue.crisis_lines


@bp.app_template_global("light_for")
def light_for(points):
    """The contraindications for which all of some Points that are not left out are pressed lightly; of every point where none is given."""
    points = list(points) or list(load_catalogue().points.values())
    return tuple(
        key for key in load_catalogue().contraindications
        if all(key in point.light_for for point in points)
    )  # fmt: skip


@bp.app_template_global("reasons_of")
def reasons_of(points):
    """What leaves some of the Points out, for a page without scripts: [("Pregnancy: …", [their names])]."""
    catalogue, found = load_catalogue(), {}
    for point in points:
        for one in point.contraindications:
            if one.level == "leave-out":
                name = catalogue.contraindications[one.key].name
                found.setdefault(f"{name[0].upper()}{name[1:]}: {one.sentence}", []).append(point.english)
    return list(found.items())


@bp.app_template_filter("sentence")
def sentence(words):
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


@bp.app_template_filter("excluded_for")
def excluded_for(contraindications):
    """The attribute that says for which contraindications something is left out (or said), or nothing: a point or their keys."""
    keys = getattr(contraindications, "left_out_for", contraindications)
    return Markup(' data-excluded-for="{}"').format(escape(" ".join(keys))) if keys else ""


@bp.app_template_global("red_flags_of")
def red_flags_of(plan):
    """The signs (RedFlags) to ask about before a plan is run; None for a single point.

    For a routine that a person put together those of any day.
    """
    catalogue = load_catalogue()
    if plan.kind != "routines":
        return None
    routine = catalogue.routines.get(plan.key)
    return catalogue.red_flags_for(routine) if routine else catalogue.red_flags["general"]


@bp.app_template_global("questions")
def questions():
    """(what is asked about pregnancy, the other contraindications), for the template of the questions."""
    contraindications = dict(load_catalogue().contraindications)
    return contraindications.pop(PREGNANCY), list(contraindications.values())
