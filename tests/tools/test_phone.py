"""`make phone`: HTTPS for a phone in the same room, and the page that shows the way."""

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import urllib.error
import urllib.request

import pytest

from tests.browser.serving import ROOT
from tools.phone import __main__ as phone
from tools.phone import local_ca
from webapp import serve

LIMIT = 60  # seconds that a busy machine may take
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)"


def free_ports():
    """A port that is free together with the next one."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            try:
                two.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    """`make phone` itself: (port, everything that it printed, instance folder, process)."""
    folder, port = tmp_path_factory.mktemp("instance"), free_ports()
    process = subprocess.Popen(
        ["make", "--silent", "phone", "HOST=127.0.0.1", f"PORT={port}"],
        cwd=ROOT, env={**os.environ, "INSTANCE_PATH": str(folder)},
        stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    printed = []
    for line in process.stdout:
        printed.append(line)
        if "SHA-256" in line:
            break
    yield port, "".join(printed), folder, process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def plain(port, address, agent=""):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers={"User-Agent": agent})
    with urllib.request.urlopen(request, timeout=LIMIT) as answer:
        return answer.headers, answer.read()


def test_a_phone_that_took_the_certificate_gets_a_line_it_trusts_with_http_2(serving):
    port, *_ = serving
    headers, der = plain(port + 1, "/stillpoint.crt")
    assert headers["Content-Type"] == "application/x-x509-ca-cert"
    assert "Content-Disposition" not in headers
    trusting = ssl.create_default_context(cadata=der)
    trusting.set_alpn_protocols(["h2"])
    with (
        socket.create_connection(("127.0.0.1", port), timeout=LIMIT) as line,
        trusting.wrap_socket(line, server_hostname="127.0.0.1") as safe,
    ):
        assert safe.selected_alpn_protocol() == "h2"
        assert safe.version() == "TLSv1.3"
    connection = http.client.HTTPSConnection("localhost", port, timeout=LIMIT, context=ssl.create_default_context(cadata=der))
    connection.request("POST", "/you", headers={"Sec-Fetch-Site": "same-origin", "Content-Length": "0"})
    assert "Secure" in connection.getresponse().headers["Set-Cookie"]
    connection.close()


def test_a_phone_that_took_none_gets_no_line(serving):
    port, *_ = serving
    with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
        urllib.request.urlopen(f"https://127.0.0.1:{port}/", timeout=LIMIT)


def test_the_page_says_it_in_four_steps_for_each_kind_of_phone(serving):
    port, printed, *_ = serving
    for agent, kind, own in (("", "android", "Install anyway"), (IPHONE, "iphone", "Certificate Trust Settings")):
        headers, page = plain(port + 1, "/", agent)
        assert (headers["Vary"], headers["Content-Type"]) == ("User-Agent", "text/html; charset=utf-8")
        text = page.decode()
        assert own in text and text.count("<li>") == 4
        assert plain(port + 1, f"/{kind}", "")[1] == page
        assert f'href="https://127.0.0.1:{port}/"' in text and 'href="/stillpoint.crt"' in text
        assert re.search("SHA-256: (.*)", printed)[1] in text


def test_nothing_else_is_to_be_had_without_a_safe_line(serving):
    port, *_ = serving
    assert plain(port + 1, "/history.json")[1] == plain(port + 1, "/")[1]
    assert plain(port + 1, "/../phone/authority.pem")[1] == plain(port + 1, "/")[1]


def test_the_terminal_shows_a_picture_and_both_addresses(serving):
    port, printed, *_ = serving
    assert printed.count("█") > 100
    assert f"http://127.0.0.1:{port + 1}/" in printed and f"https://127.0.0.1:{port}/" in printed


def test_what_is_secret_stays_with_its_owner_and_is_kept_for_the_next_start(serving):
    _, _, folder, _ = serving
    for file in (folder / "phone").iterdir():
        assert file.stat().st_mode & 0o777 == 0o600, file
    kept = (folder / "phone" / "authority.pem").read_bytes()
    local_ca.authority(folder / "phone")
    assert (folder / "phone" / "authority.pem").read_bytes() == kept


def test_the_picture_leads_to_the_page_that_shows_the_way(tmp_path, monkeypatch):
    drawn, make = [], phone.segno.make
    monkeypatch.setattr(phone.segno, "make", lambda text, **how: drawn.append(text) or make(text, **how))
    phone.invitation("https://192.168.1.5:8443/", "http://192.168.1.5:8444/", local_ca.authority(tmp_path))
    assert drawn == ["http://192.168.1.5:8444/"]


def test_without_a_network_a_sentence_says_what_to_do(monkeypatch):
    class NoWayOut(socket.socket):
        def connect(self, _):
            raise OSError("network is unreachable")

    monkeypatch.setattr(phone.socket, "socket", NoWayOut)
    with pytest.raises(SystemExit, match="in no network"):
        phone.reachable("0.0.0.0")
    assert phone.reachable("192.168.1.5") == "192.168.1.5"


def test_a_taken_port_of_the_page_is_told_before_anything_starts(tmp_path, monkeypatch):
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path))
    port = free_ports()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port + 1))
        other.listen()
        monkeypatch.setattr(phone.sys, "argv", ["phone", "--host", "127.0.0.1", "--port", str(port)])
        with pytest.raises(SystemExit, match=f"Port {port + 1} is taken"):
            phone.main()
    assert not (tmp_path / "phone").exists()


def test_both_stop_at_ctrl_c(serving):
    port, *_, process = serving
    os.killpg(process.pid, signal.SIGINT)
    process.wait(LIMIT)
    for one in (port, port + 1):
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.1", one), timeout=5).close()
    assert serve.bracketed("::1") == "[::1]"
