"""nginx and Caddy for real, with the files of `deploy/` and a certificate, in front of the product."""

import datetime
import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.browser.chromium import is_root
from tests.browser.serving import ROOT, Server, free_port
from tests.examples import practice_session

NAME = "stillpoint.example"
LIMIT = 60  # seconds that a busy machine may take
MEGABYTE = 2**20


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """(path of the certificate, path of its key) for NAME."""
    folder = tmp_path_factory.mktemp("certificate")
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "stillpoint.crt", folder / "stillpoint.key"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    paths[1].write_bytes(key.private_bytes(*private))
    return paths


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    settings = {"PROXIES": "1", "TRUSTED_HOSTS": NAME}
    server = Server(tmp_path_factory.mktemp("instance"), settings=settings)
    server.start()
    yield server
    server.stop()


def nginx(folder, certificate, port, product):
    """The command that starts nginx with our file, which knows another port here."""
    own = (ROOT / "deploy" / "nginx.conf").read_text()
    own = own.replace("127.0.0.1:8000", f"127.0.0.1:{product.port}").replace("/etc/ssl/stillpoint.crt", str(certificate[0]))
    own = own.replace("/etc/ssl/stillpoint.key", str(certificate[1])).replace("443", str(port))
    (folder / "stillpoint.conf").write_text(own)
    kept = "".join(f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"{'user root; ' if is_root() else ''}daemon off; pid {folder}/pid; error_log {folder}/error.log;"
        f"events {{}} http {{ access_log off; {kept} include {folder}/stillpoint.conf; }}"
    )
    return ["nginx", "-p", folder, "-c", folder / "nginx.conf"]


def caddy(folder, certificate, port, product):
    """The command that starts Caddy with our file, which has a certificate here that nobody has to be asked for."""
    own = (ROOT / "deploy" / "Caddyfile").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{product.port}")
    own = own.replace(f"{NAME} {{", f"{NAME}:{port} {{\n\ttls {certificate[0]} {certificate[1]}")
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{own}")
    return ["caddy", "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]


@pytest.fixture(scope="module", params=[nginx, caddy], ids=lambda one: one.__name__)
def proxy(request, tmp_path_factory, certificate, product):
    """The port of a running proxy in front of the product."""
    program = request.param.__name__
    if not shutil.which(program):
        assert "CI" not in os.environ, f"{program} is not installed"
        pytest.skip(f"{program} is not installed")
    folder, port = tmp_path_factory.mktemp(program), free_port()
    folder.chmod(0o777)
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(
            request.param(folder, certificate, port, product), stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)}
        )
    try:
        given_up = time.monotonic() + LIMIT
        while True:
            assert process.poll() is None and time.monotonic() < given_up, (folder / "log").read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(LIMIT)


@pytest.fixture
def trusting(certificate):
    return ssl.create_default_context(cafile=certificate[0])


@pytest.fixture
def ask(proxy, trusting):
    """ask(method, path, body=None, **headers) -> (status, headers, body) through the proxy, over a connection of its own."""

    class Connection(http.client.HTTPSConnection):
        def connect(self):
            self.sock = trusting.wrap_socket(socket.create_connection(("127.0.0.1", proxy), timeout=LIMIT), server_hostname=NAME)

    def asking(method, path, body=None, **headers):
        connection = Connection(NAME, timeout=LIMIT)
        try:
            connection.request(method, path, body, {"Host": NAME, **{name.replace("_", "-"): value for name, value in headers.items()}})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    return asking


def test_http_2_is_spoken(proxy, trusting):
    trusting.set_alpn_protocols(["h2", "http/1.1"])
    with trusting.wrap_socket(socket.create_connection(("127.0.0.1", proxy), timeout=LIMIT), server_hostname=NAME) as line:
        assert line.selected_alpn_protocol() == "h2"


@pytest.mark.parametrize("path", ["/", "/points/BL23", "/no-such-page", "/service-worker.js", "/readyz"])
def test_every_answer_comes_with_its_headers(ask, path):
    status, headers, _body = ask("GET", path)
    assert status == (404 if path == "/no-such-page" else 200)
    assert headers["X-Stillpoint"] == "1"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_compressed_and_kept_comes_as_it_was_made(ask):
    _status, headers, _body = ask("GET", "/regions/lower-back", Accept_Encoding="br")
    assert headers["Content-Encoding"] == "br"
    assert "HX-Request" in headers["Vary"]
    assert ask("GET", "/regions/lower-back", Accept_Encoding="br", If_None_Match=headers["ETag"])[0] == 304
    file = re.search(rb'/static/[^"]+\.js', ask("GET", "/")[2])[0].decode()
    assert "immutable" in ask("GET", file)[1]["Cache-Control"]


def test_a_practice_is_kept_and_its_cookie_goes_over_https_alone(ask):
    status, headers, _body = ask(
        "POST", "/history", json.dumps(practice_session()), Content_Type="application/json", Origin=f"https://{NAME}"
    )
    assert status == 201
    assert "Secure" in headers["Set-Cookie"] and "HttpOnly" in headers["Set-Cookie"]
    cookie = headers["Set-Cookie"].partition(";")[0]
    assert len(json.loads(ask("GET", "/history.json", Cookie=cookie)[2])) == 1


def test_another_site_changes_nothing(ask):
    done = json.dumps(practice_session())
    for foreign in ({"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}):
        assert ask("POST", "/history", done, Content_Type="application/json", **foreign)[0] == 403


def test_a_large_file_is_read_and_a_larger_one_refused_in_our_words(ask):
    file = json.dumps({"favorites": [], "practice_sessions": [], "filler": "x" * 7 * MEGABYTE})
    assert ask("POST", "/you/import", file, Content_Type="application/json")[0] == 200
    status, _headers, body = ask(
        "POST", "/you/import", "x" * (8 * MEGABYTE + 1), Content_Type="application/json", Accept="application/json"
    )
    assert (status, "8192 kB" in body.decode()) == (413, True)


def test_a_name_that_is_not_ours_and_a_forged_address_are_not_believed(ask):
    status, headers, body = ask("GET", "/", Host="evil.example")
    assert "X-Stillpoint" not in headers or status == 400
    assert b"data-region" not in body
    body = ask("GET", "/you/transfer", X_Forwarded_Host="evil.example", X_Forwarded_Proto="http")[2].decode()
    assert "evil.example" not in body


def test_slow_senders_keep_nobody_waiting(ask, proxy, trusting):
    head = f"POST /history HTTP/1.1\r\nHost: {NAME}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{{"
    slow = [trusting.wrap_socket(socket.create_connection(("127.0.0.1", proxy), timeout=LIMIT), server_hostname=NAME) for _ in range(40)]
    try:
        for one in slow:
            one.sendall(head.encode())
        for _ in range(5):
            # A page that nobody has kept: a thread has to make it.
            assert ask("GET", "/history")[0] == 200
    finally:
        for one in slow:
            one.close()
