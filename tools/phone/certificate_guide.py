"""How a phone comes to trust this machine: a page in four steps and the authority's certificate, over plain HTTP.

Plain, because the phone does not trust anything of ours yet; therefore on a port of its own, with nothing but this on it.
`python -m tools.phone.certificate_guide` reads one line of JSON from its input and serves until that input ends, that
is, until the process that started it is gone: {"host", "port", "pages": {"android": html, "iphone": html}, "policy", "certificate": base64}.
"""

import base64
import contextlib
import json
import re
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flask import current_app

from webapp.delivery import assets

TEMPLATE = Path(__file__).parent / "certificate_guide.html"
KINDS = ("android", "iphone")
CERTIFICATE = "/stillpoint.crt"
APPLE = re.compile("iPhone|iPad|Macintosh")


def pages(address, fingerprint):
    """{"android": html, "iphone": html}, inside an app's context. address: of the product over HTTPS."""
    page = current_app.jinja_env.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return {kind: page.render(kind=kind, address=address, fingerprint=fingerprint, certificate=CERTIFICATE) for kind in KINDS}


def policy():
    """The content security policy of the pages: they carry their style sheets and load nothing."""
    styles = " ".join(assets.sha256(assets.current().text(name)) for name in ("base.css", "css/more.css"))
    return f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Handler(BaseHTTPRequestHandler):
    """Answers three addresses; `order` is what was read from the input."""

    order = None
    server_version, sys_version = "Stillpoint", ""

    def do_GET(self):
        path = self.path.partition("?")[0]
        apple = APPLE.search(self.headers.get("User-Agent", ""))
        kind = path.removeprefix("/") or ("iphone" if apple else "android")
        if path == CERTIFICATE:
            # Without "attachment": an iPhone asks whether to take it only when it may show it.
            self.answer(base64.b64decode(self.order["certificate"]), "application/x-x509-ca-cert")
        elif kind in KINDS:
            headers = {"Content-Security-Policy": self.order["policy"], "Vary": "User-Agent"}
            self.answer(self.order["pages"][kind].encode(), "text/html; charset=utf-8", headers)
        else:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", "/")
            self.send_header("Content-Length", "0")
            self.end_headers()

    do_HEAD = do_GET

    def answer(self, body, content_type, headers=None):
        shared = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
        self.send_response(HTTPStatus.OK)
        for name, value in {**shared, **(headers or {}), "Content-Type": content_type, "Content-Length": len(body)}.items():
            self.send_header(name, str(value))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        """Nobody's address is written down."""


def main():
    """Serve what the first line of the input says until the input ends."""
    Handler.order = order = json.loads(sys.stdin.readline())
    server = ThreadingHTTPServer((order["host"], order["port"]), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        sys.stdin.read()


if __name__ == "__main__":
    main()
