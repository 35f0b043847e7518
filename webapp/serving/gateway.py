"""Answers granian's requests (RSGI) with a WSGI app that runs in a few threads, none of which ever waits for a network.

A body is read whole before its request takes a thread, and of a long answer each part takes one for itself: who sends or
reads slowly holds up nobody.
"""

import asyncio
import contextvars
import io
import time
from concurrent.futures import ThreadPoolExecutor

from webapp.serving.bodies import Bodies, TooMuch, TooSlow
from webapp.serving.environ import Believed, brief_environ_of, environ_of, network_of
from webapp.serving.turns import Crowded, Turns

RESERVED = 2  # threads that no network alone can have
WAITING = 64  # requests of one network that wait for a thread
TIMEOUTS = {"GET": 10, "HEAD": 10}  # seconds that a request waits for a thread
CHANGE_TIMEOUT = 1  # the phone keeps what is not kept here, and sends it again
READING = 60  # seconds in which somebody takes the next part of a long answer
WITHOUT_BODY = (204, 304)
PLAIN = ("Content-Type", "text/plain; charset=utf-8")
SEEN = "stillpoint.seen"
"""Under this name the environment holds a dict, in which the app may say as "view" who answers."""


class Gateway:
    """wsgi_app: what answers. threads: how many it runs in at once. proxies: how many stand in front, at which addresses.

    at_once(environ): whether the answer lies ready, so that it needs no thread. limit(path): bytes that a body may have
    there. headers(scheme): the headers of what is answered here, a list of (name, value). watch(view, method, status, seconds):
    called after each answer, with "ready" as the view of what lay ready and "none" where there was none.
    """

    def __init__(self, wsgi_app, threads, proxies=0, addresses=(), *, at_once, limit, headers, rules=None, watch=None):
        self.wsgi_app, self.threads, self.proxies = wsgi_app, threads, proxies
        self.at_once, self.limit, self.headers = at_once, limit, headers
        self.believed = Believed(addresses if proxies else ())
        self.bodies = Bodies(rules)
        self.turns = Turns(threads, max(1, threads - RESERVED), WAITING)
        self.pool = ThreadPoolExecutor(threads, "request")
        self.watch = watch

    async def __rsgi__(self, scope, proto):
        if self.watch is None:
            await self._handle(scope, proto)
            return
        began, view, status = time.monotonic(), None, 500
        try:
            view, status = await self._handle(scope, proto)
        finally:
            self.watch(view or "none", scope.method, status, time.monotonic() - began)

    async def _handle(self, scope, proto):
        """Answer; (the view that did it, or None; the status)."""
        if scope.method in ("GET", "HEAD"):
            brief = brief_environ_of(scope)
            self.believed.strip(brief)
            if self.at_once(brief):
                return "ready", send_ready(proto, self.wsgi_app, brief)
        environ = environ_of(scope)
        self.believed.strip(environ)
        environ[SEEN] = seen = {}
        network = network_of(environ, self.proxies)
        try:
            if has_body(environ):
                await self._read(environ, proto, network)
            status = await self._answer(environ, proto, network)
        except TooSlow:
            text = "That took too long to arrive. Please try again."
            status = self._refuse(proto, environ, 408, text, [("Connection", "close"), ("Retry-After", "5")])
        except (TooMuch, Crowded):
            text = "Too much comes at once. What you did is kept on your phone; please try again in a moment."
            status = self._refuse(proto, environ, 503, text, [("Retry-After", "5")])
        return seen.get("view"), status

    def __rsgi_del__(self, _loop):
        self.pool.shutdown(wait=False, cancel_futures=True)

    async def _read(self, environ, proto, network):
        said = environ.get("CONTENT_LENGTH", "")
        length = int(said) if said.isdecimal() else None
        body = await self.bodies.read(aiter(proto), network, length, self.limit(environ["PATH_INFO"]))
        environ["wsgi.input"] = io.BytesIO(body)
        environ["CONTENT_LENGTH"] = str(max(len(body), length or 0))

    async def _answer(self, environ, proto, network):
        context = contextvars.copy_context()
        timeout = TIMEOUTS.get(environ["REQUEST_METHOD"], CHANGE_TIMEOUT)
        status, headers, body = await self._in_turn(network, context, run, self.wsgi_app, environ, timeout=timeout)
        if isinstance(body, bytes):
            proto.response_bytes(status, headers, body)
            return status
        try:
            out = proto.response_stream(status, headers)
            while (part := await self._in_turn(network, context, next, body, None, is_let_in=True)) is not None:
                await asyncio.wait_for(out.send_bytes(part), READING)
        finally:
            await self._in_turn(network, context, body.close, is_let_in=True)
        return status

    async def _in_turn(self, network, context, work, *arguments, is_let_in=False, timeout=None):
        await self.turns.take(network, is_let_in, timeout)
        try:
            return await asyncio.get_running_loop().run_in_executor(self.pool, context.run, work, *arguments)
        finally:
            self.turns.give(network)

    def _refuse(self, proto, environ, status, text, more):
        proto.response_bytes(status, [PLAIN, *more, *self.headers(environ["wsgi.url_scheme"])], text.encode())
        return status


def send_ready(proto, wsgi_app, environ):
    """Send an answer that lies ready; made short, because most requests are for one."""
    started = []
    body = b"".join(wsgi_app(environ, lambda status, headers, _info=None: started.append((status, headers))))
    status, headers = started[-1]
    proto.response_bytes(int(status[:3]), headers, body)
    return int(status[:3])


def run(wsgi_app, environ):
    """(status, headers, body) of what a WSGI app answers; the body is bytes, or an iterator to close where its length is not known."""
    started = []
    answer = wsgi_app(environ, lambda status, headers, _info=None: started.append((int(status[:3]), headers)))
    parts = Parts(answer)
    first = next(parts, b"")  # a generator has called start_response by then
    status, headers = started[-1]
    known = isinstance(answer, list) or any(name.lower() == "content-length" for name, _ in headers)
    if known or status in WITHOUT_BODY or environ["REQUEST_METHOD"] == "HEAD":
        try:
            return status, headers, first + b"".join(parts)
        finally:
            parts.close()
    parts.first = first
    return status, headers, parts


def has_body(environ):
    """Whether a request may bring a body. In HTTP/2 none of its headers has to say so."""
    is_said = environ.get("CONTENT_LENGTH", "0") != "0" or "HTTP_TRANSFER_ENCODING" in environ
    return is_said or (environ["SERVER_PROTOCOL"] == "HTTP/2" and environ["REQUEST_METHOD"] not in ("GET", "HEAD"))


class Parts:
    """The parts of an answer, of which the first may have been looked at."""

    def __init__(self, answer):
        self.answer, self.rest = answer, iter(answer)
        self.first: bytes | None = None

    def __iter__(self):
        return self

    def __next__(self):
        if self.first is None:
            return next(self.rest)
        first, self.first = self.first, None
        return first

    def close(self):
        if hasattr(self.answer, "close"):
            self.answer.close()
