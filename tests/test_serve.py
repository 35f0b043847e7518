"""Starting and stopping the real server."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys

import pytest

from webapp import serve

START = [sys.executable, "-m", "webapp", "--port"]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(port, tmp_path, monkeypatch):
    """The running product; its first line was read."""
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path))
    process = subprocess.Popen([*START, str(port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    process.first_line = process.stdout.readline()
    yield process
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def get(port, address, **headers):
    connection = http.client.HTTPConnection("localhost", port, timeout=30)
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    answer.text = answer.read()
    connection.close()
    return answer


def test_one_line_says_where_it_is_and_nothing_about_who_came(server, port):
    assert server.first_line == f"Stillpoint is at http://localhost:{port}\n"
    assert get(port, "/healthz").status == 200
    assert get(port, "/search?q=secret").status == 200
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=30)
    assert "secret" not in out + err and "127.0.0.1" not in out + err
    assert "Traceback" not in err


def test_files_come_compressed_and_for_ever_from_the_product_itself(server, port):
    html = get(port, "/").text.decode()
    address = re.search(r"/static/js/[\w.-]+\.js", html).group()
    answer = get(port, address, **{"Accept-Encoding": "br"})
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_taken_port_is_told_in_a_sentence_with_a_way_out(port, tmp_path, monkeypatch):
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path))
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        done = subprocess.run([*START, str(port)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr and f"PORT={port + 1}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "stillpoint.db").exists()


@pytest.mark.parametrize(
    ("host", "port", "reason"),
    [
        ("127.0.0.1", 70_000, "no port"),
        ("127.0.0.1", 0, "no port"),
        ("203.0.113.7", 8000, "not an address of this machine"),
        ("no.such.host.invalid", 8000, "not an address of this machine"),
    ],
)
def test_an_address_that_cannot_be_had_is_told_in_a_sentence(host, port, reason):
    with pytest.raises(SystemExit, match=reason):
        serve.require_free(host, port)


def test_a_certificate_without_a_key_is_refused():
    done = subprocess.run([sys.executable, "-m", "webapp", "--certificate", "c.pem"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "--certificate and --key go together" in done.stderr


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("127.0.0.1", "localhost"),
        ("0.0.0.0", "localhost"),
        ("::", "localhost"),
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "[2001:db8::1]"),
    ],
)
def test_the_address_shown_is_one_a_person_can_open(host, name):
    assert serve.shown(host) == name
