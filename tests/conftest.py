"""What tests share: an app with an empty database of its own, and clients of it."""

import pytest

from webapp import create_app


@pytest.fixture
def make_app(tmp_path):
    """A function that builds an app over the test's own instance folder, with `config` laid over."""

    def make(**config):
        return create_app({"TESTING": True} | config, instance_path=tmp_path / "instance")

    return make


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
