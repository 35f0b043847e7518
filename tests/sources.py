"""The files of the project that are of our own making, and tests that hold for each of them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
ROOMS = ("webapp", "static", "templates", "migrations", "tests", "tools", "docs", "requirements")
TEXT = {".css", ".html", ".in", ".js", ".json", ".md", ".py", ".svg", ".toml", ".txt", ".webmanifest"}


def own_files(*suffixes, rooms=ROOMS):
    """Files of our own making in `rooms` that end in one of `suffixes`, in a steady order."""
    return sorted(
        path
        for room in rooms
        for path in (ROOT / room).rglob("*")
        if path.suffix in suffixes and VENDOR not in path.parents and not {"__pycache__", "node_modules"} & set(path.parts)
    )


def name(path):
    return str(path.relative_to(ROOT))


def each(paths):
    """Make of what holds for one file a test of all `paths`, which lists every file that breaks it."""

    def for_all(holds):
        def test():
            broken = []
            for path in paths:
                try:
                    holds(path)
                except AssertionError as error:
                    broken.append(f"{name(path)}: {str(error).splitlines()[0]}")
            assert not broken, "\n".join(broken)

        test.__name__, test.__doc__ = holds.__name__, holds.__doc__
        return test

    return for_all


TEMPLATES = own_files(".html", rooms=("templates", "tools"))
SCRIPTS = own_files(".js", rooms=("static",))
STYLES = own_files(".css", rooms=("static",))
PYTHON = own_files(".py", rooms=("webapp", "tests", "tools", "migrations"))
ALL = [*own_files(*TEXT), *sorted(ROOT.glob("*.md")), ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / ".ci" / "run"]
