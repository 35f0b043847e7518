"""What is kept of a person."""

import datetime
import uuid

from webapp.db import db, write_transaction
from webapp.person.models import PracticeSession, Profile, new_id

EAST = datetime.timezone(datetime.timedelta(hours=5, minutes=30))


def test_a_profile_is_known_by_128_random_bits():
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(bytes.fromhex(one)) == 16 for one in ids)


def test_a_practice_session_comes_back_on_the_clock_of_the_person(app):
    started = datetime.datetime(2026, 5, 4, 23, 50, 7, 250_000, tzinfo=EAST)
    with app.app_context():
        with write_transaction() as session:
            session.add(Profile(id="someone"))
            session.flush()
            session.add(
                PracticeSession(
                    id=uuid.UUID(int=7),
                    profile_id="someone",
                    kind="points",
                    key="BL23",
                    started_at=started,
                    finished_at=started + datetime.timedelta(minutes=20),
                    utc_offset=330,
                    seconds_pressed=1,
                    steps_done=1,
                    steps_total=1,
                )
            )
        kept = db.session.get(PracticeSession, ("someone", uuid.UUID(int=7)))
        assert kept.started_at == started
        assert kept.started_local.isoformat() == "2026-05-04T23:50:07.250000+05:30"
        assert kept.finished_local.isoformat() == "2026-05-05T00:10:07.250000+05:30"
        assert (kept.before, kept.after, kept.note, kept.steps) == (None, None, "", [])
