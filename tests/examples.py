"""What several tests send: one good example of each thing, to be changed in one place."""

import uuid


def practice_session(**changes):
    """A practice session as the player hands it over."""
    return {
        "id": str(uuid.uuid4()),
        "kind": "points",
        "key": "BL23",
        "started_at": "2026-05-04T21:10:00+02:00",
        "finished_at": "2026-05-04T21:14:30+02:00",
        "seconds_pressed": 240,
        "steps_done": 4,
        "steps_total": 4,
        "before": 6,
        "after": 3,
        "note": "",
        "steps": [{"point": "BL23", "side": "left", "seconds": 120}, {"point": "BL23", "side": "right", "seconds": 120}],
    } | changes


def listed(client):
    """The practice sessions of a client as the server lists them."""
    return client.get("/history.json").json


def listed_ids(client):
    """Their ids as numbers, in the same order."""
    return [uuid.UUID(one["id"]).int for one in listed(client)]
