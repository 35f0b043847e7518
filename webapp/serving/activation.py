"""The address that systemd listens on for the product (socket activation), so that a restart refuses nobody: who comes meanwhile waits.

granian closes at once, unanswered, a connection whose request it has not read when it is told to stop. So its workers are
first kept from taking new ones, and told to stop when they have read what was sent to them.
"""

import contextlib
import os
import signal
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


def stop_accepting_when_told(number):
    """In a worker: at SIGUSR1 take the listening socket of that number away from this process; its connections go on."""
    signal.signal(signal.SIGUSR1, lambda *_: stop_accepting(number))


def stop_accepting(number):
    """Put a socket to which nobody connects in the place of a listening one, wherever this process holds it."""
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind("")  # the system chooses a name
        deaf.listen()
        deaf.setblocking(False)
        listening = os.fstat(number)
        for name in os.listdir("/proc/self/fd"):
            with contextlib.suppress(OSError):  # the one that lists the folder is gone
                if os.path.samestat(os.fstat(int(name)), listening):
                    os.dup2(deaf.fileno(), int(name))
