"""`python -m webapp` serves the product."""

import argparse

from webapp import create_app

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    create_app().run(host=options.host, port=options.port)
