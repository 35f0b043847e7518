"""A bad line between a browser and a server: slow, lossy, or cut at a byte that the story chooses.

It stands between as a TCP proxy of its own, because the browser's own throttling does not reach what a service worker
fetches.
"""

import asyncio
import random
import re
import socket
import struct
import threading

PACKET = 1460  # bytes
REPEAT = 0.3  # seconds until a lost packet was sent again
REQUEST = re.compile(rb"(GET|HEAD|POST|PUT|DELETE) (\S+) HTTP/1")


class SlowProxy:
    """Use it with `with`; `url` is the server's through it, or `port`.

    port: of the server on this machine. delay: seconds there and back. rate: bytes a second down, all connections
    together; None for any. loss: how likely a packet is lost; it then comes later, and everything behind it too.
    cut: a function path -> byte of the answer, headers included, at which the connection breaks, or None.
    """

    def __init__(self, port, delay=0.0, rate=None, loss=0.0, cut=lambda _path: None, seed=0):
        self.target, self.delay, self.rate, self.loss, self.cut = port, delay, rate, loss, cut
        self.chance = random.Random(seed)
        self.free_at = 0.0
        self.cuts = []

    def __enter__(self):
        started = threading.Event()
        self.loop = asyncio.new_event_loop()

        def run():
            asyncio.set_event_loop(self.loop)
            server = self.loop.run_until_complete(asyncio.start_server(self._connect, "127.0.0.1", 0))
            self.port = server.sockets[0].getsockname()[1]
            self.url = f"http://localhost:{self.port}"
            started.set()
            self.loop.run_forever()
            server.close()
            tasks = asyncio.all_tasks(self.loop)
            for task in tasks:
                task.cancel()
            self.loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
            self.loop.close()

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        started.wait()
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    async def _connect(self, reader, writer):
        """One connection of the browser, for as long as it lasts."""
        try:
            await self._carry(reader, writer)
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()

    async def _carry(self, reader, writer):
        await asyncio.sleep(self.delay)  # the greeting of TCP
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            return _break(writer)
        asked = {"path": "", "left": None}
        there = asyncio.create_task(self._there(reader, up_writer, asked))
        try:
            await self._back(up_reader, writer, asked)
        finally:
            there.cancel()
            up_writer.transport.abort()
            writer.close()

    async def _there(self, reader, writer, asked):
        """From the browser to the server, remembering what was asked for."""
        while data := await reader.read(65536):
            await asyncio.sleep(self.delay / 2)
            if found := REQUEST.match(data):
                asked["path"] = found[2].decode()
                asked["left"] = self.cut(asked["path"])
            writer.write(data)
            await writer.drain()
        writer.close()

    async def _back(self, reader, writer, asked):
        """From the server to the browser, a packet at a time, in order, each at its own moment."""
        queue = asyncio.Queue()
        sending = asyncio.create_task(self._deliver(queue, writer))
        clock = self.loop.time
        due = 0.0
        try:
            while data := await reader.read(PACKET):
                if asked["left"] is not None:
                    data, asked["left"] = data[: asked["left"]], asked["left"] - len(data)
                if self.rate:
                    self.free_at = max(self.free_at, clock()) + len(data) / self.rate
                late = REPEAT if self.chance.random() < self.loss else 0.0
                due = max(due, max(self.free_at, clock()) + self.delay / 2 + late)
                queue.put_nowait((due, data))
                if asked["left"] is not None and asked["left"] <= 0:
                    self.cuts.append(asked["path"])
                    queue.put_nowait((due, None))
                    break
            queue.put_nowait((due, b""))
            await sending
        finally:
            sending.cancel()

    async def _deliver(self, queue, writer):
        while True:
            due, data = await queue.get()
            if (wait := due - self.loop.time()) > 0:
                await asyncio.sleep(wait)
            if data is None:
                return _break(writer)
            if not data:
                return None
            writer.write(data)
            await writer.drain()


def _break(writer):
    """End a connection without a farewell, as a line does that breaks."""
    line = writer.get_extra_info("socket")
    if line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
