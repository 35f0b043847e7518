"""How long a dose takes."""

import pytest

from webapp.catalogue.doses import Dose
from webapp.catalogue.limits import SWITCH_SECONDS


@pytest.mark.parametrize(
    ("dose", "side", "switch", "whole"),
    [
        (Dose(10, 1, 0, "one-then-other"), 10, SWITCH_SECONDS, 10 + SWITCH_SECONDS + 10),
        (Dose(6, 3, 4, "one-then-other"), 18, 4, 2 * (18 + 8) + 4),
        (Dose(60, 2, 15, "one-then-other"), 120, 15, 2 * (120 + 15) + 15),
        (Dose(60, 2, 15, "both-together"), 120, 0, 135),
        (Dose(20, 3, 5, "midline"), 60, 0, 70),
        (Dose(45, 1, 0, "midline"), 45, 0, 45),
    ],
)
def test_a_point_takes_its_holds_its_rests_and_the_change_of_sides(dose, side, switch, whole):
    """Changing sides takes the rest of the dose, and a time of its own where it has none."""
    assert (dose.side_seconds, dose.switch_seconds, dose.practice_seconds) == (side, switch, whole)
    assert dose.paired is (switch > 0)


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        (Dose(10, 1, 0, "one-then-other"), "10 s a side"),
        (Dose(60, 2, 15, "both-together"), "2 × 1 min"),
        (Dose(6, 3, 4, "one-then-other"), "3 × 6 s a side"),
    ],
)
def test_a_dose_is_told_as_a_person_would(dose, said):
    assert dose.text == said


def test_a_dose_that_says_no_more_is_our_own_timing():
    assert Dose(10, 1, 0, "midline").basis == "default"
