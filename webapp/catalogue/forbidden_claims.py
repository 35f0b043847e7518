"""Words that no text of the product may use, after the safety policy, section 6.

Promises are never made, nor is a gap told that nobody looked for. Names of diseases may stand where evidence is told, never where something is
offered.
"""

import re

PROMISES = re.compile(
    r"""\b(?:
      treats | treat\s+(?:your|the|any|back|pain) | cures? | cured | curing | heals
    | (?:get|gets|getting|got)\s+rid\s+of | detox\w* | boosts?\s+immun\w+ | immune\s+boost\w*
    | proven | doctors?\s+recommends? | relieves? | relieving | alleviates? | eliminates?
    | lasting\s+relief | pain\s+relief | guaranteed | miracle\w* | remedy | remedies
    | veins\s+in\s+our\s+entire\s+body | blocked\s+energy | energy\s+channels?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)

UNSEARCHED = re.compile(
    r"\b(?:we found no|no \w+ (?:was|were|has been) found|nobody (?:has )?(?:tested|studied)|untested|no (?:study|trial) exists)\b",
    re.IGNORECASE,
)
"""What only a search that is written down could say; ours says what is "among our sources"."""

DISEASES = re.compile(
    r"\b(?:osteo)?arthritis\b|\bmigraines?\b|\bdepression\b|\bdepressive\b|\bhypertension\b"
    r"|\bhigh blood pressure\b|\binfertility\b|\binsomnia\b|\bsciatica\b|\bdysmenorrhea\b|\basthma\b",
    re.IGNORECASE,
)


def forbidden(text, evidence=False):
    """The forbidden words in a text, as found; [] when it may be said.

    evidence: True where trials are told, so that what they were about may be named.
    """
    found = [match.group(0) for pattern in (PROMISES, UNSEARCHED) for match in pattern.finditer(text)]
    if not evidence:
        found += [match.group(0) for match in DISEASES.finditer(text)]
    return found
