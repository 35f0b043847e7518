"""What a person's own answers mean for each point, from the rules in `data/contraindications.toml`."""

from dataclasses import dataclass

from webapp.catalogue.errors import CatalogueError
from webapp.catalogue.points import PointContraindication

LEVELS = ("leave-out", "ask", "light")
"""Strictest first."""

SELECTORS = ("points", "regions", "tools", "cautions", "everywhere")


@dataclass(frozen=True)
class Rule:
    """A contraindication, its level and sentence, and the points it meets."""

    contraindication: str
    level: str
    sentence: str
    points: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    everywhere: bool = False

    def meets(self, point):
        """True when the rule speaks of this point."""
        return (
            self.everywhere
            or point.code in self.points
            or point.region in self.regions
            or point.technique.tool in self.tools
            or any(caution.key in self.cautions for caution in point.cautions)
        )


def rules(tables):
    """Rules from their TOML tables, in file order. Raises CatalogueError."""
    out = []
    for number, table in enumerate(tables, 1):
        entry = f"rule {number}"
        level = table.get("level")
        if level not in LEVELS:
            raise CatalogueError("contraindications.toml", entry, "level", f"must be one of {LEVELS}")
        if not any(table.get(name) for name in SELECTORS):
            raise CatalogueError("contraindications.toml", entry, "points", "the rule meets no point")
        try:
            fields: dict = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
            out.append(Rule(**fields))
        except TypeError as error:
            raise CatalogueError("contraindications.toml", entry, "", str(error)) from error
    return tuple(out)


def of(point, all_rules):
    """The strictest rule of each contraindication that meets the point, as PointContraindications in rule order."""
    strictest, lighter = {}, set()
    for rule in all_rules:
        if not rule.meets(point):
            continue
        if rule.level == "light":
            lighter.add(rule.contraindication)
        held = strictest.get(rule.contraindication)
        if held is None or LEVELS.index(rule.level) < LEVELS.index(held.level):
            strictest[rule.contraindication] = rule
    return tuple(PointContraindication(key, rule.level, rule.sentence, key in lighter) for key, rule in strictest.items())
