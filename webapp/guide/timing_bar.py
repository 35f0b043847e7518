"""Time drawn to scale: a bar of pieces whose lengths are true to their seconds.

A piece is (kind, start, length, name); start and length are percent of the bar's width. Kinds: "hold"
(pressing), "rest" (pausing, changing sides), "other" (every second posture of a routine, told apart by tone).
"""

GAP = 1.2
"""Percent of the bar left free between two pieces."""
LETTER = 2.2
"""Percent of the bar that one letter of a name takes on a phone, 342 CSS px wide at 13 px."""


def to_scale(spans):
    """Pieces from (kind, seconds, name) in order. A name that has no room before the next one is left out."""
    spans = [span for span in spans if span[1]]
    room = 100 - GAP * (len(spans) - 1)
    total = sum(seconds for _, seconds, _ in spans)
    pieces, start = [], 0.0
    for kind, seconds, name in spans:
        length = room * seconds / total
        pieces.append((kind, start, length, name if length >= LETTER * len(name) else ""))
        start += length + GAP
    return pieces


def of_dose(dose):
    """The bar of one point: holds, rests between them, the change of sides, the other side."""
    side = [("hold", dose.seconds, "")]
    for _ in range(dose.holds - 1):
        side += [("rest", dose.rest, ""), ("hold", dose.seconds, "")]
    if dose.paired:
        side += [("rest", dose.switch_seconds, ""), *side]
    return to_scale(side)


def of_routine(routine):
    """The bar of a routine: its stretches of one posture, named."""
    return to_scale(
        [("other" if place % 2 else "hold", stretch.seconds, stretch.posture) for place, stretch in enumerate(routine.stretches)]
    )
