"""Times as phones write them, and phones whose clock is wrong."""

import datetime

import pytest

from webapp.person import timestamps


@pytest.mark.parametrize(
    "text",
    ["2026-05-04T21:10:00+02:00", "2026-05-04T19:10:00Z", "2026-05-04t19:10:00.000z", "2026-05-05T00:40:00.0+05:30"],
)
def test_every_way_to_write_a_moment_means_the_same_moment(text):
    assert timestamps.parse(text) == datetime.datetime(2026, 5, 4, 19, 10, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-05-04", "2026-05-04T21:10:00", "2026-05-04T21:10+02:00", "2026-13-04T21:10:00Z",
     "2026-02-30T21:10:00Z", "2026-05-04T25:10:00Z", "2026-05-04T21:10:00+24:00", "0001-01-01T00:00:00+10:00",
     "9999-12-31T23:59:59-10:00", "0000-01-01T00:00:00Z", "٢٠٢٦-05-04T21:10:00Z", "2026-05-04T21:10:00Z\n",
     1777921800, None, [], {}],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError):
        timestamps.parse(text)


@pytest.fixture
def arrived(monkeypatch):
    moment = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr(timestamps, "now", lambda: moment)
    return moment


def test_a_change_that_says_nothing_was_made_when_it_arrived(arrived):
    assert timestamps.changed_at({}) == arrived


@pytest.mark.parametrize("year", [1970, 2025, 2026, 2027, 2100])
def test_a_change_is_as_old_as_the_phone_says_whatever_its_clock_says(arrived, year):
    headers = {"X-Changed-At": f"{year}-03-01T08:00:00Z", "X-Sent-At": f"{year}-03-01T11:00:00Z"}
    assert timestamps.changed_at(headers) == arrived - datetime.timedelta(hours=3)


def test_no_change_comes_from_the_future(arrived):
    headers = {"X-Changed-At": "2027-01-01T00:00:00Z", "X-Sent-At": "2026-01-01T00:00:00Z"}
    assert timestamps.changed_at(headers) == arrived
    assert timestamps.changed_at({"X-Changed-At": "2027-01-01T00:00:00Z"}) == arrived


@pytest.mark.parametrize("text", ["0001-01-01T20:00:00Z", "9999-12-31T20:00:00+14:00", "9999-12-31T01:00:00Z"])
def test_a_moment_that_some_place_on_earth_cannot_write_is_refused(text):
    with pytest.raises(ValueError):
        timestamps.parse(text)


def test_a_change_older_than_the_calendar_is_refused(arrived):
    with pytest.raises(ValueError):
        timestamps.changed_at({"X-Changed-At": "0001-02-01T00:00:00Z", "X-Sent-At": "9999-11-30T23:59:59Z"})
