"""What this guide is, how it keeps people safe, and what it rests on."""

from flask import Blueprint, abort, render_template
from flask_babel import lazy_gettext as _

from webapp.catalogue import durations, grading, load_catalogue, reliability
from webapp.delivery import pages
from webapp.guide import browsers

bp = Blueprint("about", __name__)
bp.add_app_template_global(browsers.words, "browsers_served")
bp.add_app_template_filter(durations.duration_long)

LICENSES = {"cc_by": "https://creativecommons.org/licenses/by/3.0/", "apache": "https://www.apache.org/licenses/LICENSE-2.0"}
"""Of the shapes that the outlines of the bones are derived from (`tools/atlas/data/NOTICE`)."""

KINDS = {
    "trial": _("Trials"),
    "review": _("Reviews"),
    "guideline": _("Guidelines and rules"),
    "standard": _("Standards"),
    "hospital patient leaflet": _("Leaflets of hospitals and universities"),
    "reference book": _("Books"),
    "case report": _("Case reports"),
    "critical commentary": _("Criticism"),
    "secondary web page": _("Reports and web pages"),
    "article": _("The article this guide began with"),
}
"""Kinds of sources in the order of the page, with their heads. "none" is no source."""


@bp.get("/about")
@pages.public
def show():
    """What this is, and what became of the article that it began with."""
    catalogue = load_catalogue()
    return render_template(
        "guide/about/show.html",
        article=catalogue.article,
        points=catalogue.points,
        licenses=LICENSES,
        counts={
            "points": len(catalogue.points),
            "routines": len(catalogue.routines),
            "sources": len(listed(catalogue)),
        },
    )


@bp.get("/safety")
@pages.public
def safety():
    """When to get help, who should not press, pregnancy, how hard and how long."""
    catalogue = load_catalogue()
    lists = dict(catalogue.red_flags)
    return render_template(
        "guide/about/safety.html",
        back=lists.pop("back"),
        others=lists.values(),
        always=catalogue.any_red_flags,
        universal=catalogue.universal_cautions,
        rules=catalogue.safety,
        sources=catalogue.sources,
        hidden=[p for p in catalogue.points.values() if p.left_out_in_pregnancy],
        asked=[p for p in catalogue.points.values() if (c := p.contraindication("pregnancy")) and c.level == "ask"],
    )


@bp.get("/grades")
@pages.public
def grades():
    """The written rule of the grades, and for each routine the line that fits and the studies behind it."""
    catalogue = load_catalogue()
    return render_template(
        "guide/about/grades.html",
        rules=catalogue.grade_rules,
        areas=catalogue.areas,
        routines=catalogue.routines,
        reasons={slug: catalogue.grade_rule_for(routine) for slug, routine in catalogue.routines.items()},
        sources=catalogue.sources,
        designs=grading.DESIGNS,
        found=grading.FOUND,
        uses=grading.USES,
    )


@bp.get("/sources")
@pages.public
def sources():
    """Every source: what kind, how it was checked, how much rests on it."""
    catalogue = load_catalogue()
    groups = []
    for kind, head in KINDS.items():
        found = [source for source in listed(catalogue) if source.kind == kind]
        groups.append((head, [(s, _rests_on(catalogue, s)) for s in found]))
    return render_template(
        "guide/about/sources.html",
        groups=groups,
        meanings=[(reliability.CHECKED[k], reliability.CHECKED_MEANING[k]) for k in reliability.CHECKED],
        counts=_counts(catalogue),
        grades=reliability.GRADES,
        considered=catalogue.considered,
        by_key=catalogue.sources,
        checked=catalogue.last_checked_text,
    )


@bp.get("/sources/<key>")
@pages.public
def source(key):
    """One source: where to find it, how it was checked, what rests on it. 404 when unknown."""
    catalogue = load_catalogue()
    found = catalogue.sources.get(key)
    if found is None or found.kind not in KINDS:
        abort(404)
    return render_template(
        "guide/about/source.html",
        source=found,
        meaning=reliability.CHECKED_MEANING[found.checked],
        points=catalogue.points_from(key),
        routines=catalogue.routines_from(key),
        rules=[rule for rule in catalogue.safety if key in rule.sources],
        checked=catalogue.last_checked_text,
    )


def listed(catalogue):
    """The sources that have a page of their own: all but "traditional", which stands for none."""
    return [source for source in catalogue.sources.values() if source.kind in KINDS]


def _counts(catalogue):
    """How many sources were checked in which way: [(words, count)]."""
    checked = [source.checked for source in listed(catalogue)]
    return [(words, checked.count(key)) for key, words in reliability.CHECKED.items()]


def _rests_on(catalogue, source):
    """(points, routines): how many name a source."""
    return len(catalogue.points_from(source.key)), len(catalogue.routines_from(source.key))
