"""`python -m tools.build` brings the scripts and styles in `build/static` up to date."""

import subprocess
import sys

from tools import build

try:
    build.build()
except subprocess.CalledProcessError as failure:
    sys.exit(failure.returncode)
