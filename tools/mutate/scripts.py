"""Faults in scripts, by Stryker, in a copy of the scripts and of their tests (`tests/scripts`)."""

import json
import os
import shutil
import subprocess

from tools import build
from tools.mutate import HERE, ROOT, WORK, Result

COPIED = ("static/js", "tests/scripts", "webapp/catalogue/data")
KILLED = ("Killed", "Timeout", "RuntimeError", "CompileError")


def run(name, subject):
    """The Result of a subject: {mutate, tests}, tests: names for `tests/scripts/run.mjs`. mutate: paths, or "path:from-to"."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    for part in COPIED:
        shutil.copytree(ROOT / part, folder / part)
    node, npm = build.find_node()
    build.install(npm, checks=True)
    if not stryker().is_file():
        subprocess.run([*npm, "ci", "--ignore-scripts", "--loglevel=error"], cwd=HERE, check=True)
    settings = {
        "testRunner": "command",
        "commandRunner": {"command": " && ".join(f'"{node[0]}" tests/scripts/run.mjs {one}' for one in subject["tests"])},
        "mutate": subject["mutate"],
        "coverageAnalysis": "off",
        "disableTypeChecks": False,
        "reporters": ["json"],
        "jsonReporter": {"fileName": "report.json"},
        "concurrency": os.cpu_count() or 1,
        "symlinkNodeModules": False,
        "tempDirName": "sandbox",
    }
    (folder / "stryker.json").write_text(json.dumps(settings), "utf-8")
    command = [*node, stryker(), "run", "stryker.json"]
    done = subprocess.run(command, cwd=folder, env=os.environ | {"PACKAGES": str(build.PACKAGES)}, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return read(json.loads((folder / "report.json").read_text("utf-8")))


def stryker():
    return HERE / "node_modules" / "@stryker-mutator" / "core" / "bin" / "stryker.js"


def read(report):
    """The Result in a report of mutation-testing-elements."""
    result = Result()
    for file in report["files"].values():
        lines = file["source"].splitlines()
        for mutant in file["mutants"]:
            if mutant["status"] == "Ignored":
                continue
            result.all += 1
            if mutant["status"] in KILLED:
                result.found += 1
            else:
                result.missed.append((lines[mutant["location"]["start"]["line"] - 1].strip(), " ".join(mutant["replacement"].split())))
    return result
