"""The warm start: from `make run` to the first healthy answer, everything being set up."""

import os
import subprocess
import time

from tests.browser.serving import ROOT, Server
from tools.bench.figures import Figure

STARTS = 3


def warm_start(folder):
    """Seconds from the command to the first healthy answer."""
    server = Server(folder)
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with (folder / "make.log").open("wb") as log:
        command = ["make", "run", f"PORT={server.port}"]
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "INSTANCE_PATH": str(folder)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        while not server.is_well():
            time.sleep(0.01)
        return time.monotonic() - began
    finally:
        os.killpg(process.pid, 15)
        process.wait()


def measure(bench):
    folder = bench.folder / "start"
    seconds = sorted(warm_start(folder) for _ in range(STARTS))
    yield Figure("warm start of make run", round(seconds[STARTS // 2], 2), 3, "s", note=f"median of {STARTS}")
