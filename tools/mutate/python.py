"""Faults in Python, by mutmut, in a copy of the project."""

import os
import shutil
import subprocess
import sys

from tools import build
from tools.mutate import ROOT, WORK, Result

COPIED = ("webapp", "tests", "tools", "templates", "static", "migrations", "docs", "requirements", "build/static")
KILLED = ("killed", "timeout", "segfault", "caught by type check")


def run(name, subject):
    """The Result of a subject: {mutate, tests, digits?, deselect?}. digits: only faults whose number ends in one of them."""
    folder = copy(name)
    modules = [path.removesuffix(".py").replace("/", ".") for path in subject["mutate"]]
    settings = {
        "source_paths": ["webapp"],
        "only_mutate": subject["mutate"],
        "also_copy": [top for top in sorted({path.partition("/")[0] for path in COPIED}) if top not in ("webapp", "tests")],
        "pytest_add_cli_args_test_selection": subject["tests"],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-p", "no:rerunfailures", *subject.get("options", [])],
    }
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n[tool.mutmut]\n" + "".join(f"{key} = {value!r}\n" for key, value in settings.items()))
    wanted = [f"{module}.*__mutmut_*{digit}" for module in modules for digit in subject.get("digits", "")]
    mutmut(folder, "run", "--max-children", str(os.cpu_count() or 1), *wanted)
    states = [line.strip().split(": ") for line in mutmut(folder, "results", "--all", "true").splitlines() if "__mutmut_" in line]
    tried = [(mutant, state) for mutant, state in states if state != "not checked"]
    missed = [changed_line(mutmut(folder, "show", mutant)) for mutant, state in tried if state not in KILLED]
    return Result(len(tried) - len(missed), len(tried), missed)


def copy(name):
    """A new folder with what the tests need of the project."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    for part in COPIED:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    (folder / "tools" / "build" / "node_modules").symlink_to(build.PACKAGES)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def mutmut(folder, *arguments):
    """What mutmut prints. Raises CalledProcessError with it when mutmut fails."""
    done = subprocess.run([sys.executable, "-m", "mutmut", *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(done.stdout[-4000:] + done.stderr[-4000:])
    done.check_returncode()
    return done.stdout


def changed_line(diff):
    """(line before, line after) of a diff."""
    lines = diff.splitlines()
    before, after = ([line[1:].strip() for line in lines if line.startswith(sign) and line[1:2] == " "] for sign in "-+")
    return " ".join(before), " ".join(after)
