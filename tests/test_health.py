"""What a watcher is told."""


def test_a_working_product_says_ok(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_a_database_that_cannot_be_read_is_told_as_503(client, app, tmp_path):
    from webapp.db import db

    with app.app_context():
        db.engine.dispose()
    database = tmp_path / "instance" / "stillpoint.db"
    database.unlink()
    database.mkdir()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json["status"] != "ok"


def test_nobody_keeps_the_answer_on_the_way(client):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]
