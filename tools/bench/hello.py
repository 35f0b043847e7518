"""The bare Flask application that a region's page is measured against, served as the product is."""

import sys

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from webapp.serve import THREADS, WORKERS

app = Flask(__name__)


@app.get("/")
def hello():
    return "hello"


@app.get("/healthz")
def health():
    return "well"


if __name__ == "__main__":
    Granian(
        "tools.bench.hello:app",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
    ).serve()
