"""`python -m tools.audit` asks whether a weakness is known in what the product is made of: by pip-audit and by npm audit.

It fails when one is. Where nobody can be asked, it says how much was not looked at, and does not fail: a mirror of packages
often has no advisories.
"""

import json
import subprocess
import sys
from pathlib import Path

from tools.build import find_node

ROOT = Path(__file__).resolve().parents[1]
LISTS = ("run", "postgresql", "metrics", "litestream", "phone")
"""The lock files of what is installed where the product runs."""
TIMEOUT = 120  # seconds


def of_python(told):
    """(weaknesses, packages asked about, packages in all) of pip-audit's JSON; a weakness is "package version: its names"."""
    packages = json.loads(told)["dependencies"]
    asked = [one for one in packages if "skip_reason" not in one]
    found = [f"{one['name']} {one['version']}: {', '.join(weak['id'] for weak in one['vulns'])}" for one in asked if one["vulns"]]
    return found, len(asked), len(packages)


def of_npm(told):
    """The same of npm audit's JSON; (None, 0, 0) where nobody could be asked."""
    given = json.loads(told or "{}")
    if "vulnerabilities" not in given:
        return None, 0, 0
    count = given["metadata"]["dependencies"]["total"]
    return [f"{name}: {one['severity']}" for name, one in given["vulnerabilities"].items()], count, count


def output(command, folder):
    """What a command prints, whatever it ends with; "" when it never ends."""
    try:
        return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=TIMEOUT).stdout
    except subprocess.TimeoutExpired:
        return ""


def main():
    files = [option for name in LISTS for option in ("-r", str(ROOT / "requirements" / f"{name}.lock"))]
    python = [
        sys.executable,
        "-m",
        "pip_audit",
        *files,
        "--require-hashes",
        "--disable-pip",
        "--format",
        "json",
        "--progress-spinner",
        "off",
    ]
    _, npm = find_node()
    weak = []
    for name, read, told in (
        ("Python", of_python, output(python, ROOT) or '{"dependencies": []}'),
        ("npm", of_npm, output([*npm, "audit", "--package-lock-only", "--json"], ROOT / "tools" / "build")),
    ):
        found, asked, count = read(told)
        print(
            f"{name}: {len(found or ())} known weaknesses in {asked} packages that could be asked about, of {count or 'those there are'}."
        )
        weak += found or []
    if weak:
        sys.exit("\n".join(weak))


if __name__ == "__main__":
    main()
