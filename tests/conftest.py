"""What tests share: an app with an empty database of its own, and clients of it."""

import pytest

from tests import databases, proof, reruns
from tests.checked_client import CheckedClient
from tools import build
from webapp import create_app
from webapp.db import db
from webapp.offline import offline_pack


def pytest_configure(config):
    """What is tested is what is served: the scripts and styles as they are built from the present sources."""
    if hasattr(config, "workerinput"):
        return  # not again in each of several processes
    build.build()
    config.pluginmanager.register(reruns.Reruns())
    config.pluginmanager.register(proof.Proof())


def pytest_unconfigure(config):
    databases.stop()


def pytest_collection_modifyitems(items):
    """Let the stories of a browser be told a second time where that is allowed."""
    reruns.allow(items)


def build_app(folder, config=None):
    """An app over an instance folder, whose clients check every page (see `tests.checked_client`)."""
    # A test does in a second what a person does in years.
    chosen = {"TESTING": True, "RATE_LIMIT_STORAGE": ""}
    if address := databases.prepare(folder):
        chosen["SQLALCHEMY_DATABASE_URI"] = address
    app = create_app(chosen | (config or {}), instance_path=folder)
    app.test_client_class = CheckedClient
    return app


@pytest.fixture(scope="session")
def empty_instance(tmp_path_factory):
    """An instance folder with a migrated, empty database, for others to copy."""
    folder = tmp_path_factory.mktemp("empty") / "instance"
    with build_app(folder).app_context():
        db.engine.dispose()
    return folder


@pytest.fixture
def make_app(tmp_path, empty_instance):
    """A function that builds an app over the test's own instance folder, with `config` laid over."""
    folder, apps = tmp_path / "instance", []

    def make(**config):
        if not folder.exists():
            databases.copy_empty(empty_instance, folder)
        apps.append(build_app(folder, config))
        return apps[-1]

    yield make
    for number, app in enumerate(apps):
        with app.app_context():
            db.engine.dispose() if number else databases.give_back(folder, db.engine)


@pytest.fixture(scope="session")
def guide_app(empty_instance, tmp_path_factory):
    """One app for all tests that only read what is the same for everyone."""
    folder = tmp_path_factory.mktemp("guide") / "instance"
    databases.copy_empty(empty_instance, folder)
    return build_app(folder)


@pytest.fixture(scope="session")
def pack(guide_app):
    """What is built for phones: it takes seconds and is the same for every app. Give it to one as its extension "pack"."""
    with guide_app.app_context():
        return offline_pack.current()


@pytest.fixture
def app(make_app):
    return make_app()


@pytest.fixture
def client(app):
    """A browser of one person: keeps cookies."""
    return app.test_client()


@pytest.fixture
def other_client(app):
    """The browser of somebody else."""
    return app.test_client()
