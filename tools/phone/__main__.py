"""`python -m tools.phone` serves the product over HTTPS to phones in the same network, and shows them the way."""

import argparse
import base64
import io
import json
import signal
import socket
import subprocess
import sys

import segno

from tools.phone import certificate_guide, local_ca
from webapp import create_app, serve
from webapp.catalogue import CatalogueError
from webapp.config import instance_path

ANYWHERE = ("0.0.0.0", "::", "")

parser = argparse.ArgumentParser(prog="python -m tools.phone", description=__doc__)
parser.add_argument("--host", default="0.0.0.0", help="the interface to listen on")
parser.add_argument("--port", type=int, default=8443, help="for HTTPS; the next one shows how to trust it")


def main():
    options = parser.parse_args()
    host, port = options.host, options.port
    serve.require_free(host, port)
    serve.require_free(host, port + 1)
    folder = instance_path() / "phone"
    root = local_ca.authority(folder)
    reached = reachable(host)
    certificate, key = root.issue(names(reached))
    files = folder / "server.pem", folder / "server.key"
    for path, content in zip(files, (certificate, key), strict=True):
        local_ca.write_private(path, content)
    shown = serve.bracketed(reached)
    address, guide = f"https://{shown}:{port}/", f"http://{shown}:{port + 1}/"
    app = create_app()
    with app.app_context(), app.test_request_context("/"):
        order = {"pages": certificate_guide.pages(address, root.fingerprint), "policy": certificate_guide.policy()}
    order |= {"host": host, "port": port + 1, "certificate": base64.b64encode(root.der).decode()}
    with subprocess.Popen(
        [sys.executable, "-m", "tools.phone.certificate_guide"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as guiding:
        guiding.stdin.write(json.dumps(order) + "\n")
        guiding.stdin.flush()
        guiding.stdout.readline()
        serve.serve(host, port, *files, app=app, announce=lambda: print(invitation(address, guide, root), flush=True))


def reachable(host):
    """The address under which a phone reaches `host`. Leaves the program with a sentence when there is none."""
    if host not in ANYWHERE:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: this only asks which of our addresses would be used to go out.
            probe.connect(("198.51.100.1", 9))
            return probe.getsockname()[0]
        except OSError:
            sys.exit("This computer is in no network. Join the one that the phone is in, or say which address: make phone HOST=…")


def names(reached):
    """Everything that the server's certificate is for: the address, and this computer's names in its own network."""
    own = socket.gethostname().partition(".")[0].lower()
    return list(dict.fromkeys([reached, "127.0.0.1", "::1", "localhost", *([f"{own}.local"] if own.isascii() and own else [])]))


def invitation(address, guide, root):
    """What the terminal shows: where to point the camera, and what else there is to know."""
    drawn = io.StringIO()
    segno.make(guide, error="l", micro=False).terminal(drawn, border=2, compact=True)
    return (
        f"{drawn.getvalue()}"
        f"Point the phone's camera at the picture, or open {guide}\n"
        f"There four steps lead to Stillpoint at {address}\n"
        f"The certificate's SHA-256: {root.fingerprint}"
    )


if __name__ == "__main__":
    # Also when it is told to stop from outside, the guide goes with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        main()
    except (CatalogueError, RuntimeError) as error:
        sys.exit(str(error))
