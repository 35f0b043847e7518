"""Who gets a place next when many wait."""

import asyncio

import pytest

from tests.serving.running import run
from webapp.serving.turns import Crowded, Turns


async def waiting(turns, network, order):
    """Let somebody of a network wait for a place, and note in `order` when they get it."""

    async def wait():
        await turns.take(network)
        order.append(network)

    task = asyncio.ensure_future(wait())
    await asyncio.sleep(0)
    return task


def test_a_free_place_is_had_at_once_and_no_network_has_all():
    async def story():
        turns, order = Turns(places=3, maximum=2, waiting=9), []
        for network in ("a", "a", "a", "b"):
            await waiting(turns, network, order)
        assert order == ["a", "a", "b"]
        turns.give("a")
        await asyncio.sleep(0)
        assert order == ["a", "a", "b", "a"]

    run(story())


def test_those_who_wait_are_served_network_by_network():
    async def story():
        turns, order = Turns(places=1, maximum=1, waiting=9), []
        tasks = [await waiting(turns, network, order) for network in "aaaabbc"]
        for _ in tasks:
            turns.give(order[-1])
            await asyncio.sleep(0)
        assert "".join(order) == "aabcaba"
        assert not turns.queues and not turns.taken and turns.free == 1

    run(story())


def test_too_many_of_one_network_are_not_let_in_and_others_are():
    async def story():
        turns, order = Turns(places=1, maximum=1, waiting=2), []
        for _ in range(3):
            await waiting(turns, "a", order)
        with pytest.raises(Crowded):
            await turns.take("a")
        await waiting(turns, "b", order)
        turns.give("a")
        turns.taken["a"] and turns.give("a")
        await asyncio.sleep(0)
        assert "b" in order

    run(story())


def test_an_answer_that_goes_on_is_not_turned_away_for_its_next_part():
    async def story():
        turns, order = Turns(places=1, maximum=1, waiting=1), []
        for _ in range(2):
            await waiting(turns, "a", order)
        going_on = asyncio.ensure_future(turns.take("a", is_let_in=True))
        await asyncio.sleep(0)
        for _ in range(2):
            turns.give("a")
        await going_on

    run(story())


def test_who_goes_while_waiting_takes_no_place_with_them():
    async def story():
        turns, order = Turns(places=1, maximum=1, waiting=9), []
        await turns.take("a")
        gone, handed = await waiting(turns, "b", order), await waiting(turns, "c", order)
        gone.cancel()
        await asyncio.sleep(0)
        turns.give("a")
        handed.cancel()  # in the moment in which the place was handed over
        await asyncio.sleep(0)
        await waiting(turns, "d", order)
        assert order == ["d"]

    run(story())


def test_who_has_waited_long_enough_is_told_and_the_place_goes_to_the_next():
    async def story():
        turns, order = Turns(places=1, maximum=1, waiting=9), []
        await turns.take("a")
        with pytest.raises(Crowded):
            await turns.take("b", timeout=0)
        await waiting(turns, "c", order)
        turns.give("a")
        await asyncio.sleep(0)
        assert order == ["c"]

    run(story())
