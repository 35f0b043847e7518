"""`python -m webapp.metrics_port HOST PORT PRODUCT [DATABASE]` shows the figures of `webapp.metrics` at `/metrics`, until its input ends.

A process of its own: what it does waits for no worker, and no worker is forked off from its threads.
"""

import ssl
import sys
import urllib.error
import urllib.request
from pathlib import Path

TIMEOUT = 5  # seconds in which the product says whether it can keep something


class State:
    """What is looked up when somebody asks. product: its address; files: those of an SQLite database."""

    def __init__(self, product, files):
        self.product, self.files = product, files

    def collect(self):
        from prometheus_client.core import GaugeMetricFamily

        ready = GaugeMetricFamily("stillpoint_database_ready", "1 when a change can be kept right now")
        ready.add_metric([], float(self.is_ready()))
        yield ready
        if self.files:
            size = GaugeMetricFamily("stillpoint_database_bytes", "Size of the database's files")
            size.add_metric([], sum(file.stat().st_size for file in self.files if file.exists()))
            yield size

    def is_ready(self):
        # Its own address: a certificate is made out to another name.
        unchecked = ssl.create_default_context()
        unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
        try:
            with urllib.request.urlopen(f"{self.product}/readyz", timeout=TIMEOUT, context=unchecked) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False


def main():
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    host, port, product, *database = sys.argv[1:]
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(State(product, [Path(name + end) for name in database for end in ("", "-wal")]))
    try:
        start_http_server(int(port), host, registry)
    except OSError as error:
        sys.exit(f"METRICS: {host}:{port} cannot be had: {error.strerror}.")
    sys.stdin.read()


if __name__ == "__main__":
    main()
