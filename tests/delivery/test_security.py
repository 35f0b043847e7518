"""What protects the person: headers, foreign origins, large bodies, strange hosts."""

import io

import pytest

from webapp.delivery.assets import Assets
from webapp.delivery.security import FromThisMachine, guard, own_host

OURS = {"Sec-Fetch-Site": "same-origin"}
ADDRESSES = ["/", "/favorites.json", "/healthz", "/nowhere", Assets().address("css/more.css"), "/static/none.css"]


def policy(answer):
    rules = answer.headers["Content-Security-Policy"].split("; ")
    return {rule.split()[0]: rule.split()[1:] for rule in rules}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_says_what_the_browser_may_do(client, address):
    for _ in range(2):
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "screen-wake-lock=(self)" in headers["Permissions-Policy"]
        assert "geolocation=()" in headers["Permissions-Policy"]
        for name in ("Content-Security-Policy", "X-Frame-Options", "Cache-Control", "Vary"):
            assert len(headers.getlist(name)) == 1


@pytest.mark.parametrize("address", [*ADDRESSES, "/service-worker.js", "/manifest.webmanifest", "/points/b23", "/points/b23/"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_every_answer_says_that_it_is_ours(app, pack, address, method):
    app.extensions["pack"] = pack
    client = app.test_client()
    for _ in range(2):
        answer = client.open(address, method=method)
        assert answer.headers.getlist("X-Stillpoint") == ["1"]
        again = client.open(address, method=method, headers={"If-None-Match": answer.headers.get("ETag", "*")})
        assert again.headers.getlist("X-Stillpoint") == ["1"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_our_own_files_and_what_has_our_hash_may_run(client, address):
    rules = policy(client.get(address))
    assert rules["default-src"] == ["'none'"]
    assert rules["base-uri"] == rules["frame-ancestors"] == ["'none'"]
    for name, sources in rules.items():
        for source in sources:
            assert source in ("'self'", "'none'") or source.startswith("'sha256-"), name
    assert all(source.startswith("'s") for source in rules["script-src"])


@pytest.mark.parametrize("address", ADDRESSES)
def test_browsers_are_told_to_stay_with_https_only_under_https(client, address):
    assert "Strict-Transport-Security" not in client.get(address).headers
    secure = client.get(address, base_url="https://localhost").headers
    assert secure["Strict-Transport-Security"] == "max-age=31536000"


def test_the_names_below_ours_are_held_to_https_where_the_operator_wants_it(make_app):
    answer = make_app(HSTS_SUBDOMAINS=True).test_client().get("/", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Origin": "http://localhost"},
        {},
    ],
    ids=["own page", "typed address", "own page and origin", "older browser", "no browser"],
)
def test_our_own_pages_may_change_something(client, headers):
    assert client.put("/favorites/points/BL23", headers=headers).status_code == 204


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:8001"},
        {"Origin": "http://evil.example#localhost"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://[broken"},
    ],
)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_no_other_page_may_change_anything(client, method, headers):
    client.put("/favorites/points/LI4")
    for address in ("/favorites/points/LI4", "/history", "/nowhere"):
        answer = client.open(address, method=method, headers=headers, data={"action": "remove"})
        assert answer.status_code == 403
    assert [one["key"] for one in client.get("/favorites.json").json["favorites"]] == ["LI4"]


def test_reading_is_open_to_links_from_everywhere(client):
    assert client.get("/points/BL23", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_who_is_refused_reads_why(client):
    answer = client.put("/favorites/points/BL23", headers={"Sec-Fetch-Site": "cross-site"})
    assert "Stillpoint" in answer.json["error"]["message"]


@pytest.mark.parametrize(
    ("method", "address"), [("PUT", "/favorites/points/BL23"), ("POST", "/history"), ("POST", "/favorites/points/BL23")]
)
def test_a_large_body_is_refused_and_leaves_nothing(client, method, address):
    answer = client.open(address, method=method, data=b"x" * 70_000, headers=OURS)
    assert answer.status_code == 413
    assert "64 kB" in answer.text
    assert client.get("/favorites.json").json == {"favorites": []}


def test_a_large_body_of_unknown_length_is_refused_while_it_is_read(client):
    answer = client.post(
        "/history", input_stream=io.BytesIO(b" " * 70_000), headers=OURS, environ_overrides={"wsgi.input_terminated": True}
    )
    assert answer.status_code == 413


def test_a_strange_host_is_refused_where_hosts_are_named_also_for_kept_pages(make_app):
    app = make_app(TRUSTED_HOSTS=["point.example"])
    client = app.test_client()
    for address in ("/", app.extensions["assets"].address("css/more.css")):
        for _ in range(2):
            assert client.get(address, base_url="http://point.example").status_code == 200
            assert client.get(address, base_url="http://evil.example").status_code == 400


@pytest.mark.parametrize("host", ["evil.example/x", "a b", "localhost:port", "", "<script>"])
def test_a_malformed_host_never_breaks_the_answer(client, host):
    for address in ("/", "/favorites.json", "/nowhere"):
        assert client.get(address, headers={"Host": host}).status_code < 500


def test_behind_a_proxy_the_person_is_under_https(make_app):
    client = make_app(PROXIES=1).test_client()
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "point.example"}
    assert "Secure" in client.put("/favorites/points/BL23", headers=headers).headers["Set-Cookie"]
    assert client.put("/favorites/points/BL23", headers=headers | {"Origin": "https://point.example"}).status_code == 204
    for _ in range(2):
        assert "Strict-Transport-Security" in client.get("/", headers=headers).headers


def test_without_a_proxy_nobody_can_claim_to_be_one(client):
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example", "Origin": "https://evil.example"}
    assert client.put("/favorites/points/BL23", headers=headers).status_code == 403


def test_what_is_refused_before_it_is_read_is_said_by_us(make_app):
    client = make_app(TRUSTED_HOSTS=["a.example"]).test_client()
    for address in ("/", "/static/css/more.css"):
        answer = client.get(address, "http://b.example")
        assert (answer.status_code, answer.headers["X-Stillpoint"]) == (400, "1")


def test_a_form_of_ours_goes_to_us_only(client):
    assert policy(client.get("/"))["form-action"] == ["'self'"]


@pytest.mark.parametrize("origin", ["http://", "://", "null"])
def test_a_request_that_names_no_host_cannot_pass_for_its_own_origin(client, origin):
    answer = client.put("/favorites/points/BL23", headers={"Host": "", "Origin": origin})
    assert answer.status_code in (400, 403)


def test_a_body_may_be_exactly_as_large_as_the_limit(client):
    answer = client.post("/history", data=b" " * 64 * 1024, headers=OURS, content_type="application/json")
    assert answer.status_code == 400
    answer = client.post("/history", data=b" " * (64 * 1024 + 1), headers=OURS, content_type="application/json")
    assert answer.status_code == 413


def test_a_view_that_takes_more_than_the_others_reads_it_whole_as_a_body_and_as_a_form(client):
    file = b'{"practices": []}' + b" " * 70_000
    assert client.post("/you/import", data=file, headers=OURS, content_type="application/json").status_code == 422
    # Written out, because the client would write a large form into a file that it leaves open.
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="you.json"\r\n\r\n' + file + b"\r\n--x--\r\n"
    answer = client.post("/you/import", data=form, headers=OURS, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 422


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_kept_page_has_the_headers_of_every_answer_under_a_name_of_ours_alone(make_app, scheme):
    app = make_app(TRUSTED_HOSTS=["point.example"])
    asked = {"wsgi.url_scheme": scheme}
    ours = guard(app)
    assert dict(ours(asked | {"HTTP_HOST": "point.example"})).keys() >= {"X-Stillpoint", "Content-Security-Policy"}
    assert "Strict-Transport-Security" not in dict(guard(app)({"wsgi.url_scheme": "http", "HTTP_HOST": "point.example"}))
    assert ("Strict-Transport-Security" in dict(ours(asked | {"HTTP_HOST": "point.example"}))) is (scheme == "https")
    for foreign in ({"HTTP_HOST": "evil.example"}, {"HTTP_HOST": ""}, {}):
        assert ours(asked | foreign) is None


def test_where_no_hosts_are_named_every_name_is_ours(app):
    for asked in ({"HTTP_HOST": "anything.example"}, {}):
        assert guard(app)({"wsgi.url_scheme": "http"} | asked)


@pytest.mark.parametrize(
    ("hosts", "own"),
    [
        (None, "localhost"),
        (["a.example", "b.example"], "a.example"),
        ([".a.example"], "a.example"),
        (["*.a.example", "b.example"], "b.example"),
        (["*.a.example"], "*.a.example"),
    ],
)
def test_the_name_under_which_this_machine_is_answered_is_the_first_that_is_trusted(hosts, own):
    assert own_host(hosts) == own


@pytest.mark.parametrize(
    ("host", "answered"),
    [("127.0.0.1:8000", "a.example"), ("LocalHost", "a.example"), ("[::1]", "a.example"), ("127.0.0.2", "127.0.0.2"), ("", "")],
)
def test_this_machine_is_answered_as_under_a_name_of_ours(host, answered):
    ask = FromThisMachine(lambda environ, start: (environ, start), ["a.example"])
    environ = {"HTTP_HOST": host, "PATH_INFO": "/healthz"}
    assert ask(environ, "start") == ({"HTTP_HOST": answered, "PATH_INFO": "/healthz"}, "start")
    assert environ["HTTP_HOST"] == host


def test_who_names_no_host_is_given_none():
    assert FromThisMachine(lambda environ, start: environ, ["a.example"])({}, None) == {}
