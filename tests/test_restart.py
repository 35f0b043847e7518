"""systemd listens while the product is started anew: who comes meanwhile waits and is answered."""

import http.client
import os
import socket
import subprocess
import sys
import threading

import pytest

from tests.browser.serving import ROOT

TIMEOUT = 90  # seconds that a busy machine may take
PEOPLE = 6
# As systemd does it: the socket is the descriptor 3, and the process is told its own number.
ACTIVATED = f'LISTEN_FDS=1 LISTEN_PID=$$ exec {sys.executable} -m webapp "$@"'

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="systemd is no program of Windows")


class Visitor(threading.Thread):
    """Asks over one new connection after the other until it is told to stop. answered: statuses. lost: what went wrong."""

    def __init__(self, port, address):
        super().__init__()
        self.port, self.address = port, address
        self.answered, self.lost, self.stopped = [], [], threading.Event()

    def run(self):
        while not self.stopped.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
            try:
                connection.request("GET", self.address, headers={"Connection": "close"})
                self.answered.append(connection.getresponse().status)
            except (OSError, http.client.HTTPException) as error:
                self.lost.append(repr(error))
            finally:
                connection.close()


def wait_for_more(visitors):
    for one in visitors:
        before = len(one.answered)
        while len(one.answered) < before + 3 and one.is_alive() and not one.lost:
            one.stopped.wait(0.01)


def start(listening, folder):
    os.set_inheritable(listening.fileno(), True)

    def hand_over():
        os.dup2(listening.fileno(), 3, inheritable=True)

    process = subprocess.Popen(
        ["sh", "-c", ACTIVATED, "sh", "--port", "1"],
        cwd=ROOT,
        env={**os.environ, "INSTANCE_PATH": str(folder)},
        stdout=subprocess.PIPE,
        preexec_fn=hand_over,
        close_fds=False,
    )
    return process, process.stdout.readline().decode()


def test_a_restart_under_load_loses_no_connection(tmp_path):
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listening:
        port = listening.getsockname()[1]
        process, said = start(listening, tmp_path)
        assert said == f"Stillpoint is at http://localhost:{port}\n"
        visitors = [Visitor(port, address) for address in ("/", "/you.json", "/points/BL23") for _ in range(PEOPLE // 3)]
        for one in visitors:
            one.start()
        try:
            for _ in range(2):
                wait_for_more(visitors)
                process.terminate()
                assert process.wait(TIMEOUT) == 0
                process.stdout.close()
                process, _said = start(listening, tmp_path)
                wait_for_more(visitors)
        finally:
            for one in visitors:
                one.stopped.set()
            for one in visitors:
                one.join()
            process.terminate()
            process.communicate()
    assert [one.lost for one in visitors] == [[]] * PEOPLE
    assert {status for one in visitors for status in one.answered} == {200}
