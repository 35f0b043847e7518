"""How much may be asked for in a while, by one device and from one network: far more than a person ever does.

A network is an IPv4 address or an IPv6 one's first 64 bits; many people may share one. Each worker process counts for
itself, unless RATE_LIMIT_STORAGE names a place that they share.
"""

import math
import time

from flask import current_app, request
from flask_babel import gettext as _
from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

from webapp.delivery.security import SAFE_METHODS
from webapp.person import cookie
from webapp.serving.environ import network

LARGE = {"history.index", "history.listing", "you.export", "data.table", "data.paper", "favorites.listing", "own_routines.listing"}
"""Views whose answer is made anew from what a person keeps."""
IMPORTS, CODES, JOINS = {"data.import_file"}, {"transfer.offer"}, {"transfer.join"}

# So many in so many minutes, by device and by network.
ALLOWED = {
    "writes": (RateLimitItemPerMinute(1200, 10), RateLimitItemPerMinute(6000, 10)),
    "large": (RateLimitItemPerMinute(600, 10), RateLimitItemPerMinute(3000, 10)),
    "imports": (RateLimitItemPerMinute(60, 10), RateLimitItemPerMinute(240, 10)),
    "codes": (RateLimitItemPerMinute(20, 10), RateLimitItemPerMinute(100, 10)),
    "joins": (RateLimitItemPerMinute(60, 10), RateLimitItemPerMinute(300, 10)),
    "profiles": (None, RateLimitItemPerMinute(600, 60)),
}


def kinds_of(endpoint, method):
    """What a request counts as, of the names in ALLOWED."""
    if method in SAFE_METHODS:
        return ["large"] if endpoint in LARGE else []
    more = (("imports", IMPORTS), ("codes", CODES), ("joins", JOINS))
    return ["writes", *(name for name, endpoints in more if endpoint in endpoints)]


def count(kind):
    """Count one of a kind for this request. Raises TooManyRequests, which says when there is room again."""
    limiter = current_app.extensions["rate limiter"]
    if limiter is None:
        return
    device, _made_at = cookie.brought()
    for item, who in zip(ALLOWED[kind], (device, network(request.remote_addr or "")), strict=True):
        if item and who and not limiter.hit(item, kind, who):
            seconds = max(1, math.ceil(limiter.get_window_stats(item, kind, who).reset_time - time.time()))
            text = _(
                "That was very much in a short time. It goes on in %(seconds)s seconds; what you did is kept on your phone.",
                seconds=seconds,
            )
            raise TooManyRequests(text, retry_after=seconds)


def count_request():
    for kind in kinds_of(request.endpoint, request.method):
        count(kind)


def init_app(app):
    """Count what is asked for, where the configuration wants it."""
    storage = app.config["RATE_LIMIT_STORAGE"]
    app.extensions["rate limiter"] = FixedWindowRateLimiter(storage_from_string(storage)) if storage else None
    app.extensions["before a new profile"] = lambda: count("profiles")
    app.before_request(count_request)
