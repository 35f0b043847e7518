"""Spellings that are not American. This file is the one in which they may stand."""

import re

BRITISH = re.compile(r"\bcolour|favourit|\bcentre\b|\bgrey\b|organis[ei]", re.IGNORECASE)
"""What no file of the project holds."""

BRITISH_TEXT = re.compile(
    r"\b(?:centre[sd]?|labour|behaviour|tumours?|(?:lymph)?oedema|towards|(?:real|minim|recogn)ise|practise[ds]?|labelled|metres?)\b",
    re.IGNORECASE,
)
"""What no text holds that a person reads; a name, or a word that they may type into the search, can."""
