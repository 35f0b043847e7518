"""What protects the person: the headers of every answer, and who may change something."""

import re
from functools import lru_cache

from flask import abort, current_app, request
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.sansio.utils import host_is_trusted

from webapp.delivery.assets import sha256

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
YEAR = 365 * 24 * 3600
OURS = ("X-Stillpoint", "1")
"""Every answer of ours carries it: the phone takes nothing from a sign-in page or a proxy that stands between."""
LOOPBACK = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.ASCII | re.IGNORECASE)


def content_security_policy(assets):
    """Nothing but our own files, and of what stands in a page only what has one of our hashes."""
    return (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'", *(sha256(assets.text(name)) for name in ("boot.js", "home-row.js")))
        .style_src("'self'", *(sha256(assets.text(name)) for name in ("base.css", "home-row.css")))
        .img_src("'self'")
        .media_src("'self'")
        .connect_src("'self'")
        .manifest_src("'self'")
        .worker_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .frame_ancestors("'none'")
    )


def headers(assets, https=False, subdomains=False):
    """The headers of every answer as a list of (name, value). subdomains: whether all names below ours have HTTPS, too."""
    hsts = StrictTransportSecurity().max_age(YEAR)
    permissions = PermissionsPolicy().screen_wake_lock("self")
    for refused in ("camera", "microphone", "geolocation", "payment", "usb"):
        getattr(permissions, refused)()
    policy = Secure(
        csp=content_security_policy(assets),
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        hsts=(hsts.include_subdomains() if subdomains else hsts) if https else None,
        permissions=permissions,
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=XFrameOptions().deny(),
    )
    return [OURS, *policy.headers.items()]


def guard(app):
    """For the response cache: a function of the WSGI environment that gives the headers, or None for a host not ours."""
    hosts = app.config["TRUSTED_HOSTS"]

    @lru_cache(maxsize=64)
    def known(host):
        return not hosts or host_is_trusted(host, hosts)

    def guarded(environ):
        ready = app.extensions["security headers"]
        return ready[environ["wsgi.url_scheme"]] if known(environ.get("HTTP_HOST", "")) else None

    return guarded


def own_host(hosts):
    """A name under which the product answers; hosts: the trusted ones, of which not each can be matched, or None."""
    names = [host.removeprefix(".") for host in hosts or ["localhost"]]
    return next((name for name in names if not hosts or host_is_trusted(name, hosts)), names[0])


class FromThisMachine:
    """WSGI middleware: whoever asks this machine by its own name is answered as under a trusted host.

    A watcher asks 127.0.0.1, localhost or [::1], and knows no other name. wsgi_app: what is asked; hosts: the trusted ones.
    """

    def __init__(self, wsgi_app, hosts):
        self.wsgi_app = wsgi_app
        self.host = own_host(hosts)

    def __call__(self, environ, start_response):
        if LOOPBACK.fullmatch(environ.get("HTTP_HOST", "")):
            environ = environ | {"HTTP_HOST": self.host}
        return self.wsgi_app(environ, start_response)


def refuse_foreign_writes():
    """Only our own pages may change something.

    A browser says where a request comes from (`Sec-Fetch-Site`, in older ones `Origin`). A client that says
    neither is no browser: it carries no cookie that somebody else could abuse.
    """
    if request.method in SAFE_METHODS:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        own = site in ("same-origin", "none")
    else:
        own = origin is None or origin.partition("://")[2] == request.host != ""
    if not own:
        abort(403, "Only a page of Stillpoint itself may change something here.")


def body_limit(size):
    """Let a view take a body of more bytes than the others."""

    def mark(view):
        view.body_limit = size
        return view

    return mark


def refuse_large_bodies():
    """Also where the view does not read the body."""
    view = current_app.view_functions.get(request.endpoint or "")
    own = getattr(view, "body_limit", None)
    if own:
        request.max_content_length = request.max_form_memory_size = own
    limit = request.max_content_length
    if limit is not None and (request.content_length or 0) > limit:
        abort(413)


def init_app(app):
    """Add the headers to every answer and refuse what is not ours to do."""

    def ready():
        assets = app.extensions["assets"]
        app.extensions["security headers"] = {
            scheme: headers(assets, scheme == "https", app.config["HSTS_SUBDOMAINS"]) for scheme in ("http", "https")
        }

    ready()
    if app.debug:
        app.before_request(ready)
    if app.config["TRUSTED_HOSTS"]:
        app.wsgi_app = FromThisMachine(app.wsgi_app, app.config["TRUSTED_HOSTS"])
    if app.config["PROXIES"]:
        count = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)
    app.before_request(refuse_foreign_writes)
    app.before_request(refuse_large_bodies)

    @app.after_request
    def protect(response):
        response.headers.extend(app.extensions["security headers"][request.scheme])
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        if response.mimetype == "text/html":
            response.vary.add("HX-Request-Type")
        return response
