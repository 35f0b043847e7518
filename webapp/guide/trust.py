"""What is promised, how it is tested, and what the last whole green run of the tests has counted."""

import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from flask import Blueprint, render_template

from webapp import language
from webapp.delivery import pages

bp = Blueprint("trust", __name__)

DATA = Path(__file__).parent / "data"


@bp.get("/trust")
@pages.public
def show():
    """The page. It says nothing of a run that it does not know."""
    given = promises()
    return render_template("guide/about/trust.html", run=last_run(), promises=given["promise"], not_tested=given["not_tested"]["items"])


@cache
def promises():
    """promises.toml; each promise's `figures` are sentences."""
    given = language.translated(tomllib.loads((DATA / "promises.toml").read_text(encoding="utf-8")), "promises.toml")
    run = last_run()
    counted = run["counted"] if run else {}
    for promise in given["promise"]:
        names = [name for name in promise["figures"] if counted.get(name)]
        promise["figures"] = [given["figures"][name].format(n=f"{counted[name]:,}") for name in names]
    return given


@cache
def last_run():
    """What `tests.proof` wrote of the last whole green run, its date as a date; None where this copy knows of none."""
    try:
        run = json.loads((DATA / "proof.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return run | {"date": date.fromisoformat(run["date"])}
