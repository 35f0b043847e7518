"""Runs what the server awaits, in a thread of its own: the stories of browsers leave a loop running in theirs."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def run(story):
    """What a coroutine returns or raises."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, story).result()
