"""Faults that somebody thought of, or that nobody found once: a text of a file and what is written in its place."""

import subprocess
import sys

from pytest import ExitCode

from tools.mutate import Result
from tools.mutate.python import copy

TIMEOUT = 120  # seconds for the tests of one fault


def run(name, subject):
    """The Result of a subject: {faults, tests?}. faults: [file, text, in its place] or, with tests of their own, a fourth."""
    folder, result = copy(name), Result()
    for file, text, changed, *tests in subject["faults"]:
        path = folder / file
        whole = path.read_text("utf-8")
        if whole.count(text) != 1:
            raise ValueError(f"{file} has {whole.count(text)} times: {text}")
        path.write_text(whole.replace(text, changed), "utf-8")
        result.all += 1
        if finds(folder, tests or subject["tests"]):
            result.found += 1
        else:
            result.missed.append((text.strip(), changed.strip()))
        path.write_text(whole, "utf-8")
    return result


def finds(folder, tests):
    """Whether tests of the copy in `folder` fail. Raises CalledProcessError when they cannot be run."""
    pytest = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(pytest, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return True  # The fault made something endless.
    if done.returncode == ExitCode.USAGE_ERROR and "CatalogueError" in done.stderr:
        return True  # The app does not start with such a catalogue, and says why.
    if done.returncode not in (0, 1):
        sys.stderr.write(done.stdout[-4000:] + done.stderr[-4000:])
        done.check_returncode()
    return done.returncode == 1
