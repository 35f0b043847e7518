"""`python -m tools.bench.load URL SECONDS` asks for one address over and over on connections kept open.

Prints how many answers came per second. A process of its own, so that it takes nothing from the server's interpreter;
it only ever talks to this machine.
"""

import selectors
import socket
import sys
import time
from urllib.parse import urlsplit

CONNECTIONS = 16
REQUEST = "GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br, gzip\r\nConnection: keep-alive\r\n\r\n"


def answer_length(head):
    """The whole length in bytes of an answer that starts with `head`, or None when the head is not complete."""
    end = head.find(b"\r\n\r\n")
    if end < 0:
        return None
    lines = head[:end].lower().split(b"\r\n")
    if b" 200" not in lines[0]:
        raise SystemExit(f"unexpected answer: {lines[0].decode()}")
    body = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:"))
    return end + 4 + body


def answers_per_second(url, seconds):
    parts = urlsplit(url)
    request = REQUEST.format(path=parts.path or "/").encode()
    waiting = selectors.DefaultSelector()
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", parts.port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        waiting.register(connection, selectors.EVENT_READ, bytearray())
        connection.sendall(request)
    answers, began = 0, time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        for key, _ in waiting.select(1):
            received = key.data
            received += key.fileobj.recv(1 << 16)
            length = answer_length(received)
            if length and len(received) >= length:
                answers += 1
                received.clear()
                key.fileobj.sendall(request)
    return answers / passed


if __name__ == "__main__":
    print(answers_per_second(sys.argv[1], float(sys.argv[2])))
