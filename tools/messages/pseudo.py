"""A language that nobody speaks: each message longer, with other letters, in brackets, so that what was not translated can be seen."""

import re

from babel.messages import Catalog

KEPT = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}|<[^>]+>|&\w+;|<!--.*?-->")
"""Places, markup and entities, which stay as they are."""
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àƀćđéƒğĥíĵķļɱñöþɋřšţûṽŵẋýžÀƁĆĐÉƑĞĤÍĴĶĻṀÑÖÞɊŘŠŢÛṼŴẊÝŽ",
)
LONGER = 0.3


def pseudo(message):
    """A message as that language has it, a third longer."""
    parts = re.split(f"({KEPT.pattern})", message)
    changed = "".join(part if KEPT.fullmatch(part) else part.translate(LETTERS) for part in parts)
    return f"[{changed}{'·' * max(1, round(LONGER * len(message)))}]"


def pseudo_catalog(messages, language):
    """The Catalog of a language (whose plurals and direction hold) with every message changed so."""
    made = Catalog(locale=language, charset="utf-8")
    for message in messages:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = tuple(pseudo(one) for one in ids)
        made.add(message.id, strings if len(strings) > 1 else strings[0])
    return made
