"""Pages that are the same for everyone are asked of one app."""

import pytest


@pytest.fixture
def app(guide_app):
    return guide_app
