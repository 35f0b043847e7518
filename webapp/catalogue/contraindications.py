"""What a person's own answers mean for each point and routine, from the one table of rules in `data/contraindications.toml`."""

from dataclasses import dataclass

from webapp.catalogue.errors import CatalogueError
from webapp.catalogue.points import PointContraindication

FILE = "contraindications.toml"
LEVELS = ("leave-out", "ask", "look", "light", "hand")
"""Strictest first."""
SELECTORS = ("points", "regions", "tools", "sides", "cautions", "routines", "everywhere")


@dataclass(frozen=True)
class Rule:
    """A contraindication, its level and sentence, the points or routines it meets, and what it rests on: sources, a basis in words."""

    contraindication: str
    level: str
    sentence: str
    points: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    routines: tuple[str, ...] = ()
    everywhere: bool = False
    sources: tuple[str, ...] = ()
    basis: str = ""

    def meets(self, point):
        """True when the rule speaks of this point."""
        return (
            self.everywhere
            or point.code in self.points
            or point.region in self.regions
            or point.technique.tool in self.tools
            or point.dose.sides in self.sides
            or any(caution.key in self.cautions for caution in point.cautions)
        )


def rules(tables):
    """Rules from their TOML tables, in file order. Raises CatalogueError."""
    out = []
    for number, table in enumerate(tables, 1):
        entry = f"rule {number}"
        if table.get("level") not in LEVELS:
            raise CatalogueError(FILE, entry, "level", f"must be one of {LEVELS}")
        if not any(table.get(name) for name in SELECTORS):
            raise CatalogueError(FILE, entry, "points", "the rule meets no point")
        if not table.get("sources") and not table.get("basis"):
            raise CatalogueError(FILE, entry, "sources", "the rule rests on nothing")
        try:
            fields: dict = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
            out.append(Rule(**fields))
        except TypeError as error:
            raise CatalogueError(FILE, entry, "", str(error)) from error
    return tuple(out)


def of(point, all_rules):
    """The strictest rule of each contraindication that meets the point, as PointContraindications in rule order."""
    return _strictest(rule for rule in all_rules if rule.meets(point))


def of_routine(slug, all_rules):
    """The same for a routine as a whole."""
    return _strictest(rule for rule in all_rules if slug in rule.routines)


def _strictest(met):
    strictest, lighter = {}, set()
    for rule in met:
        if rule.level == "light":
            lighter.add(rule.contraindication)
        held = strictest.get(rule.contraindication)
        if held is None or LEVELS.index(rule.level) < LEVELS.index(held.level):
            strictest[rule.contraindication] = rule
    return tuple(PointContraindication(key, rule.level, rule.sentence, key in lighter) for key, rule in strictest.items())
