"""Figures for whoever watches over the product: how many, how long, how often. Off unless METRICS names an address.

Each worker counts into a file of its own (the package prometheus-client does that), and one process beside them adds the
files up for who asks. What is counted has the names of views and of errors: no address, no id and no word of a person.
"""

import atexit
import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile

from flask import request

from webapp.config import StartProblem
from webapp.person import timestamps
from webapp.serving.gateway import SEEN

METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
ON_PHONE = (1, 5, 30, 300, 3600, 86_400, 604_800)


class Nothing:
    """Counts nothing."""

    def answered(self, view, method, status, seconds):
        """A request was answered by a view (its name, "ready" for what lay ready, "none" for no view)."""

    def write_waited(self, seconds):
        """A change has got, or given up, its turn to write."""

    def change_arrived(self, seconds):
        """A phone sent something that it had kept for so long."""

    def repeat_arrived(self):
        """A phone sent a practice session that was known: its outbox had got no answer the time before."""

    def pack_ready(self, seconds, is_new):
        """What phones take home was made, or read from an earlier start."""

    def database_failed(self, kind):
        """A request met a database that did not answer. kind: the name of the error's class."""


class Metrics(Nothing):
    """Counts by prometheus-client. folder: where the processes keep their files."""

    def __init__(self, folder):
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder  # has to be there before the package is imported
        from prometheus_client import CollectorRegistry, Counter, Histogram

        to = {"namespace": "stillpoint", "registry": CollectorRegistry()}
        self.requests = Counter("requests_total", "Requests answered", ["view", "method", "status"], **to)
        self.seconds = Histogram("request_seconds", "From a request to the end of its answer", ["view"], buckets=SECONDS, **to)
        self.waits = Histogram("write_wait_seconds", "Waiting for the turn to write", buckets=SECONDS, **to)
        self.delays = Histogram("outbox_delay_seconds", "From a change on a phone to its sending", buckets=ON_PHONE, **to)
        self.repeats = Counter("outbox_repeats_total", "Practice sessions that a phone sent again", **to)
        self.packs = Counter("pack_builds_total", "Packs for phones", ["made"], **to)
        self.pack_seconds = Histogram("pack_seconds", "Making or reading the pack", buckets=SECONDS, **to)
        self.failures = Counter("database_errors_total", "Requests that met a database which did not answer", ["kind"], **to)

    def answered(self, view, method, status, seconds):
        self.requests.labels(view, method if method in METHODS else "other", status).inc()
        self.seconds.labels(view).observe(seconds)

    def write_waited(self, seconds):
        self.waits.observe(seconds)

    def change_arrived(self, seconds):
        self.delays.observe(max(0, seconds))

    def repeat_arrived(self):
        self.repeats.inc()

    def pack_ready(self, seconds, is_new):
        self.packs.labels("anew" if is_new else "kept").inc()
        self.pack_seconds.observe(seconds)

    def database_failed(self, kind):
        self.failures.labels(kind).inc()


def init_app(app):
    """Count nothing, until `start` is called."""
    app.extensions["metrics"] = Nothing()

    @app.after_request
    def look(response):
        request.environ.get(SEEN, {})["view"] = request.endpoint
        look_at_outbox(app.extensions["metrics"], response)
        return response


def look_at_outbox(counts, response):
    """Count what the outbox of a phone has sent late, or sent again."""
    with contextlib.suppress(KeyError, ValueError):  # no outbox, or one that is answered elsewhere
        sent, made = (timestamps.parse(request.headers[name]) for name in ("X-Sent-At", "X-Changed-At"))
        counts.change_arrived((sent - made).total_seconds())
    if request.endpoint == "history.record" and response.status_code == 200:
        counts.repeat_arrived()


def start(app, product):
    """Count from now on, and show the figures where METRICS says, until this process and its workers have ended.

    product: the address of the product, such as "http://127.0.0.1:8000". Call it before workers are forked off. Raises StartProblem.
    """
    wanted = app.config["METRICS"]
    if not wanted:
        return
    host, _, port = wanted.rpartition(":")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise StartProblem("METRICS is an address such as 127.0.0.1:9464, or a port.")
    if importlib.util.find_spec("prometheus_client") is None:
        raise StartProblem("METRICS needs a package that is missing: pip install --require-hashes -r requirements/metrics.lock")
    folder = tempfile.mkdtemp(prefix="stillpoint-metrics-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    app.extensions["metrics"] = Metrics(folder)
    command = [sys.executable, "-m", "webapp.metrics_port", host.strip("[]") or "127.0.0.1", port, product]
    database = app.config["SQLALCHEMY_DATABASE_URI"]
    if database.startswith("sqlite:///"):
        command.append(database.removeprefix("sqlite:///"))
    # It ends when its standard input does: when no process of ours holds the other end any more.
    shown = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    atexit.register(shown.terminate)
