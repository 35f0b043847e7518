"""Where else does it ache: up to three places and a feeling, and one ranked answer that can be started."""

from functools import cache
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.catalogue import load_catalogue, phrasing, relief
from webapp.catalogue.routines import LENGTHS
from webapp.delivery.pages import public

bp = Blueprint("relief", __name__)
bp.add_app_template_filter(phrasing.listed)


@cache
def facts():
    """What is ranked; built once per process."""
    return relief.facts(load_catalogue())


def feelings():
    """{feeling: its name}, those that need help last."""
    return {
        "stiff": _("Stiff"), "aching": _("Aching"), "tense": _("Tense"), "tired": _("Tired"), "sick": _("Sick"),
        "sleepless": _("Sleepless"), "numb": _("Numb"), "shooting": _("Shooting"), "sudden": _("Sudden"), "worst": _("Worst ever"),
    }  # fmt: skip


@bp.get("/relief")
@public
def show():
    """The form, and before it the answer to ?place=&place=&feeling=; some feelings lead to help. One place alone is where a link begins."""
    catalogue = load_catalogue()
    feeling = request.args.get("feeling", "")
    asked = request.args.getlist("place")
    if relief.needs_help(asked, feeling):
        return redirect(url_for("contraindications.help_instead"))
    places = [slug for slug in dict.fromkeys(asked) if slug in catalogue.regions][: relief.MAX_PLACES]
    is_asked = feeling or (places and len(asked) > 1)
    return page(places, feeling, relief.ranked(facts(), places, feeling) if is_asked else None)


def page(places=(), feeling="", answer=None, is_packed=False):
    """The form with what was chosen and a Relief before it. is_packed: with places for both, which the phone fills."""
    catalogue = load_catalogue()
    return render_template(
        "guide/relief/show.html",
        regions=catalogue.regions,
        feelings=feelings(),
        places=places,
        feeling=feeling,
        answer=answer,
        asked="&" + urlencode([*(("place", one) for one in places), ("feeling", feeling)]),
        max_points=relief.MAX_POINTS,
        is_packed=is_packed,
        catalogue=catalogue,
    )


@bp.app_template_global("lengths_of")
def lengths_of(routine):
    """The minutes at which a Routine can be started: its own, and those that it is shortened or filled to."""
    return sorted({*LENGTHS, routine.minutes})


def filled(routine, minutes, asked):
    """A Routine with points after it, up to so many minutes; and the keys of the signs to ask about then.

    First come points that serve what was asked (a query of the page), then those that serve what the routine does; last what is left
    out for somebody.
    """
    catalogue, places = load_catalogue(), asked.getlist("place")
    codes = relief.ranked(facts(), places, asked.get("feeling", "")).fill
    steady = {one["key"] for one in facts()["points"] if one["steady"]}
    alike = [one["key"] for one in facts()["points"] if set(one["uses"]) & set(routine.complaints)]
    ordered = sorted(dict.fromkeys((*codes, *alike)), key=lambda code: code not in steady)
    longer = routine.filled(60 * minutes, [catalogue.points[code] for code in ordered])
    mains = [catalogue.routines[main] for slug in places if (main := getattr(catalogue.regions.get(slug), "main", ""))]
    added = mains if longer.points != routine.points else []
    return longer, tuple(dict.fromkeys(key for one in (routine, *added) for key in one.red_flags))
