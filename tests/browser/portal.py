"""What stands between a phone and its server: a hotel's sign-in page, a proxy whose app is gone, half an answer.

An HTTP proxy of its own, because the browser's own routing does not reach what a service worker fetches.
"""

import http.client
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SIGN_IN = b"<!doctype html><title>Hotel</title><h1 class=page>Welcome, dear guest</h1><form><button>Sign in</button></form>"
HTML = "text/html; charset=utf-8"
OTHERS = {
    "a sign-in page": (200, {"Content-Type": HTML}, SIGN_IN),
    "a sign-in page of another host": (302, {"Location": "http://127.0.0.1:9/sign-in"}, b""),
    "a sign-in page of the same host": (302, {"Location": "/sign-in-of-the-network"}, b""),
    "network authentication required": (511, {"Content-Type": HTML}, SIGN_IN),
    "a proxy's error": (502, {"Content-Type": HTML}, b"<h1>502 Bad Gateway</h1>"),
    "JSON of somebody else": (200, {"Content-Type": "application/json"}, b'{"favorites": [], "routines": [], "status": "ok"}'),
    "nothing, and all is well": (204, {}, b""),
    "another type": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n"),
}
HELD_AT_MOST = 60  # seconds
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Portal:
    """Use it with `with`; `url` is the server's through it.

    port: of the server on this machine. stance: None lets everything through, else a name of OTHERS, or "half" for the first
    half of each answer, told as if it were whole. `met`: the (method, path) of everything that was asked meanwhile.
    `hold(pattern)`: what is asked for at such an address, or with such a method, waits until the function that comes back is called;
    with `middle` its headers and half of it come before that.
    listen: the port it answers on; 0 for a free one. `lost`: the headers, in small letters, that go through neither way.
    """

    def __init__(self, port, stance=None, listen=0):
        self.target, self.stance, self.listen, self.met, self.lost = port, stance, listen, [], set()
        self.held, self.middle, self.gate, self.is_open_by_itself = None, False, threading.Event(), False

    def hold(self, pattern, middle=False):
        self.held, self.middle = re.compile(pattern), middle
        self.gate.clear()
        return self.gate.set

    def __enter__(self):
        portal = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                is_held = portal.held and portal.held.search(f"{self.command} {self.path}")
                if is_held and not portal.middle:
                    self.wait()
                if portal.stance is None:
                    return self.send(*portal.ask(self, body), is_held and portal.middle)
                portal.met.append((self.command, self.path))
                if portal.stance == "half":
                    status, headers, text = portal.ask(self, body)
                    return self.send(status, headers, text[: len(text) // 2])
                if self.path == "/sign-in-of-the-network":
                    return self.send(*OTHERS["a sign-in page"])
                return self.send(*OTHERS[portal.stance])

            def wait(self):
                portal.is_open_by_itself |= not portal.gate.wait(HELD_AT_MOST)

            def send(self, status, headers, body, stalls=False):
                self.send_response_only(status)
                for name, value in headers.items() if isinstance(headers, dict) else headers:
                    self.send_header(name, value)
                if status not in (204, 304):
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD" and status not in (204, 304):
                    half = len(body) // 2 if stalls else len(body)
                    self.wfile.write(body[:half])
                    if stalls:
                        self.wait()
                        self.wfile.write(body[half:])

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, *_):
                """A browser that lets go of its connection is no fault."""

        self.server = Server(("127.0.0.1", self.listen), Handler)
        self.url = f"http://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        assert not self.is_open_by_itself, "the story waited for what it held back itself"

    def ask(self, request, body):
        """(status, headers, body) of the server itself."""
        connection = http.client.HTTPConnection("127.0.0.1", self.target, timeout=60)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP | self.lost | {"accept-encoding"}}
        connection.request(request.command, request.path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, [(n, v) for n, v in answer.getheaders() if n.lower() not in HOP | self.lost], text
