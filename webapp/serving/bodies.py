"""Reads what is sent to the server before anything waits for it: with a deadline, a rate, and an end to what is held."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from time import monotonic


class TooSlow(Exception):
    """The body did not come in time, or ended before its time."""


class TooMuch(Exception):
    """More bodies are coming in than are held at once, from one network or from all."""


@dataclass(frozen=True)
class Rules:
    """pause: seconds without a byte. start: seconds after which bytes_per_second counts. longest: seconds for a whole body.

    at_once, held: how many bodies of one network come in at once, and bytes of them; all: bytes of everybody's.
    discarded: bytes that are still taken of a body that is too long, because most programs listen only when they have sent it.
    """

    pause: float = 15
    start: float = 15
    bytes_per_second: int = 2048
    longest: float = 300
    at_once: int = 32
    held: int = 24 * 2**20
    all: int = 96 * 2**20
    discarded: int = 32 * 2**20

    def seconds_for(self, size):
        """How long a body of `size` bytes may take at most."""
        return min(self.longest, self.start + size / self.bytes_per_second)


class Bodies:
    """What is coming in just now. Belongs to one event loop."""

    def __init__(self, rules=None):
        self.rules = rules or Rules()
        self.coming, self.held = Counter(), Counter()

    async def read(self, chunks, network, length, limit):
        """The whole body as bytes; of one that is longer than `limit` its beginning, one byte more than that.

        chunks: an asynchronous iterator of its parts. length: bytes it is said to have, or None. Raises TooSlow, TooMuch.
        """
        if self.coming[network] >= self.rules.at_once:
            raise TooMuch
        self.coming[network] += 1
        parts, size, held = [], 0, 0
        try:
            began = monotonic()
            while size <= self.rules.discarded:
                chunk = await self._next(chunks, began, size + 1 if length is None else length)
                if chunk is None:
                    break
                size += len(chunk)
                if held <= limit:
                    parts.append(chunk)
                    held += len(chunk)
                    self._hold(network, len(chunk))
            if length is not None and size < min(length, self.rules.discarded):
                raise TooSlow
            return b"".join(parts)[: limit + 1]
        finally:
            self._hold_less(self.coming, network, 1)
            self._hold_less(self.held, network, held)

    async def _next(self, chunks, began, size):
        """The next part, or None at the end."""
        left = began + self.rules.seconds_for(size) - monotonic()
        if left <= 0:
            raise TooSlow
        try:
            return await asyncio.wait_for(anext(chunks), min(self.rules.pause, left))
        except StopAsyncIteration:
            return None
        except TimeoutError:
            raise TooSlow from None

    def _hold(self, network, size):
        self.held[network] += size
        if self.held[network] > self.rules.held or self.held.total() > self.rules.all:
            raise TooMuch

    @staticmethod
    def _hold_less(counter, network, size):
        counter[network] -= size
        if counter[network] <= 0:
            del counter[network]
