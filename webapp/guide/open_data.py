"""The catalogue for machines: points, routines and sources as JSON-LD under their license, and what has changed in the facts."""

import json
from functools import cache, partial

from flask import Blueprint, render_template

from webapp.catalogue import load_catalogue, reliability
from webapp.delivery import pages
from webapp.delivery.response_cache import CachedResponse
from webapp.guide.about import listed

bp = Blueprint("open_data", __name__)

LICENSE = "https://creativecommons.org/licenses/by/4.0/"
CONTEXT = {
    "@vocab": "https://schema.org/",
    "@base": "urn:stillpoint:",
    "sp": "urn:stillpoint:terms:",
    "license": {"@type": "@id"},
    "citation": {"@type": "@id"},
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "point": {"@id": "sp:point", "@type": "@id"},
    "step": {"@container": "@list"},
    "find": {"@id": "sp:find", "@container": "@list"},
    **{
        name: f"sp:{name}"
        for name in (
            "codeSystem", "channel", "region", "bilateral", "secondsHeld", "holds", "rest", "sides", "usedFor", "leftOutInPregnancy",
            "placeCheck", "rightIf", "rightIfBasis", "grade", "gradeReason", "evidence", "complaint", "redFlags", "recalled", "readingState", "kindOfSource", "note",
        )
    },
}  # fmt: skip
"""What the names mean: schema.org where it has a word, else a term of our own. No address is asked to read it."""


@bp.get("/data")
@pages.public
def index():
    """What can be taken, under which license, and what has changed in the facts, the newest first."""
    catalogue = load_catalogue()
    counts = {name: len(document["hasPart"]) for name, document in documents().items()}
    return render_template(
        "guide/about/data.html", counts=counts, license=LICENSE, changes=catalogue.changes, name=partial(_name, catalogue)
    )


@bp.get("/data/<any(points, routines, sources):name>.json")
@pages.public
def document(name):
    """One of the three as JSON-LD."""
    return _written(documents()[name], "application/ld+json")


@bp.get("/data/changes.json")
@pages.public
def changes():
    """What has changed in the facts, as JSON: [{"date", "about", "said"}], the newest first."""
    found = [{"date": one.date.isoformat(), "about": list(one.about), "said": one.said} for one in load_catalogue().changes]
    return _written(found, "application/json")


def _name(catalogue, key):
    """What people call that which a change is about: the title of a routine, the label of a source, the code of a point."""
    if key in catalogue.routines:
        return catalogue.routines[key].title
    return catalogue.sources[key].label if key in catalogue.sources else key


def _written(data, content_type):
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return CachedResponse(text.encode(), content_type, pages.CACHE_CONTROL)


@cache
def documents():
    """The three documents as plain data: {"points": …, "routines": …, "sources": …}."""
    catalogue = load_catalogue()
    return {
        "points": _whole(catalogue, "points", "Acupressure points", [_point(one) for one in catalogue.points.values()]),
        "routines": _whole(
            catalogue, "routines", "Acupressure routines", [_routine(catalogue, one) for one in catalogue.routines.values()]
        ),
        "sources": _whole(catalogue, "sources", "Sources", [_source(one) for one in listed(catalogue)]),
    }


def _whole(catalogue, name, title, parts):
    return {
        "@context": CONTEXT,
        "@id": name,
        "@type": "Dataset",
        "name": f"Stillpoint: {title}",
        "license": LICENSE,
        "creditText": "Stillpoint contributors",
        "inLanguage": "en",
        "dateModified": max(one.date for one in catalogue.changes).isoformat(),
        "hasPart": parts,
    }


def _cited(keys):
    return [f"sources:{key}" for key in keys if key != "traditional"]


def _dose(dose):
    return {"secondsHeld": dose.seconds, "holds": dose.holds, "rest": dose.rest, "sides": dose.sides}


def _point(point):
    return {
        "@id": f"points:{point.code}",
        "@type": "DefinedTerm",
        "termCode": point.code,
        "name": point.english,
        "alternateName": [point.pinyin, point.chinese, *point.aliases],
        "codeSystem": point.system,
        "channel": point.channel,
        "region": point.region,
        "bilateral": point.bilateral,
        "description": point.location,
        "placeCheck": point.location_check,
        "find": list(point.find),
        "rightIf": point.right_if.text,
        "rightIfBasis": point.right_if.basis,
        "usedFor": list(point.uses),
        "evidence": point.known,
        "leftOutInPregnancy": point.left_out_in_pregnancy,
        "citation": _cited(point.sources),
        **_dose(point.dose),
    }


def _routine(catalogue, routine):
    return {
        "@id": f"routines:{routine.slug}",
        "@type": "HowTo",
        "name": routine.title,
        "description": routine.summary,
        "totalTime": f"PT{routine.practice_seconds}S",
        "complaint": list(routine.complaints),
        "grade": routine.grade,
        "gradeReason": catalogue.grade_rule_for(routine).says,
        "evidence": routine.evidence,
        "citation": _cited(routine.sources),
        "step": [
            {"@type": "HowToStep", "point": f"points:{step.point}", "recalled": step.recalled, **_dose(step.dose)} for step in routine.steps
        ],
    }


def _source(source):
    return {
        "@id": f"sources:{source.key}",
        "@type": "CreativeWork",
        "name": source.title,
        "author": source.author or None,
        "datePublished": source.year or None,
        "url": source.url or None,
        "isbn": source.isbn or None,
        "kindOfSource": source.kind,
        "readingState": reliability.CHECKED[source.checked],
        "note": source.note or None,
    }
