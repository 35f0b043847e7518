"""Text that a person types, kept as it was typed: in any script, with any emoji. `static/js/lib/typed.js` is its twin.

Only what nobody means to type is refused: control characters. What turns the direction of the text around it is kept, too:
where a text stands in an element of its own it turns no other, and in a sentence of ours it is left out (`in_a_sentence`).
"""

import re
import unicodedata

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
LINES = re.compile("[\t\n\r]")
UNSEEN = ("Z", "Cc", "Cf")
"""The categories of Unicode of which a text may not consist alone ..."""
IGNORED = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U00016fe4\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""... and what is drawn as nothing in others: Unicode's Default_Ignorable_Code_Point, and three that fonts leave blank."""


def is_clean(text, lines=False):
    """Whether `text` holds no character that cannot be kept. lines: it may have several lines."""
    return not CONTROL.search(LINES.sub("", text) if lines else text)


def is_seen(text):
    """Whether somebody who looks at `text` sees anything."""
    return not all(unicodedata.category(one).startswith(UNSEEN) for one in IGNORED.sub("", text))


def in_a_sentence(text):
    """`text` as it may stand among words of ours, without what would turn their direction. `static/js/lib/messages.js` does the same."""
    return TURNING.sub("", text)


def kept(text, maximum):
    """`text` in the one spelling in which it is kept, in at most `most` characters.

    Of the two spellings of an accented letter it takes the composed one (NFC), and the typed one of the few texts that
    would become longer than they may be.
    """
    composed = unicodedata.normalize("NFC", text)
    return composed if len(composed) <= maximum else text
