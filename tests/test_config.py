"""Where things are kept, and the secret."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp import config, create_app


def test_the_first_start_makes_a_secret_that_only_its_owner_can_read(tmp_path):
    key = config.secret_key(tmp_path)
    assert len(key) == 64
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_the_secret_stays_the_same_at_the_next_start(tmp_path):
    assert config.secret_key(tmp_path) == config.secret_key(tmp_path)


def test_two_products_have_two_secrets(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    assert config.secret_key(tmp_path / "one") != config.secret_key(tmp_path / "two")


def test_many_starts_at_once_agree_on_one_secret_and_leave_no_drafts(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(config.secret_key, [tmp_path] * 64))
    assert len(keys) == 1
    assert os.listdir(tmp_path) == ["secret"]


def test_an_emptied_secret_stops_the_start_and_says_what_to_do(tmp_path):
    (tmp_path / "secret").write_text("")
    with pytest.raises(RuntimeError, match=r"secret.*remove it"):
        config.secret_key(tmp_path)


def test_the_environment_chooses_the_instance_folder_and_the_database(tmp_path, monkeypatch):
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path / "here"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/elsewhere.db")
    create_app()
    assert (tmp_path / "here" / "secret").exists()
    assert (tmp_path / "elsewhere.db").exists()


def test_without_a_choice_the_database_lies_in_the_instance_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    create_app(instance_path=tmp_path)
    assert (tmp_path / "stillpoint.db").exists()


def test_a_proxy_that_has_no_address_stops_the_start_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PROXY_ADDRESSES", "10.0.0.0/8, caddy")
    with pytest.raises(config.StartProblem, match="caddy"):
        create_app(instance_path=tmp_path)


def test_what_the_caller_says_goes_before_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("TRUSTED_HOSTS", "one.example, two.example")
    assert create_app(instance_path=tmp_path).config["TRUSTED_HOSTS"] == ["one.example", "two.example"]
    chosen = create_app({"TRUSTED_HOSTS": None}, instance_path=tmp_path)
    assert chosen.config["TRUSTED_HOSTS"] is None
