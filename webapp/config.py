"""Where the product keeps its things and how it is configured."""

import os
from pathlib import Path


def instance_path():
    """The folder of the database and the secret: INSTANCE_PATH, else `instance/` beside the package."""
    return Path(os.environ.get("INSTANCE_PATH") or Path(__file__).resolve().parent.parent / "instance").resolve()


def configure(app, overrides=None):
    """Lay the defaults, the environment and `overrides` over the app's configuration, in that order."""
    Path(app.instance_path).mkdir(parents=True, exist_ok=True)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get(
        "DATABASE_URL", f"sqlite:///{Path(app.instance_path) / 'stillpoint.db'}"
    )
    app.config.update(overrides or {})
