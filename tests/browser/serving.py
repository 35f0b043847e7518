"""A real server process, as `make run` starts it, on a free port and with an instance folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests import databases

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 90  # seconds that a start may take on a busy machine


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`python -m webapp` behind `url`. `start` returns when it answers, `stop` when it no longer does."""

    def __init__(self, folder, command=None, database=None, settings=None):
        """folder: where the database, the secret and the log go; it outlives a stop.

        command: what else to run with Python; "{port}" in it becomes the port. database: the address of another database.
        settings: more of its environment.
        """
        self.folder = Path(folder)
        self.database, self.settings = database, settings or {}
        self.port = free_port()
        command = command or ["-m", "webapp", "--host", "127.0.0.1", "--port", "{port}"]
        self.command = [sys.executable, *(word.format(port=self.port) for word in command)]
        self.url = f"http://localhost:{self.port}"
        self.log = self.folder / "server.log"
        self.process = None

    @property
    def running(self):
        return self.process is not None

    def start(self):
        """Start it and wait until it is well; returns the seconds that took."""
        if self.running:
            return 0.0
        self.folder.mkdir(parents=True, exist_ok=True)
        address = self.database or databases.prepare(self.folder)
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env={**os.environ, "INSTANCE_PATH": str(self.folder), **({"DATABASE_URL": address} if address else {}), **self.settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        while not self.is_well():
            if self.process.poll() is not None or time.monotonic() - began > TIMEOUT:
                self.stop()
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.02)
        return time.monotonic() - began

    def is_well(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def count(self, table):
        """How many rows a table of its database has."""
        return databases.count(self.folder, table)

    def stop(self):
        if not self.running:
            return
        self.process.terminate()
        try:
            self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None
