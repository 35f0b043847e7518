"""Two phones of one person converge, whatever they do in whatever order, with a bad line and clocks two years apart.

The outbox is the real one, in two real browsers; the endpoint is the real one too, but its clock and the line between
are the story's own, so that every run of a seed is the same.
"""

import datetime
import random
import re
import uuid

import pytest

from tests.browser.phone import script
from tests.browser.test_outbox import BLOCKED
from webapp.person import timestamps

START = datetime.datetime(2026, 5, 4, 6, 0, tzinfo=datetime.UTC)
YEAR = datetime.timedelta(days=365)
KEYS = ("BL23", "LI4")
ROUNDS, STEPS = 2, 16
PERSONAL = re.compile(r"//[^/]+/(favorites|history|you|routines\.json)")
PASSED_ON = ("content-type", "x-changed-at", "x-sent-at")
QUIET = "navigator.locks.request('outbox', () => {})"
HEART = script("([key, wanted]) => import('local-state').then(({ favorites }) => favorites.set('points', key, wanted)).then(() => {})")
PRACTICE = script("(done) => import('local-state').then(({ history }) => history.add(done)).then(() => {})")
REMOVE = script("""([id, undone]) => Promise.all([import('local-state'), import('outbox')]).then(async ([{ history }, { drop }]) => {
  const entry = await history.remove(id);
  if (undone) await drop(entry);
})""")
STATE = script("""import('local-state').then(({ state }) => state()).then(({ favorites, history }) =>
  [favorites.map(({ key }) => key).sort(), history.map(({ id }) => id).sort()])""")
FLUSH = script("import('outbox').then(({ flush }) => flush())")
RENEW = script("import('local-state').then(({ renew }) => renew())")


class World:
    """The time that is right, the chance that decides, and a line that loses what it likes."""

    def __init__(self, seed):
        self.now, self.chance, self.is_good = START, random.Random(seed), True

    def uuid(self):
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))


class Phone:
    def __init__(self, page, client, world, skew):
        self.page, self.client, self.world, self.skew, self.online = page, client, world, skew, True
        page.clock.install(time=world.now + skew - datetime.timedelta(seconds=1))
        page.clock.pause_at(world.now + skew)
        page.route(PERSONAL, self.carry)
        page.goto("/about")
        page.evaluate(script("import('local-state').then(() => {})"))

    def carry(self, route):
        """What the line makes of a request: nothing, an answer, or only that the server has done it."""
        lost = 1 if self.world.is_good else self.world.chance.random()
        if not self.online or lost < 0.15:
            return route.abort()
        asked = route.request
        headers = {name: asked.headers[name] for name in PASSED_ON if name in asked.headers} | {"Sec-Fetch-Site": "same-origin"}
        path = re.sub(r"^https?://[^/]+", "", asked.url)
        answer = self.client.open(path, method=asked.method, data=asked.post_data, headers=headers)
        if lost < 0.3:
            return route.abort()
        kind = {name: answer.headers[name] for name in ("Content-Type", "X-Profile", "X-Stillpoint") if name in answer.headers}
        return route.fulfill(status=answer.status_code, body=answer.data, headers=kind)

    def ask(self, what, *given):
        """Do something by script, and wait until the outbox has tried to send it."""
        answer = self.page.evaluate(what, *given)
        self.page.evaluate(QUIET)
        return answer


def pass_time(world, phones, seconds):
    world.now += datetime.timedelta(seconds=seconds)
    for phone in phones:
        phone.page.clock.fast_forward(seconds * 1000)
        phone.page.evaluate(QUIET)


def step(world, phone, hearts, sessions):
    """One random thing on one phone; `hearts` and `sessions` are what has to come of all of it."""
    what = world.chance.choices(["heart", "practice", "remove", "line", "flush", "renew"], [10, 3, 3, 3, 1, 1])[0]
    if what == "heart":
        key, wanted = world.chance.choice(KEYS), world.chance.random() < 0.5
        phone.ask(HEART, [key, wanted])
        hearts[key] = wanted
    elif what == "practice":
        started = world.now + phone.skew
        done = {
            "id": world.uuid(), "kind": "points", "key": world.chance.choice(KEYS), "seconds_pressed": 60, "steps_done": 1,
            "steps_total": 1, "before": None, "after": None, "note": "", "started_at": started.isoformat(),
            "finished_at": (started + datetime.timedelta(minutes=2)).isoformat(), "steps": [],
        }  # fmt: skip
        phone.ask(PRACTICE, done)
        sessions.add(done["id"])
    elif what == "remove":
        _, seen = phone.page.evaluate(STATE)
        if seen:
            one, undone = world.chance.choice(seen), world.chance.random() < 0.3
            phone.ask(REMOVE, [one, undone])
            if not undone:
                sessions.discard(one)
    elif what == "line":
        phone.online = not phone.online
    else:
        phone.ask(FLUSH if what == "flush" else RENEW)


@pytest.mark.parametrize("seed", [1, 2])
def test_two_phones_converge_to_what_was_done_last(seed, app, new_phone, monkeypatch, browser_errors):
    browser_errors.allow(f"ERR_FAILED|{BLOCKED}")
    world = World(seed)
    monkeypatch.setattr(timestamps, "now", lambda: world.now)
    phones = [Phone(new_phone(service_workers="block"), app.test_client(), world, skew) for skew in (YEAR, -YEAR)]
    first, second = phones
    hearts, sessions = {}, set()
    first.ask(HEART, ["BL23", True])
    hearts["BL23"] = True
    code = first.client.post("/you/transfer", headers={"Accept": "application/json"}).json["code"]
    assert second.client.post("/you/join", json={"code": code}).status_code == 200
    for _round in range(ROUNDS):
        world.is_good = first.online = second.online = False
        for _step in range(STEPS):
            pass_time(world, phones, world.chance.randint(1, 30))
            step(world, world.chance.choice(phones), hearts, sessions)
        world.is_good = first.online = second.online = True
        pass_time(world, phones, 3600)
        for phone in phones:
            assert phone.ask(FLUSH)
        wanted = [sorted(key for key, hearted in hearts.items() if hearted), sorted(sessions)]
        for phone in phones:
            assert phone.ask(RENEW)
            assert phone.ask(STATE) == wanted
            kept = phone.client.get("/you.json").json
            assert sorted(one["key"] for one in kept["favorites"]) == wanted[0]
            assert sorted(one["id"] for one in kept["practice_sessions"]) == wanted[1]
