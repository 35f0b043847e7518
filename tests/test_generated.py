"""No request that can be made breaks the server, spoils what somebody keeps, or goes without our headers."""

import pytest

from tests.generated import send


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_can_be_sent_breaks_anything(app, seed, record_property):
    statuses, wrong = send(app, 500, seed)
    assert not wrong
    assert {200, 204, 404, 405, 422} <= set(statuses), "what is right is sent, too"
    record_property("requests", sum(statuses.values()))
