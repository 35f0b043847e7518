"""Stopping the served product as a person does: Ctrl-C, which reaches every process of the terminal at once."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from tests.browser.serving import ROOT, free_port

LIMIT = 60  # seconds that a busy machine may take


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_every_process_is_told_to(tmp_path, stop):
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "webapp", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "INSTANCE_PATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with server:
        try:
            assert b"Stillpoint is at" in server.stdout.readline()
            os.killpg(server.pid, stop)
            server.wait(LIMIT)
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)
    with pytest.raises((urllib.error.URLError, ConnectionError)):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
