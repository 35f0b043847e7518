"""`python -m tools.bench [SUBJECT …]` measures the subjects named, or all, and prints one table."""

import argparse
import importlib
import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import fonts
from tests.browser.chromium import launch_arguments
from tests.browser.serving import ROOT, Server
from tools.bench.figures import Figure, as_json, table

SUBJECTS = (
    "weight",
    "visit",
    "start",
    "throughput",
    "tap",
    "practice",
    "search",
    "offline",
    "line",
    "engines",
    "lighthouse",
    "writes",
    "history",
    "import",
    "slow",
    "failover",
)
WHEN_NAMED = ("longest", "kills")
"""They take half an hour."""


class Bench:
    """What every subject needs: a server of its own, a browser, a folder for what it makes.

    server: a running `Server`. playwright: Playwright itself. browser: its Chromium. phone: the context options of the phone that is measured.
    """

    def __init__(self, playwright, folder):
        self.folder = Path(folder)
        self.playwright = playwright
        self.server = Server(self.folder / "instance")
        self.server.start()
        self.browser = playwright.chromium.launch(**launch_arguments())
        # To wait for something in a page means to evaluate text, which the policy of the pages refuses.
        self.phone = {
            **playwright.devices["Pixel 7"], "base_url": self.server.url, "locale": "en-US", "bypass_csp": True,
        }  # fmt: skip
        self.build = ROOT / "build"
        self.build.mkdir(exist_ok=True)

    def close(self):
        self.browser.close()
        self.server.stop()


def main():
    # Every browser knows the suite's fonts alone, and Selenium looks for no driver elsewhere.
    os.environ |= {"SE_OFFLINE": "true", "SE_AVOID_STATS": "true", "FONTCONFIG_FILE": fonts.environment()["FONTCONFIG_FILE"]}
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the product and print one table.")
    known = f"{', '.join(SUBJECTS)}; only when named: {', '.join(WHEN_NAMED)}"
    parser.add_argument("subject", nargs="*", help=f"what to measure, all by default: {known}")
    options = parser.parse_args()
    if unknown := set(options.subject) - {*SUBJECTS, *WHEN_NAMED}:
        parser.error(f"no such subject: {', '.join(sorted(unknown))}; there are {known}")
    figures = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bench = Bench(playwright, folder)
        try:
            for subject in options.subject or SUBJECTS:
                print(f"measuring: {subject}", file=sys.stderr)
                try:
                    figures += importlib.import_module(f"tools.bench.{subject}").measure(bench)
                except Exception as error:  # one subject that cannot be measured costs no other
                    figures.append(Figure(subject, None, None, note=str(error).splitlines()[0]))
        finally:
            bench.close()
    (bench.build / "bench.json").write_text(as_json(figures) + "\n", encoding="utf-8")
    print(table(figures))


if __name__ == "__main__":
    main()
