"""Serves the product with granian: two processes that share one address."""

import errno
import os
import signal
import socket
import sys
import time
from pathlib import Path

from webapp import create_app, logs, metrics
from webapp.serving import Gateway, activation

WORKERS = 2
THREADS = 8  # a worker's; each may wait for the database while the others answer
STOP_TIMEOUT = 2  # seconds that a worker has to finish what it is answering
HEADER_TIMEOUT = 15  # seconds in which a request, or the next one of a connection, is asked
CONNECTIONS = 4096  # a worker's; whoever opens more waits
READING_SECONDS = 0.5  # in which a worker that takes no more connections reads what was sent to it
BACKLOG = 1024  # connections that wait to be taken

_built = None
_listening = None


def load(_target=None):
    """The app for a worker: the one built before it was forked off, where the system forks."""
    if _listening is not None:
        activation.stop_accepting_when_told(_listening)
    return gateway(_built or create_app())


def gateway(app):
    """What stands between granian and the app."""
    cache = app.extensions["response cache"]
    large = {
        rule.rule: view.body_limit for rule in app.url_map.iter_rules() if hasattr(view := app.view_functions[rule.endpoint], "body_limit")
    }
    return Gateway(
        app.wsgi_app,
        THREADS,
        app.config["PROXIES"],
        app.config["PROXY_ADDRESSES"],
        at_once=cache.has,
        limit=lambda path: large.get(path, app.config["MAX_CONTENT_LENGTH"]),
        headers=lambda scheme: app.extensions["security headers"].get(scheme, []),
        watch=app.extensions["metrics"].answered if app.config["METRICS"] else None,
    )


def allow_connections():
    """Let this process and those it forks have as many connections as the system lets them."""
    try:
        import resource
    except ImportError:  # Windows has no such limit.
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + 1024 if hard == resource.RLIM_INFINITY else min(hard, CONNECTIONS + 1024)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def serve(host, port, certificate=None, key=None, app=None, announce=None):
    """Check and migrate everything once, then answer until stopped.

    certificate, key: paths of PEM files; with them HTTPS and HTTP/2. app: the product, when it is built already.
    announce: called once it answers, instead of printing where. Leaves the program with a sentence when the address
    cannot be had. Where systemd listens already, that address counts and not host and port.
    """
    global _built, _listening
    # Slow to import, and only the server needs it.
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.net import SocketHolder  # pyright: ignore[reportPrivateImportUsage]

    _listening = listening = activation.handed_over()
    if listening is None:
        require_free(host, port)
    else:
        host, port = activation.address_of(listening)
    allow_connections()
    logs.configure()
    _built = app or create_app()
    metrics.start(_built, f"{'https' if certificate else 'http'}://{nearby(host)}:{port}")
    pack_once(_built)
    keep_files(_built)
    forget_connections(_built)

    def say_where():
        scheme = "https" if certificate else "http"
        logs.say(f"Stillpoint is at {scheme}://{shown(host)}:{port}")

    class Server(Granian):  # pyright: ignore[reportGeneralTypeIssues] (granian chooses the class when it is imported)
        def _init_shared_socket(self):
            if listening is None:
                super()._init_shared_socket()
            else:
                self._sso, self._shd = None, SocketHolder(listening, False, BACKLOG)  # pyright: ignore[reportCallIssue]

        def _stop_workers(self):
            if listening is not None:
                for worker in (one.inner for one in self.wrks if one.inner.is_alive()):
                    os.kill(worker.pid, signal.SIGUSR1)
                time.sleep(READING_SECONDS)
            super()._stop_workers()

        def startup(self, *args):
            super().startup(*args)
            if answers(host, port, self.main_loop_interrupt):
                (announce or say_where)()

    Server(
        "webapp.serve:load",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        websockets=False,
        workers=WORKERS,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT * 1000),
        respawn_failed_workers=True,
        # Ctrl-C reaches the workers twice, from the terminal and from their parent, and that can leave one waiting for ever.
        workers_kill_timeout=STOP_TIMEOUT,
        ssl_cert=certificate,
        ssl_key=key,
        log_level=LogLevels.error,
        log_dictconfig=logs.configuration(),
    ).serve(target_loader=load)


def answers(host, port, stopped):
    """Wait until somebody listens on `host`:`port`. False when the event `stopped` is set before."""
    while not stopped.is_set():
        try:
            socket.create_connection((nearby(host).strip("[]"), port), timeout=1).close()
            return True
        except OSError:
            stopped.wait(0.02)
    return False


def nearby(host):
    """The name by which this machine reaches an address to listen on."""
    return "127.0.0.1" if host == "0.0.0.0" else bracketed("::1" if host == "::" else host)


def require_free(host, port):
    """Leave the program with a sentence when `host`:`port` cannot be listened on."""
    if not 0 < port < 65536:
        sys.exit(f"{port} is no port. Choose one from 1024 to 65535: make run PORT=8000")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        sys.exit(reason(error, host, port))


def reason(error, host, port):
    """Why an address cannot be had and what to do, in a sentence."""
    if getattr(error, "errno", None) == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program. Stop that one, or choose another port: "
            f"make run PORT={port + 1 if port < 65535 else 8000}"
        )
    if getattr(error, "errno", None) == errno.EACCES:
        return f"Port {port} is reserved for the system. Choose one above 1023: make run PORT=8000"
    return f"{host}:{port} is not an address of this machine: {error}"


def pack_once(app):
    """Make what phones take home before the workers are forked off, so that no request waits for it.

    Where the system forks, a process of its own makes it: the memory that takes is no worker's.
    """
    from webapp.offline import pwa

    began = time.monotonic()
    with app.app_context():
        is_new = not pwa.is_built()
        if is_new and hasattr(os, "fork"):
            forget_connections(app)
            if not (child := os.fork()):
                try:
                    pwa.build_once()
                finally:
                    os._exit(0)  # what it could not keep, the parent makes and says why it cannot
            os.waitpid(child, 0)
        pwa.build_once()
    app.extensions["metrics"].pack_ready(time.monotonic() - began, is_new)


def keep_files(app):
    """Put the files of this version where the next one, or one beside it, finds them. Without room for them it goes on."""
    from webapp.delivery import earlier

    files = {address: answer.body for address, answer in app.extensions["asset responses"].items()}
    if pack := app.extensions.get("pack"):
        files[f"/pack/{pack.version}"] = pack.bytes
    try:
        earlier.keep(Path(app.instance_path), files)
    except OSError as error:
        app.logger.warning("The files of this version cannot be kept for pages of it that are open after an update: %s", error.strerror)


def forget_connections(app):
    """Close the database of a process that forks, so that no two processes share a connection."""
    from webapp.db import db

    with app.app_context():
        db.engine.dispose()


def shown(host):
    """The name by which a person reaches an address to listen on."""
    if host in ("127.0.0.1", "0.0.0.0", "::", "::1"):
        return "localhost"
    return bracketed(host)


def bracketed(host):
    """A host as it stands in an address: an IPv6 one in brackets."""
    return f"[{host}]" if ":" in host else host
