"""A screen that nobody looks at, for the engine that needs one."""

import atexit
import os
import subprocess
from functools import cache

SIZE = "1920x1600x24"


@cache
def display():
    """The name of an X display of our own, as `DISPLAY` wants it; it lasts as long as this process."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[writer],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    atexit.register(server.terminate)
    with os.fdopen(reader) as told:
        number = told.readline().strip()
    if not number:
        raise RuntimeError("Xvfb did not start")
    return f":{number}"
