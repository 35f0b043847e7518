"""How hard a text is to read, as the grade of a school that it needs."""

import re

from pyphen import Pyphen

INSTRUCTIONS = 5
EVERYTHING_ELSE = 8
PARTS = Pyphen(lang="en_US")


def level(*sentences):
    """The grade of texts read one behind the other; a text without a stop ends there."""
    said = [text.strip() for text in sentences if text.strip()]
    stops = sum(max(1, len(re.findall(r"[.!?](?:\s|$)", text))) for text in said)
    words = [word for text in said for word in re.findall(r"[\w'’-]+", text)]
    syllables = sum(len(PARTS.positions(word)) + 1 for word in words)
    return round(0.39 * len(words) / stops + 11.8 * syllables / len(words) - 15.59, 1)


def hardest(levels):
    return sorted(levels.items(), key=lambda one: -one[1])[:5]
