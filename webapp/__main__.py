"""`python -m webapp` serves the product."""

import argparse
import sys
from pathlib import Path

from webapp import serve
from webapp.catalogue import CatalogueError
from webapp.config import StartProblem

parser = argparse.ArgumentParser(prog="python -m webapp", description=__doc__)
parser.add_argument("--host", default="127.0.0.1", help="the interface to listen on")
parser.add_argument("--port", type=int, default=8000)
parser.add_argument("--certificate", type=Path, help="a PEM file, for HTTPS and HTTP/2")
parser.add_argument("--key", type=Path, help="the certificate's key, a PEM file")

if __name__ == "__main__":
    options = parser.parse_args()
    if bool(options.certificate) != bool(options.key):
        parser.error("--certificate and --key go together")
    try:
        serve.serve(options.host, options.port, options.certificate, options.key)
    except CatalogueError as error:
        sys.exit(f"The catalogue is broken. {error}")
    except StartProblem as problem:
        sys.exit(str(problem))
