"""Requests that nobody thought of: every address and method of the product, with bodies and headers near right and far off.

`python -m tests.generated COUNT [SEED]` sends so many and says what was answered; the suite sends a few thousand.
"""

import json
import random
import sys
import tempfile
import uuid
from collections import Counter

from flask.testing import FlaskClient

from tests.examples import practice_session

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
TEXTS = (
    "", " ", "BL23", "b23", "back-seed", "lower-back", "front", "x" * 300, "\0", "\u202e", "\ud7ff", "é", "🌙", "../..", "%2e%2e", "'; --", "{{7*7}}",
    "<script>", "=1+1", "\n=1", "＝1", "-1", "0", "1e999", "9" * 400, "NaN", "null", "on", "7KQM2-XWD9A", str(uuid.UUID(int=1)), str(uuid.UUID(int=2)),
)  # fmt: skip
TIMES = (
    "2026-05-04T21:10:00+02:00", "2026-05-04T21:14:30+02:00", "0001-01-01T00:00:00+14:00", "0001-01-02T00:00:00-23:59", "9999-12-31T23:59:59-14:00",
    "9999-12-30T12:00:00+00:00", "2026-02-30T00:00:00Z", "2026-05-04T24:00:00Z", "1970-01-01T00:00:00Z", "2999-01-01T00:00:00.5Z", "soon",
)  # fmt: skip
NUMBERS = (0, 1, 5, 10, 11, -1, 5.5, 60, 270, 10**6, 10**30, -(10**30), float("nan"), float("inf"), 2**63, True, False)
QUERIES = ("before", "limit", "q", "side", "range", "code", "concern", "place", "from", "back")
FIELDS = ("name", "action", "do", "more", "point", "code", "points", "favorites", "practice_sessions", "routines", *practice_session())


class Requests:
    """A source of requests; one seed gives the same ones. rules: [(rule's text, its methods)] of the app."""

    def __init__(self, app, seed):
        self.chance = random.Random(seed)
        self.rules = [(rule.rule, sorted(rule.methods)) for rule in app.url_map.iter_rules()]

    def text(self):
        return self.chance.choice(self.chance.choice((TEXTS, TIMES)))

    def value(self, depth=0):
        """Anything that JSON can say."""
        kind = self.chance.randrange(8 if depth < 3 else 5)
        if kind < 2:
            return self.text()
        if kind < 4:
            return self.chance.choice(NUMBERS)
        if kind == 4:
            return None
        if kind < 7:
            return {self.chance.choice(FIELDS): self.value(depth + 1) for _ in range(self.chance.randrange(4))}
        return [self.value(depth + 1) for _ in range(self.chance.randrange(4))]

    def session(self):
        """A practice session with at most three fields that are something else."""
        sent = practice_session(id=str(uuid.UUID(int=self.chance.randrange(9))))
        for _ in range(self.chance.randrange(4)):
            field = self.chance.choice(list(sent))
            sent[field] = self.chance.choice(TIMES) if field.endswith("_at") and self.chance.random() < 0.8 else self.value()
        return sent

    def file(self):
        some = [self.session() if self.chance.random() < 0.7 else self.value() for _ in range(self.chance.randrange(4))]
        heart = {"kind": "points", "key": self.text(), "created_at": self.chance.choice(TIMES)}
        own = {"id": str(uuid.UUID(int=3)), "name": self.text(), "points": [{"point": "BL23"}], "created_at": self.chance.choice(TIMES)}
        return {"favorites": [heart, self.value()], "practice_sessions": some, "routines": [own, self.value()]}

    def body(self):
        kind = self.chance.randrange(8)
        if kind == 0:
            return {}
        if kind == 1:
            return {"data": self.chance.choice((b"[" * 30_000, b'{"a":' * 9_000, b"\xff\xfe", b"{", b"9" * 5_000, b"a=%00&b=%ff&=&&"))}
        if kind == 2:
            return {"data": {self.chance.choice(FIELDS): str(self.text()) for _ in range(4)}}
        made = self.chance.choice((self.session, self.session, self.file, self.value))()
        return {"data": json.dumps(made), "content_type": self.chance.choice(("application/json",) * 3 + ("text/plain", ""))}

    def headers(self):
        given = {}
        for name, values in (
            ("X-Changed-At", TIMES), ("X-Sent-At", TIMES), ("Accept", ("application/json", "text/html", "*/*;q=x", "")),
            ("HX-Request-Type", ("partial", "full")), ("If-None-Match", ("*", '"x"')), ("Sec-Fetch-Mode", ("navigate", "cors")),
            ("Accept-Encoding", ("br", "gzip;q=y", "*;q=0")), ("Cookie", ("stillpoint=x", "stillpoint=a.b.c", "=")), ("Referer", ("http://localhost//evil", "x")),
            ("Content-Length", ("-1", "x", "99999999999")), ("Range", ("bytes=0-1",)), ("Sec-Fetch-Site", ("same-origin", "cross-site")),
        ):  # fmt: skip
            if self.chance.random() < 0.12:
                given[name] = self.chance.choice(values)
        return given

    def one(self):
        """(method, path, query, headers, body) of the next request."""
        path, methods = self.chance.choice(self.rules)
        for part in [one for one in path.split("/") if one.startswith("<")]:
            path = path.replace(part, self.text().replace("?", "").replace("#", "") or "x")
        query = {self.chance.choice(QUERIES): self.text() for _ in range(self.chance.choice((0, 0, 1, 2)))}
        method = self.chance.choice(methods if self.chance.random() < 0.8 else METHODS)
        return method, path, query, self.headers(), self.body()


def send(app, count, seed=0):
    """Send `count` requests of several people to an app. Returns (Counter of statuses, [what went wrong])."""
    source, statuses, wrong = Requests(app, seed), Counter(), []
    # Without the look at every page that the suite's own client takes.
    people = [FlaskClient(app, app.response_class) for _ in range(3)]
    for number in range(count):
        method, path, query, headers, body = source.one()
        client = people[number % 3]
        told = f"seed {seed}, number {number}: {method} {path!r} {query} {headers} {str(body)[:300]}"
        try:
            answer = client.open(path, method=method, query_string=query, headers=headers, **body)
            answer.get_data()
        except Exception as error:  # whatever it is, it is what is looked for
            wrong.append(f"{told}: {type(error).__name__}: {error}")
            continue
        statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            wrong.append(f"{told}: {answer.status_code}")
        if answer.headers.get("X-Content-Type-Options") != "nosniff":
            wrong.append(f"{told}: no headers")
        answer.close()
        if number % 500 == 0:
            for address in ("/history", "/history.json", "/you.json", "/you.csv", "/you/print", "/favorites", "/you/devices"):
                if client.get(address).status_code != 200:
                    wrong.append(f"after {told}: {address} is spoiled")
    return statuses, wrong


if __name__ == "__main__":
    from webapp import create_app

    made = create_app({"RATE_LIMIT_STORAGE": ""}, instance_path=tempfile.mkdtemp())
    statuses, wrong = send(made, int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    print(dict(sorted(statuses.items())))
    print("\n".join(wrong[:20]) or "nothing went wrong")
    sys.exit(bool(wrong))
