"""`python -m tools.bench.write_load PER_SECOND SECONDS PEOPLE URL …` sends practice sessions at a steady rate and prints JSON.

Each of the people has a profile and a connection of their own. sent, kept, put_off (503 that says when to come again): counts.
per_second: kept. median, p99: milliseconds from the moment at which one was due to its answer, so that a queue counts. answered:
milliseconds in which 99 of 100 were answered, kept or not, once they were sent. A process of its own, that only ever talks to this machine.
"""

import asyncio
import http.client
import json
import sys
import time
import uuid
from statistics import quantiles
from urllib.parse import urlsplit

from tests.examples import practice_session


def cookie(url):
    """The cookie of a new person, whose profile is there."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    connection.request("POST", "/history", json.dumps(practice_session()), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers["Set-Cookie"].partition(";")[0]


async def person(url, due, results):
    """Send one practice session for every moment in the queue `due`, and note (status, milliseconds since it was due, since it was sent)."""
    known, port = cookie(url), urlsplit(url).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (moment := await due.get()) is not None:
        body = json.dumps(practice_session(id=str(uuid.uuid4()))).encode()
        sent = time.monotonic()
        head = f"POST /history HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {known}\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = next(int(line.split(b":")[1]) for line in answer.split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(length)
        status, now = int(answer.split()[1]), time.monotonic()
        assert status in (201, 503) and (status == 201 or b"retry-after:" in answer), answer
        results.append((status, 1000 * (now - moment), 1000 * (now - sent)))
    writer.close()


async def run(per_second, seconds, count, urls):
    due, results = asyncio.Queue(), []
    people = [asyncio.create_task(person(urls[number % len(urls)], due, results)) for number in range(count)]
    await asyncio.sleep(1)
    began = time.monotonic()
    for number in range(int(per_second * seconds)):
        moment = began + number / per_second
        await asyncio.sleep(max(0, moment - time.monotonic()))
        due.put_nowait(moment)
    for _ in people:
        due.put_nowait(None)
    await asyncio.gather(*people)
    passed = time.monotonic() - began
    kept = [took for status, took, _answered in results if status == 201]
    parts = quantiles(kept, n=100)
    return {
        "sent": len(results),
        "kept": len(kept),
        "put_off": len(results) - len(kept),
        "per_second": len(kept) / passed,
        "median": parts[49],
        "p99": parts[98],
        "answered": quantiles([answered for _status, _took, answered in results], n=100)[98],
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))))
