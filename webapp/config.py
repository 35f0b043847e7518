"""Where the product keeps its things and how it is configured.

| variable | what it sets | else |
|---|---|---|
| INSTANCE_PATH | folder of the database and the secret | `instance/` beside the package |
| DATABASE_URL | SQLAlchemy's address of the database | SQLite in the instance folder |
| TRUSTED_HOSTS | the names under which the product answers, by commas | any |
| PROXIES | how many proxies stand in front and set X-Forwarded-For, -Proto and -Host | 0 |
| PROXY_ADDRESSES | from which addresses or networks those come, by commas | this machine's |
| HSTS_SUBDOMAINS | 1: browsers stay with HTTPS under every name below this one, too | 0 |
| RATE_LIMIT_STORAGE | where what is asked for is counted, as the package limits writes it; empty: nowhere | `memory://` |
| METRICS | the address or port at which figures are shown for Prometheus | nowhere |
| LOG_FORMAT | `json` for lines that programs read | for people |
| STILLPOINT_DEBUG | 1: keep no page, read `static/` and `templates/` anew | 0 |
| STILLPOINT_LANGUAGE | the language of the whole process (see `webapp/language.py`) | en |
"""

import contextlib
import ipaddress
import os
import secrets
from pathlib import Path

THIS_MACHINE = ("127.0.0.0/8", "::1")
BODY_LIMIT = 64 * 1024  # bytes; a practice session of an hour takes some 8 kB


class StartProblem(RuntimeError):
    """Why the product cannot start or serve, in a sentence for whoever runs it."""


def instance_path():
    """The folder of the database and the secret."""
    beside = Path(__file__).resolve().parent.parent / "instance"
    return Path(os.environ.get("INSTANCE_PATH") or beside).resolve()


def configure(app, overrides=None):
    """Lay the defaults, the environment and `overrides` over the app's configuration, in that order."""
    folder = Path(app.instance_path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StartProblem(f"The folder for the database cannot be made: {error}. INSTANCE_PATH names another one.") from error
    app.config.update(
        DEBUG=os.environ.get("STILLPOINT_DEBUG") == "1",
        SQLALCHEMY_DATABASE_URI=os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'stillpoint.db'}",
        BUSY_SECONDS=3,
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=BODY_LIMIT,
        TRUSTED_HOSTS=_list("TRUSTED_HOSTS") or None,
        PROXIES=int(os.environ.get("PROXIES") or 0),
        PROXY_ADDRESSES=_list("PROXY_ADDRESSES") or list(THIS_MACHINE),
        HSTS_SUBDOMAINS=os.environ.get("HSTS_SUBDOMAINS") == "1",
        RATE_LIMIT_STORAGE=os.environ.get("RATE_LIMIT_STORAGE", "memory://"),
        METRICS=os.environ.get("METRICS", ""),
        BABEL_DEFAULT_LOCALE="en",
    )
    app.config.update(overrides or {})
    for address in app.config["PROXY_ADDRESSES"]:
        try:
            ipaddress.ip_network(address, strict=False)
        except ValueError:
            raise StartProblem(f"PROXY_ADDRESSES names {address}, which is no address and no network such as 10.0.0.0/8.") from None
    app.config.setdefault("SECRET_KEY", None)
    if not app.config["SECRET_KEY"]:
        app.config["SECRET_KEY"] = secret_key(folder)


def _list(name):
    """The parts of a variable that lists several by commas."""
    return [one.strip() for one in os.environ.get(name, "").split(",") if one.strip()]


def secret_key(folder):
    """The key that signs cookies: made at the first start, in `folder`/secret, readable by its owner only.

    Of two processes that start at once one makes the file and both read the same key.
    """
    path = folder / "secret"
    try:
        return _read_secret(path)
    except FileNotFoundError:
        pass
    draft = folder / f"secret.{secrets.token_hex(8)}"
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another start was first
            os.link(draft, path)
    except OSError as error:
        raise StartProblem(f"The secret key cannot be kept: {error}. Make room in {folder}, or let it be written to.") from error
    finally:
        draft.unlink(missing_ok=True)
    return _read_secret(path)


def _read_secret(path):
    key = path.read_text().strip()
    if len(key) < 32:
        raise StartProblem(f"{path} holds no usable key; remove it and start again to make another")
    return key
