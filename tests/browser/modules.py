"""Modules of ours in a page of nothing else: what a script reckons, asked without a screen around it."""

import json
import subprocess
from functools import cache
from pathlib import Path

from tools import build

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://modules.test/"

LOAD = """async (source) => {
  const address = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));
  Object.assign(globalThis, await import(address));
}"""


@cache
def bundled(**modules):
    """One script that exports modules of `static/js` under names of one's own: bundled(plan="player/plan.js")."""
    lines = [f'export * as {name} from "./static/js/{path}";' for name, path in modules.items()]
    node, _npm = build.find_node()
    command = [*node, build.PACKAGES / "esbuild" / "bin" / "esbuild", "--bundle", "--format=esm", "--charset=utf8"]
    done = subprocess.run(command, input="\n".join(lines), cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def page_with(browser, **modules):
    """An empty page of a secure address that has the modules as globals."""
    page = browser.new_page()
    page.route(ADDRESS, lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>Modules</title>"))
    page.goto(ADDRESS)
    page.evaluate(LOAD, bundled(**modules))
    return page


def ask(page, script, given):
    """What a function of the page makes of something, both as JSON."""
    return json.loads(page.evaluate(f"async (given) => JSON.stringify(await ({script})(JSON.parse(given)))", json.dumps(given)))
