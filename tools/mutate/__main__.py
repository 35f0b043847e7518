"""`python -m tools.mutate [subject …]`: see `tools.mutate`. Ends with 1 when a subject stays below its bar."""

import sys

from tools import mutate
from tools.mutate import by_hand, python, scripts

BAR = 90
"""Percent of the faults that the tests of a subject have to find."""


def engine_of(subject):
    if "faults" in subject:
        return by_hand
    return python if subject["mutate"][0].endswith(".py") else scripts


def main(names):
    known, low = mutate.subjects(), False
    for name in names or known:
        subject = known[name]
        result = mutate.without_equal(engine_of(subject).run(name, subject), subject.get("equal", []))
        percent = 100 * result.found / result.all
        low = low or percent < BAR
        sample = f" (those whose number ends in {', '.join(subject['digits'])})" if "digits" in subject else ""
        print(f"{name}: {result.found} of {result.all} found, {percent:.0f} %{sample}", flush=True)
        for line, changed in result.missed:
            print(f"    {line}\n    → {changed}")
    return int(low)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
