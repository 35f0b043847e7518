"""One measured figure, and the table of all of them."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """name: what was measured. measured: the value in `unit`, None when it could not be measured.

    bar: the value to hold; `at_least` turns it from the most that is allowed into the least.
    note: why it could not be measured, or how far the value can be trusted.
    """

    name: str
    measured: float | None
    bar: float | None
    unit: str = ""
    at_least: bool = False
    note: str = ""

    @property
    def ok(self):
        """True, False, or None where there is nothing to compare."""
        if self.measured is None or self.bar is None:
            return None
        return self.measured >= self.bar if self.at_least else self.measured <= self.bar

    def row(self):
        sign = "≥" if self.at_least else "≤"
        measured = "not measured" if self.measured is None else f"{self.measured:g} {self.unit}".strip()
        bar = "" if self.bar is None else f"{sign} {self.bar:g} {self.unit}".strip()
        verdict = {True: "yes", False: "NO", None: ""}[self.ok]
        return [self.name + (f" ({self.note})" if self.note else ""), measured, bar, verdict]


HEAD = ["figure", "measured", "bar", "ok"]


def table(figures):
    """The figures as a table in Markdown whose columns stand in line."""
    rows = [HEAD, *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def as_json(figures):
    return json.dumps([asdict(figure) | {"ok": figure.ok} for figure in figures], indent=1, ensure_ascii=False)
