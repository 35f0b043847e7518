"""The proxies that stand before the product in `test_proxies.py`.

`python tests/proxies.py` installs them by Debian's packages where the whole proof runs; elsewhere nobody wants a web server
that starts by itself, and the tests of one that is missing are skipped.
"""

import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.browsers import install_from_debian
from tests.browser.chromium import is_root

PACKAGES = {"nginx": "nginx-light", "caddy": "caddy"}
"""Program -> Debian's package."""


def main():
    wanted = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    if wanted and "CI" in os.environ and is_root() and shutil.which("apt-get"):
        install_from_debian(wanted)


if __name__ == "__main__":
    main()
