"""Lighthouse on a simulated phone: scores, first and largest contentful paint."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from statistics import median_low
from urllib.request import urlopen

import playwright

from tests.browser.chromium import is_root, playwright_chromium, system_chromium
from tools.bench.figures import Figure

VERSION = "13.5.0"
ADDRESSES = ("/", "/regions/lower-back", "/points/BL23")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3  # one alone varies by several points
ATTEMPTS = 3
PAINTS = {"first-contentful-paint": ("FCP", 0.8), "largest-contentful-paint": ("LCP", 1.1)}


def node():
    """A Node new enough for Lighthouse 13 (22 or later): the one inside Playwright's driver."""
    return Path(playwright.__file__).parent / "driver" / "node"


def installed(build):
    """The program of Lighthouse inside `build`, installed by npm at the first time; None without npm or its registry."""
    folder = build / "lighthouse"
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists() and shutil.which("npm"):
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", f"lighthouse@{VERSION}"]
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
    return program if program.exists() else None


def report(program, url, folder):
    """Lighthouse's own report on `url`, as it writes it. A run that it gives up (NO_NAVSTART) is begun anew."""
    flags = "--headless=new --disable-gpu" + (" --no-sandbox" if is_root() else "")
    out = folder / "lighthouse.json"
    command = [node(), program, url, "--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={flags}"]
    chromium = {**os.environ, "CHROME_PATH": str(system_chromium() or playwright_chromium())}
    for left in reversed(range(ATTEMPTS)):
        if not subprocess.run(command, check=not left, stdin=subprocess.DEVNULL, env=chromium, timeout=180).returncode:
            break
    return json.loads(out.read_text(encoding="utf-8"))


def lost(result, category):
    """The names of the audits that cost points in a category."""
    audits = result["audits"]
    references = result["categories"][category]["auditRefs"]
    failed = [ref["id"] for ref in references if ref["weight"] and (audits[ref["id"]]["score"] or 0) < 1]
    return ", ".join(failed) if category != "performance" else ""


def measure(bench):
    program = installed(bench.build)
    if not program:
        yield Figure("Lighthouse", None, None, note=f"skipped: npm could not install lighthouse@{VERSION}")
        return
    for address in ADDRESSES:
        # Each worker of the server renders a page for its first visitor; what is measured is any other's visit.
        for _ in range(8):
            urlopen(bench.server.url + address).close()
        results = [report(program, bench.server.url + address, bench.folder) for _ in range(RUNS)]
        for category in CATEGORIES:
            score, result = median_low((round(one["categories"][category]["score"] * 100), n) for n, one in enumerate(results))
            note = "" if score == 100 else lost(results[result], category)
            yield Figure(f"Lighthouse {address} {category}", score, 100, at_least=True, note=note)
        for audit, (short, bar) in PAINTS.items():
            seconds = median_low(round(one["audits"][audit]["numericValue"] / 1000, 2) for one in results)
            yield Figure(f"Lighthouse {address} {short}", seconds, bar, "s")
