"""From the TOML files in `data/` to the dataclasses of `model`."""

import dataclasses
import datetime
import tomllib
from pathlib import Path

from webapp import language
from webapp.catalogue import contraindications, phrasing
from webapp.catalogue.catalogue import Catalogue
from webapp.catalogue.doses import AlternativeDose, Dose, Technique
from webapp.catalogue.errors import CatalogueError
from webapp.catalogue.grading import Rule, Study
from webapp.catalogue.help import Answer, Number
from webapp.catalogue.model import (
    ArticleClaim,
    Change,
    Channel,
    Considered,
    Contraindication,
    NotOffered,
    Region,
    SafetyRule,
    Source,
    Use,
)
from webapp.catalogue.points import ArticleSays, Caution, Point, RightIf
from webapp.catalogue.routines import Area, Chip, RedFlags, Routine, RoutineStep

DATA = Path(__file__).parent / "data"


def load(folder=DATA):
    """Read a folder of TOML files into a Catalogue, not yet checked (see `check`).

    Raises CatalogueError when a file is no TOML, or an entry has an unknown, missing or doubled field.
    """
    source_file = _toml(folder, "sources.toml")
    caution_file = _toml(folder, "cautions.toml")
    contraindication_file = _toml(folder, "contraindications.toml")
    area_file = _toml(folder, "areas.toml")
    flag_file = _toml(folder, "red_flags.toml")
    help_file = _toml(folder, "help.toml")
    absent_file = _toml(folder, "not_offered.toml")

    sources = _by_key("sources.toml", source_file["source"], Source)
    cautions = _by_key("cautions.toml", [_renamed(c, "with", "condition") for c in caution_file["caution"]], Caution)
    uses = _by_key("uses.toml", _toml(folder, "uses.toml")["use"], Use)
    channels = _by_key("channels.toml", _toml(folder, "channels.toml")["channel"], Channel, "code")
    regions = _by_key("regions.toml", _toml(folder, "regions.toml")["region"], Region, "slug")
    areas = _by_key("areas.toml", area_file["area"], Area, "slug")
    rules = contraindications.rules(contraindication_file.get("rule", []))

    points = {}
    for slug in regions:
        name = f"points/{slug}.toml"
        table = _toml(folder, name)
        if table.get("region") != slug:
            raise CatalogueError(name, "", "region", f"must be {slug!r} like the file's name")
        for entry in table.get("point", []):
            point = _point(name, {**entry, "region": slug}, cautions, uses, sources, rules)
            if point.code in points:
                raise CatalogueError(name, point.code, "code", "given twice")
            points[point.code] = point

    routines = {}
    for slug in [slug for area in areas.values() for slug in area.routines]:
        name = f"routines/{slug}.toml"
        routine = _routine(name, _toml(folder, name), points, rules)
        if routine.slug != slug or slug in routines:
            raise CatalogueError(name, slug, "slug", "must be the file's name, in one area only")
        routines[slug] = routine

    return Catalogue(
        regions=regions,
        points=points,
        routines=routines,
        sources=sources,
        grade_rules=tuple(_make("grades.toml", rule, Rule) for rule in _toml(folder, "grades.toml")["rule"]),
        areas=areas,
        chips=tuple(_make("areas.toml", c, Chip) for c in area_file.get("chip", [])),
        uses=uses,
        channels=channels,
        contraindications=_by_key("contraindications.toml", contraindication_file["contraindication"], Contraindication),
        rules=rules,
        red_flags=_red_flags(flag_file),
        help_answers=tuple(_by_key("help.toml", help_file["answer"], Answer).values()),
        emergency_numbers=tuple(_make("help.toml", one, Number) for one in help_file["number"]),
        crisis_lines=tuple(_make("help.toml", one, Number) for one in help_file["line"]),
        signs_of_any_day={row["key"]: row["sign"] for row in flag_file["any"]},
        considered=tuple(_make("not_offered.toml", one, Considered) for one in absent_file["considered"]),
        changes=tuple(_make("changes.toml", one, Change, str(one.get("said"))) for one in _toml(folder, "changes.toml")["change"]),
        not_offered=tuple(_make("not_offered.toml", g, NotOffered) for g in absent_file["group"]),
        article=tuple(_make("article.toml", entry, ArticleClaim) for entry in _toml(folder, "article.toml")["claim"]),
        safety=tuple(_make("safety.toml", entry, SafetyRule) for entry in _toml(folder, "safety.toml")["rule"]),
        universal_cautions=tuple(caution_file["universal"]),
        last_checked=_date(source_file),
    )


def _toml(folder, name):
    try:
        return language.translated(tomllib.loads((folder / name).read_text("utf-8")), name)
    except OSError as error:
        raise CatalogueError(name, "", "", f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise CatalogueError(name, "", "", f"is not TOML: {error}") from error


def _red_flags(table):
    always = {row["key"]: row["sign"] for row in table["any"]}
    out = {}
    for key, value in table.items():
        if key == "any":
            continue
        _look_up("red_flags.toml", key, "covers", value.get("covers", []), always)
        out[key] = _make("red_flags.toml", value, RedFlags, key, key=key)
    return out


def _date(table):
    value = table.get("last_checked")
    if not isinstance(value, datetime.date):
        raise CatalogueError("sources.toml", "", "last_checked", "must be a date")
    return value


def _renamed(table, old, new):
    return {new if key == old else key: value for key, value in table.items()}


def _make(file, table, kind, entry="", **extra):
    """One dataclass from one table; lists become tuples; wrong fields are named."""
    entry = entry or str(next(iter(table.values()), ""))
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()} | extra
    known = {field.name: field for field in dataclasses.fields(kind)}
    for name in values:
        if name not in known:
            raise CatalogueError(file, entry, name, "is no field of the catalogue")
    for name, field in known.items():
        if name not in values and field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise CatalogueError(file, entry, name, "is missing")
        wants = {str: (str, language.Text), int: (int,), bool: (bool,)}.get(field.type)
        if wants and name in values and type(values[name]) not in wants:
            raise CatalogueError(file, entry, name, f"must be {wants[0].__name__}")
    return kind(**values)


def _by_key(file, tables, kind, key="key"):
    out = {}
    for table in tables:
        made = _make(file, table, kind)
        if getattr(made, key) in out:
            raise CatalogueError(file, getattr(made, key), key, "given twice")
        out[getattr(made, key)] = made
    return out


def _look_up(file, entry, field, keys, among):
    for key in keys:
        if key not in among:
            raise CatalogueError(file, entry, field, f"{key!r} is not in the catalogue")
    return tuple(among[key] for key in keys)


def _point(file, table, cautions, uses, sources, rules):
    code = str(table.get("code", "?"))
    made = dict(table)
    made["right_if"] = _make(file, table.get("right_if", {}), RightIf, code)
    made["technique"] = _make(file, table.get("technique", {}), Technique, code)
    made["dose"] = _make(file, table.get("dose", {}), Dose, code)
    made["cautions"] = _look_up(file, code, "cautions", table.get("cautions", []), cautions)
    made["alternatives"] = [_make(file, a, AlternativeDose, code) for a in table.get("alternatives", [])]
    if "article" in table:
        made["article"] = _make(file, table["article"], ArticleSays, code)
    point = _make(file, made, Point, code)
    _look_up(file, code, "uses", point.uses, uses)
    _look_up(file, code, "sources", point.sources, sources)
    _look_up(file, code, "recalled_in", point.recalled_in, sources)
    return dataclasses.replace(
        point,
        known=point.known or phrasing.known(point, uses, sources),
        contraindications=contraindications.of(point, rules),
    )


def _routine(file, table, points, rules):
    slug = str(table.get("slug", "?"))
    steps = []
    for entry in table.get("step", []):
        dose = {k: entry[k] for k in ("seconds", "holds", "rest", "sides", "basis") if k in entry}
        rest = {k: v for k, v in entry.items() if k not in dose}
        dose = _make(file, dose, Dose, f"{slug} {entry.get('point', '?')}")
        step = _make(file, {**rest, "dose": dose}, RoutineStep, slug)
        _look_up(file, slug, "step", [step.point], points)
        steps.append(step)
    studies = tuple(_make(file, one, Study, slug) for one in table.get("study", []))
    made = {k: v for k, v in table.items() if k not in ("step", "study")}
    made["red_flags"] = str(table.get("red_flags", "")).split()
    made["contraindications"] = contraindications.of_routine(slug, rules)
    left_out = tuple(s.point for s in steps if points[s.point].left_out_in_pregnancy)
    return _make(file, made, Routine, slug, steps=tuple(steps), studies=studies, left_out_in_pregnancy=left_out)
