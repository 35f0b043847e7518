"""A region's page per second against a bare Flask "hello" on the same server program, in turns."""

import subprocess
import sys
from statistics import median

from tests.browser.serving import ROOT, Server
from tools.bench.figures import Figure

ROUNDS = 5
SECONDS = 2


def per_second(url):
    """Answers per second, by a load generator in a process of its own."""
    command = [sys.executable, "-m", "tools.bench.load", url, str(SECONDS)]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def measure(bench):
    hello = Server(bench.folder / "hello", ["-m", "tools.bench.hello", "{port}"])
    hello.start()
    try:
        addresses = {"hello": f"{hello.url}/", "region": f"{bench.server.url}/regions/lower-back"}
        rates = {name: [] for name in addresses}
        for _ in range(ROUNDS):
            for name, address in addresses.items():
                rates[name].append(per_second(address))
    finally:
        hello.stop()
    region, bare = median(rates["region"]), median(rates["hello"])
    note = f"{region:.0f} against {bare:.0f} a second"
    yield Figure("region page, share of a bare Flask hello", round(region / bare, 2), 0.8, at_least=True, note=note)
