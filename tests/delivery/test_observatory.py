"""What Mozilla's HTTP Observatory would give, counted by its published table of points from the headers that we send."""

import re

import pytest

HALF_A_YEAR = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def points(answer):
    """Subject -> points of an answer over HTTPS, 100 of which one has beforehand."""
    headers = answer.headers
    policy = {rule.split()[0]: rule.split()[1:] for rule in headers.get("Content-Security-Policy", "").split("; ") if rule}
    sources = {source for rule in policy.values() for source in rule}
    is_strict = policy.get("default-src") == ["'none'"] and policy.get("form-action") in (["'self'"], ["'none'"])
    is_safe = bool(policy) and not any("unsafe" in one or one in ("data:", "http:", "https:", "*") for one in sources)
    cookies = headers.getlist("Set-Cookie")
    are_safe = all("Secure" in one and "HttpOnly" in one and "SameSite" in one for one in cookies)
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    scripts = re.findall(r'<script[^>]*\ssrc="([^"]*)"', answer.text)
    return {
        "policy": (10 if is_strict else 5) if is_safe else -20,
        "cookies": 5 if cookies and are_safe else 0 if are_safe else -40,
        "other origins": 0 if "Access-Control-Allow-Origin" not in headers else -50,
        "referrer": 5 if headers.get("Referrer-Policy") in PRIVATE else 0,
        "https": (0 if int(age[1]) >= HALF_A_YEAR else -10) if age else -20,
        "integrity": 0 if all(re.match(r"/(?!/)", address) for address in scripts) else -50,
        "types": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "frames": 5 if policy.get("frame-ancestors") else 0 if headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20,
        "resources": 10 if headers.get("Cross-Origin-Resource-Policy") in ("same-origin", "same-site") else 0,
    }


def test_the_observatory_gives_130_points(client):
    given = points(client.get("/", base_url="https://localhost"))
    assert min(given.values()) == 0, given
    assert 100 + sum(given.values()) == 130, given


def test_with_its_cookie_it_gives_135(client):
    given = points(client.put("/favorites/points/BL23", base_url="https://localhost"))
    assert 100 + sum(given.values()) == 135, given


@pytest.mark.parametrize("address", ["/", "/you.json", "/data/guide.jsonld", "/nowhere", "/healthz"])
def test_no_answer_is_open_to_other_origins(client, address):
    answer = client.get(address, headers={"Origin": "https://evil.example"})
    assert not [name for name, _value in answer.headers if name.startswith("Access-Control")]
