"""What a person may tell their own phone, and what follows from it: public facts that the phone lays over the pages.

The answers themselves never come here. The phone keeps them (static/js/safety/safety-answers.js), and what leaves a point out stands
with every row, mark and step that leads to it, so that a style alone can show it (`data-excluded-for`).
"""

from flask import Blueprint, render_template
from flask_babel import gettext as _
from markupsafe import Markup, escape

from webapp.catalogue import load_catalogue, verdicts
from webapp.catalogue.contraindications import LEVELS
from webapp.catalogue.limits import CHANGEOVER_SECONDS, MAX_LEFT_OUT_ONE_IN
from webapp.delivery.pages import public

bp = Blueprint("contraindications", __name__)

PREGNANCY = "pregnancy"


@bp.get("/safety/contraindications")
@public
def index():
    """What each contraindication means for each point, and what the routines are made of, for the phone."""
    return render_template("guide/contraindications/index.html", facts=facts(load_catalogue()))


@bp.get("/safety/rules")
@public
def rules():
    """The table of rules: each contraindication, what follows for which points and routines, and what that rests on."""
    catalogue = load_catalogue()
    return render_template(
        "guide/contraindications/rules.html",
        groups=[(one, [_shown(rule) for rule in catalogue.rules if rule.contraindication == one.key], _changed_sets(one.key))
                for one in catalogue.contraindications.values()],
        levels=_levels(),
        routines=catalogue.routines,
        sources=catalogue.sources,
    )  # fmt: skip


def _levels():
    """What each level means, strictest first: {level: (its name, a sentence)}."""
    return {
        "leave-out": (_("Left out"), _("It is not offered, and no practice holds it.")),
        "ask": (_("Ask first"), _("A midwife, doctor or care team is asked first.")),
        "look": (_("Look first"), _("The place is looked at first, and left out where the trouble is.")),
        "light": (_("Lightly"), _("Fingers alone, 2–3 of 10 at most: no ball, no knuckles, no tool.")),
        "hand": (_("Another hand"), _("No risk: something else may press. Not where it has to be light.")),
    }


def _shown(rule):
    """A rule with the codes that it decides: those that it meets and no stricter one of its contraindication does; a light hand joins any."""
    points = load_catalogue().points.values()
    decided = [p.code for p in points if (one := p.contraindication(rule.contraindication)) and one.sentence == rule.sentence]
    if not decided and not rule.routines:
        decided = [p.code for p in points if rule.meets(p)]
    return {"rule": rule, "codes": decided, "everywhere": len(decided) == len(points)}


def _changed_sets(key):
    """The routines that one contraindication leaves less of: [(Routine, RoutineVerdict)]."""
    catalogue = load_catalogue()
    found = [(one, verdicts.of_routine(one, catalogue.points, {key})) for one in catalogue.routines.values()]
    return [(routine, verdict) for routine, verdict in found if verdict.out]


@bp.get("/safety/help")
@public
def help_instead():
    """What to do when one of the signs applies: the same for everyone, and without points."""
    catalogue = load_catalogue()
    return render_template("guide/contraindications/help.html", always=catalogue.any_red_flags, back=catalogue.red_flags["back"])


def facts(catalogue):
    """The rules as plain data.

    names: key of a contraindication -> its name. called: code -> name of the point. levels: strictest first. rules: [{level, sentence, light: whether the hand is light}, …].
    points: code -> [{key of a contraindication, rule: place in rules}, …], strictest first. sets: slug -> the same for the points of a
    routine that has rules of its own. care: code -> the cautions of the point, for everybody. routines: slug -> [{point, seconds of contact}, …]. doses: code -> {seconds of one hold, holds, rest, sides, switch (the
    change of sides)}. changeover: seconds between two points. one_in: a set that loses
    more than one point in so many is no longer the one that was studied.
    """
    rules = {}

    def ordered(met):
        met = sorted(met, key=lambda one: LEVELS.index(one.level))
        return [{"key": one.key, "rule": rules.setdefault((one.level, one.sentence, one.lighter), len(rules))} for one in met]

    points = {code: ordered(point.contraindications) for code, point in catalogue.points.items()}
    sets = {
        slug: {code: ordered((*catalogue.points[code].contraindications, *routine.contraindications)) for code in routine.points}
        for slug, routine in catalogue.routines.items() if routine.contraindications
    }  # fmt: skip
    return {
        "levels": LEVELS,
        "sets": sets,
        "care": {code: " ".join(f"{care.lead} {care.text}" for care in point.care) for code, point in catalogue.points.items()},
        "names": {key: contraindication.name for key, contraindication in catalogue.contraindications.items()},
        "called": {code: point.english for code, point in catalogue.points.items()},
        "rules": [{"level": level, "sentence": sentence, "light": light} for level, sentence, light in rules],
        "points": points,
        "routines": {
            slug: [{"point": step.point, "seconds": step.practice_seconds} for step in routine.steps]
            for slug, routine in catalogue.routines.items()
        },
        "doses": {code: point.dose.facts for code, point in catalogue.points.items()},
        "changeover": CHANGEOVER_SECONDS,
        "one_in": MAX_LEFT_OUT_ONE_IN,
    }


def always_out(routine):
    """The contraindications for which a routine cannot be started: that leave out the whole set, or each of its points."""
    points = load_catalogue().points
    return tuple(
        key for key in load_catalogue().contraindications
        if key in routine.left_out_for or all(key in points[code].left_out_for for code in routine.points)
    )  # fmt: skip


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
def reasons_of(point):
    """What leaves a Point out, for a page without scripts: ["Pregnancy: …"]."""
    names = load_catalogue().contraindications
    return [f"{sentence(names[one.key].name)}: {one.sentence}" for one in point.contraindications if one.level == "leave-out"]


@bp.app_template_global("left_out_of")
def left_out_of(points):
    """Which of some Points are left out for whom, for a page without scripts: [("Pregnancy", ["Shoulder Well", …])]; the same ones once."""
    catalogue, found = load_catalogue(), {}
    for key, one in catalogue.contraindications.items():
        names = tuple(point.english for point in points if key in point.left_out_for)
        if len(names) == len(points):
            names = (_("all"),)
        if names:
            found.setdefault(names, []).append(one.name)
    return [(sentence("; ".join(who)), names) for names, who in found.items()]


@bp.app_template_filter("sentence")
def sentence(words):
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


@bp.app_template_filter("excluded_for")
def excluded_for(contraindications):
    """The attribute that says for which contraindications something is left out (or said), or nothing: a point or their keys."""
    keys = getattr(contraindications, "left_out_for", contraindications)
    return Markup(' data-excluded-for="{}"').format(escape(" ".join(keys))) if keys else ""


@bp.app_template_global("questions")
def questions():
    """(what is asked about pregnancy, the other contraindications), for the template of the questions."""
    contraindications = dict(load_catalogue().contraindications)
    return contraindications.pop(PREGNANCY), list(contraindications.values())
