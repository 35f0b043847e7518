"""Is the catalogue whole and within the safety policy? Asked at start and by the tests."""

# A rule that became a generator would never run: its answer is one that nobody uses.
# pyright: reportUnusedCallResult=error

from webapp.catalogue import grading, phrasing, reliability
from webapp.catalogue.codes import squeeze
from webapp.catalogue.errors import CatalogueError
from webapp.catalogue.forbidden_claims import forbidden
from webapp.catalogue.help import KINDS
from webapp.catalogue.limits import MAX_PRACTICE_SECONDS, max_per_hold, max_per_side
from webapp.catalogue.texts import texts

ACTIONS = ("press", "knead", "tap", "rub")
REACHES = ("easy", "ball")
EVIDENCE = ("studied", "leaflet", "seed", "traditional")
SYSTEMS = ("who-2008", "who-1991-extra", "unofficial")
BASES = ("default", "seed")
LEFT_OUT_IN_PREGNANCY = frozenset("GB21 CV12 CV6 CV4 ST25 SP15 BL32 LI4 SP6 BL60".split())
"""The points that the policy, section 4, hides in pregnancy."""
ASK_IN_PREGNANCY = frozenset("BL23 BL25 BL52 BL53 BL54 GB30 GV3 GV4 EX-B7 LR2 LR3 KI1 KI3 KI6 SP4 SP8 SP9 SP10 GB41".split())


def check(catalogue):
    """Raise CatalogueError at the first thing that is wrong; return nothing when all is right."""
    _sources(catalogue)
    _regions(catalogue)
    _aliases(catalogue)
    for point in catalogue.points.values():
        _point(catalogue, point)
    for routine in catalogue.routines.values():
        _routine(catalogue, routine)
    _pages(catalogue)
    _help(catalogue)
    _rules(catalogue)
    _contraindications(catalogue)
    _texts(catalogue)


def _fail(file, entry, field, reason):
    raise CatalogueError(file, entry, field, reason)


def _among(value, allowed, file, entry, field):
    if value not in allowed:
        _fail(file, entry, field, f"{value!r} is not one of {', '.join(allowed)}")


def _sources(catalogue):
    for source in catalogue.sources.values():
        _among(source.checked, reliability.CHECKED, "sources.toml", source.key, "checked")
        if source.url and not source.url.startswith(("https://", "http://")):
            _fail("sources.toml", source.key, "url", "must be a web address")
        named = catalogue.points_from(source.key) or catalogue.routines_from(source.key)
        if not source.supports and not named:
            _fail("sources.toml", source.key, "supports", "is missing, and nothing names the source")


def _regions(catalogue):
    for region in catalogue.regions.values():
        at = ("regions.toml", region.slug)
        for use in region.uses:
            _among(use, catalogue.uses, *at, "uses")
        if region.main:
            _among(region.main, catalogue.routines, *at, "main")
        for code in region.elsewhere_first:
            _among(code, catalogue.points, *at, "elsewhere_first")
        if not catalogue.points_in(region.slug):
            _fail(*at, "slug", "has no points")
    for chip in catalogue.chips:
        _among(chip.routine, catalogue.routines, "areas.toml", chip.label, "routine")


def _aliases(catalogue):
    """One name, one point; an old code may mean two, and is then a field of its own."""
    owners = {}
    for point in catalogue.points.values():
        for name in (point.code, *point.aliases):
            owner = owners.setdefault(squeeze(name), point.code)
            if owner != point.code:
                file = f"points/{point.region}.toml"
                _fail(file, point.code, "aliases", f"{name!r} already names {owner}")


def _point(catalogue, point):
    at = (f"points/{point.region}.toml", point.code)
    _among(point.channel, catalogue.channels, *at, "channel")
    _among(point.system, SYSTEMS, *at, "system")
    _among(point.use_evidence, EVIDENCE, *at, "use_evidence")
    _among(point.location_check, ("read", "recalled"), *at, "location_check")
    _among(point.confidence, ("high", "medium"), *at, "confidence")
    _among(point.technique.action, ACTIONS, *at, "technique.action")
    _among(point.technique.tool, phrasing.TOOLS, *at, "technique.tool")
    _among(point.technique.reach, REACHES, *at, "technique.reach")
    _among(point.technique.pressure, phrasing.PRESSURE, *at, "technique.pressure")
    if not point.find:
        _fail(*at, "find", "is empty")
    _among(point.right_if.basis, ("standard", "teaching"), *at, "right_if.basis")
    if aid := phrasing.AIDS.search(point.right_if.text):
        _fail(*at, "right_if", f"{aid[0]!r} is what not everybody presses with: say what is felt")
    for source in point.recalled_in:
        _among(source, point.sources, *at, "recalled_in")
    for other in point.alternatives:
        _among(other.source, catalogue.sources, *at, "alternatives")
    for caution in point.cautions:
        _among(caution.level, phrasing.LEADS, *at, "cautions")
    if point.bilateral == (point.dose.sides == "midline"):
        _fail(*at, "dose.sides", "does not agree with bilateral")
    if any(one.level == "light" for one in point.contraindications):
        for sentence in (*point.find, point.lightly.press_text) if not point.light_find else (*point.light_find, point.lightly.press_text):
            if aid := phrasing.AIDS.search(sentence):
                _fail(*at, "light_find", f"{aid[0]!r} is said to whom it is pressed lightly: tell it without, or leave the point out")
    _dose(catalogue, point, point.dose, *at)


def _dose(catalogue, point, dose, file, entry):
    _among(dose.sides, phrasing.SIDES, file, entry, "sides")
    if dose.basis not in BASES:
        _among(dose.basis, catalogue.sources, file, entry, "basis")
    if dose.seconds < 1 or dose.holds < 1 or dose.rest < 0:
        _fail(file, entry, "seconds", "must be at least 1, with at least 1 hold")
    if dose.holds > 1 and dose.rest < 1:
        _fail(file, entry, "rest", "holds need a rest between them")
    maximum = max_per_side(point, dose.holds)
    if dose.max_per_side:
        maximum = min(maximum, dose.max_per_side)
    if dose.side_seconds > maximum:
        _fail(file, entry, "seconds", f"{dose.side_seconds} s on one side, the cap is {maximum} s")
    if dose.seconds > max_per_hold(point):
        _fail(file, entry, "seconds", f"a hold in this region is at most {max_per_hold(point)} s")


def _routine(catalogue, routine):
    at = (f"routines/{routine.slug}.toml", routine.slug)
    _among(routine.grade, reliability.GRADES, *at, "grade")
    for key in routine.red_flags or ("",):
        _among(key, catalogue.red_flags, *at, "red_flags")
    for source in routine.sources:
        _among(source, catalogue.sources, *at, "sources")
    for complaint in routine.complaints:
        _among(complaint, catalogue.uses, *at, "complaints")
    if not routine.steps:
        _fail(*at, "step", "has no steps")
    if len(set(routine.points)) != len(routine.points):
        _fail(*at, "step", "presses a point twice")
    for step in routine.steps:
        point = catalogue.points[step.point]
        if point.bilateral == (step.dose.sides == "midline"):
            _fail(at[0], step.point, "sides", "does not agree with the point")
        if not step.posture:
            _fail(at[0], step.point, "position", "must begin with sitting, standing or lying")
        _dose(catalogue, point, step.dose, at[0], step.point)
    if routine.whole_seconds > MAX_PRACTICE_SECONDS:
        _fail(*at, "step", f"takes {routine.whole_seconds} s, the cap is {MAX_PRACTICE_SECONDS} s")
    _studies(catalogue, routine, *at)


def _studies(catalogue, routine, file, entry):
    for study in routine.studies:
        _among(study.source, routine.sources, file, entry, "study.source")
        _among(study.design, grading.DESIGNS, file, entry, "study.design")
        _among(study.found, grading.FOUND, file, entry, "study.found")
        _among(study.use, grading.USES, file, entry, "study.use")
        for code in study.points:
            _among(code, routine.points, file, entry, "study.points")
    allowed = catalogue.grade_rule_for(routine).grade
    if routine.grade != allowed:
        _fail(file, entry, "grade", f"is {routine.grade}, but by the written rule its studies allow {allowed}")


def _pages(catalogue):
    for claim in catalogue.article:
        _among(claim.point, catalogue.points, "article.toml", claim.label, "point")
    for rule in catalogue.safety:
        for source in rule.sources:
            _among(source, catalogue.sources, "safety.toml", rule.who, "sources")
        if not rule.sources and not rule.basis:
            _fail("safety.toml", rule.who, "basis", "the rule rests on nothing")
    for group in catalogue.not_offered:
        for code in group.points:
            if code in catalogue.points:
                _fail("not_offered.toml", code, "points", "is in the guide")
    for one in catalogue.considered:
        for source in one.sources:
            _among(source, catalogue.sources, "not_offered.toml", one.name, "sources")
    known = {*catalogue.routines, *catalogue.points, *catalogue.sources}
    for change in catalogue.changes:
        for key in change.about:
            _among(key, known, "changes.toml", change.said, "about")


def _help(catalogue):
    for answer in catalogue.help_answers:
        _among(answer.kind, KINDS, "help.toml", answer.key, "kind")
        if not answer.phrases or not all(phrase == phrase.lower().strip() != "" for phrase in answer.phrases):
            _fail("help.toml", answer.key, "phrases", "must be there, in lower case")
        if answer.kind in ("doctor", "elsewhere") and not (answer.why and answer.instead):
            _fail("help.toml", answer.key, "why", "must say why it is not in the guide, and instead what to do")
        if answer.kind == "beside" and not answer.instead:
            _fail("help.toml", answer.key, "instead", "must say what to take care of")
    for one in (*catalogue.emergency_numbers, *catalogue.crisis_lines):
        if not one.number.isdecimal():
            _fail("help.toml", one.number, "number", "must be digits, so that it can be called")
        _among(one.checked, reliability.CHECKED.values(), "help.toml", one.number, "checked")


def _rules(catalogue):
    for number, rule in enumerate(catalogue.rules, 1):
        at = ("contraindications.toml", f"rule {number}")
        _among(rule.contraindication, catalogue.contraindications, *at, "contraindication")
        for field, known in (
            ("sources", catalogue.sources), ("points", catalogue.points), ("regions", catalogue.regions), ("routines", catalogue.routines),
            ("tools", phrasing.TOOLS), ("sides", phrasing.SIDES),
        ):  # fmt: skip
            for key in getattr(rule, field):
                _among(key, known, *at, field)
        if not rule.routines and not any(rule.meets(point) for point in catalogue.points.values()):
            _fail(*at, "points", "the rule meets no point")


def _contraindications(catalogue):
    for point in catalogue.points.values():
        at = (f"points/{point.region}.toml", point.code)
        for contraindication in point.contraindications:
            _among(contraindication.key, catalogue.contraindications, *at, "contraindication")
        found = point.contraindication("pregnancy")
        if (point.code in LEFT_OUT_IN_PREGNANCY) != point.left_out_in_pregnancy:
            _fail(*at, "contraindication", "left out in pregnancy does not agree with the policy")
        if point.code in ASK_IN_PREGNANCY and (found is None or found.level != "ask"):
            _fail(*at, "cautions", "the policy asks for a midwife's word in pregnancy")


def _texts(catalogue):
    for file, entry, field, text, evidence in texts(catalogue):
        found = forbidden(text, evidence)
        if found:
            _fail(file, entry, field, f"says {found[0]!r}, which the safety policy forbids")
