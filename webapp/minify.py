"""Leaves out of scripts and styles what only their readers need: comments, white space, long local names.

The work is done by a library written in Go, whose runtime does not survive a fork: a process that was forked off may not
ask for anything new.
"""

import os
from functools import lru_cache

import minify

HOME = os.getpid()


class UnreadableSource(ValueError):
    """A script or a style sheet that does not parse; the message names the file and says where."""


def css(text, name="a style sheet"):
    """The style sheet `text`, meaning the same in fewer bytes. name: what an UnreadableSource calls it."""
    return _shorter("text/css", text, name)


def javascript(text, name="a script"):
    """The module `text`, meaning the same in fewer bytes; what it exports, imports and declares keeps its name.

    name: what an UnreadableSource calls it.
    """
    return _shorter("application/javascript", text, name)


@lru_cache(maxsize=256)
def _shorter(kind, text, name):
    if os.getpid() != HOME:
        raise RuntimeError(f"{name} cannot be made smaller after a fork: make it so while the app is built")
    try:
        return minify.string(kind, text)
    except minify.MinifyError as error:
        raise UnreadableSource(f"{name}: {error}") from None
