"""The address that systemd listens on for the product (socket activation), so that a restart refuses nobody: who comes meanwhile waits."""

import os
import socket

FIRST = 3  # the number of the first socket that is handed over, see sd_listen_fds(3)


def handed_over():
    """The number of the listening socket that this process was given, or None. Those it forks are given none."""
    process, count = os.environ.pop("LISTEN_PID", ""), os.environ.pop("LISTEN_FDS", "")
    os.environ.pop("LISTEN_FDNAMES", None)
    return FIRST if process == str(os.getpid()) and count == "1" else None


def address_of(number):
    """(host, port) of a listening socket."""
    with socket.socket(fileno=os.dup(number)) as found:
        return found.getsockname()[:2]
