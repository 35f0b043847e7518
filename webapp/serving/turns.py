"""Who gets one of a few places next, when many wait: the networks take turns, and none takes all of them."""

import asyncio
from collections import Counter, deque


class Crowded(Exception):
    """A network waits for so many places already that this one is not even let in, or it has waited long enough."""


class Turns:
    """places: how many there are. most: how many of them one network has at once. waiting: how many more it may wait for.

    Belongs to one event loop.
    """

    def __init__(self, places, maximum, waiting):
        self.free, self.maximum, self.waiting = places, maximum, waiting
        self.taken = Counter()
        self.queues = {}

    async def take(self, network, is_let_in=False, timeout=None):
        """Wait for a place; who took one gives it back. Raises Crowded, after `timeout` seconds at the latest, but not for
        what was let in before and goes on."""
        if self.free and self.taken[network] < self.maximum and network not in self.queues:
            self._hand(network)
            return
        queue = self.queues.setdefault(network, deque())
        if len(queue) >= self.waiting and not is_let_in:
            raise Crowded
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            async with asyncio.timeout(timeout):
                await turn
        except TimeoutError:
            self._hand_on(turn, network)
            raise Crowded from None
        except asyncio.CancelledError:
            self._hand_on(turn, network)
            raise

    def _hand_on(self, turn, network):
        """Give back the place of somebody who does not want it any more, where they got it in the same moment."""
        if turn.done() and not turn.cancelled():
            self.give(network)

    def give(self, network):
        """Give a place back; the next one gets it."""
        self.free += 1
        self.taken[network] -= 1
        if not self.taken[network]:
            del self.taken[network]
        while self.free and self._serve_one():
            pass

    def _serve_one(self):
        for network in list(self.queues):
            queue = self.queues[network]
            while queue and queue[0].done():  # who waited has gone
                queue.popleft()
            if queue and self.taken[network] >= self.maximum:
                continue
            # Whoever was served stands behind the others.
            del self.queues[network]
            if queue:
                turn = queue.popleft()
                if queue:
                    self.queues[network] = queue
                self._hand(network)
                turn.set_result(None)
                return True
        return False

    def _hand(self, network):
        self.free -= 1
        self.taken[network] += 1
