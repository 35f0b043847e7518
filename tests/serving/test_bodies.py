"""Bodies that come slowly, in pieces, too large, or never."""

import asyncio

import pytest

from tests.serving.running import run
from webapp.serving import bodies
from webapp.serving.bodies import Bodies, Rules, TooMuch, TooSlow


async def coming(*parts, then=None):
    """The parts of a body; `then`: an event that never comes, or None for the end."""
    for part in parts:
        yield part
    if then:
        await then.wait()


def read(parts, rules=None, length=None, limit=100):
    async def story():
        reader = Bodies(rules)
        try:
            return await reader.read(parts(), "a", length, limit)
        finally:
            assert not reader.held and not reader.coming

    return run(story())


def test_a_body_is_put_together_of_its_parts():
    assert read(lambda: coming(b"ab", b"", b"c"), length=3) == b"abc"
    assert read(lambda: coming(b"ab", b"c")) == b"abc"
    assert read(lambda: coming(), length=0) == b""


def test_of_one_that_is_too_long_no_more_is_taken_than_shows_it():
    assert read(lambda: coming(*[b"x" * 60] * 9), limit=100) == b"x" * 101


def test_one_that_says_it_is_longer_than_it_is_did_not_come():
    with pytest.raises(TooSlow):
        read(lambda: coming(b"abc"), length=4)


def test_a_body_that_stops_coming_is_waited_for_no_longer_than_the_pause():
    with pytest.raises(TooSlow):
        read(lambda: coming(b"abc", then=asyncio.Event()), Rules(pause=0.01), length=4)


def test_a_body_that_drips_is_waited_for_no_longer_than_its_size_needs(monkeypatch):
    now = iter(range(0, 1000, 5))
    monkeypatch.setattr(bodies, "monotonic", lambda: next(now))
    taken = []

    async def drops():
        while True:
            taken.append(1)
            yield b"x"

    with pytest.raises(TooSlow):
        read(drops, Rules(start=15, bytes_per_second=10), length=100)
    assert len(taken) == 4, "15 seconds and 10 more for 100 bytes, a byte in five"


def test_however_large_it_is_there_is_an_end():
    assert Rules(start=15, bytes_per_second=2048, longest=300).seconds_for(2048) == 16
    assert Rules(longest=300).seconds_for(10**9) == 300


def test_one_network_sends_so_many_at_once_and_no_more_while_others_do():
    async def story():
        reader, never = Bodies(Rules(at_once=2)), asyncio.Event()
        tasks = [asyncio.ensure_future(reader.read(coming(b"x", then=never), "a", 9, 100)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(TooMuch):
            await reader.read(coming(b"x"), "a", 1, 100)
        assert await reader.read(coming(b"x"), "b", 1, 100) == b"x"
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert await reader.read(coming(b"x"), "a", 1, 100) == b"x"

    run(story())


@pytest.mark.parametrize("rules", [Rules(held=150), Rules(all=150)])
def test_only_so_many_bytes_are_held(rules):
    with pytest.raises(TooMuch):
        read(lambda: coming(*[b"x" * 50] * 4), rules, limit=1000)
