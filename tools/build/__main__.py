"""`python -m tools.build` brings the scripts and styles in `build/static` up to date; `… check` lets tools look at them."""

import subprocess
import sys

from tools import build

try:
    build.check() if sys.argv[1:] == ["check"] else build.build()
except subprocess.CalledProcessError as failure:
    sys.exit(failure.returncode)
