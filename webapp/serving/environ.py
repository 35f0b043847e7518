"""A request of granian's interface (RSGI) as the environment that WSGI means, and which network it came from."""

import io
import ipaddress
import logging
import sys
from functools import lru_cache

IPV6_PREFIX = 64
"""One household or phone has that many addresses of IPv6, and may change among them as it likes."""


BRIEF = ("accept-encoding", "host", "hx-request-type", "if-none-match", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_PREFIX")
BRIEF_KEYS = tuple((name, f"HTTP_{name.upper().replace('-', '_')}") for name in BRIEF)


def brief_environ_of(scope):
    """Of the WSGI environment of an RSGI scope as much as an answer that lies ready depends on."""
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.url_scheme": scope.scheme,
    }
    header = scope.headers.get
    for name, key in BRIEF_KEYS:
        if (value := header(name)) is not None:
            environ[key] = value
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    return environ


def environ_of(scope):
    """The WSGI environment of an RSGI scope, still without a body.

    A header with an underscore in its name is left out: it would pass for the one with a hyphen that a proxy sets.
    """
    address, _, port = scope.client.rpartition(":")
    server, _, server_port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "REMOTE_ADDR": address.strip("[]"),
        "REMOTE_PORT": port,
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": server_port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.input_terminated": True,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        if key in environ:
            value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
        environ[key] = value
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    return environ


class Believed:
    """Those whose word is taken for who asked, and how.

    addresses: texts such as "127.0.0.1" or "10.0.0.0/8". Raises ValueError for another text.
    """

    def __init__(self, addresses):
        self.networks = [ipaddress.ip_network(one, strict=False) for one in addresses]
        self.is_named = lru_cache(maxsize=1024)(self._is_named)
        self.is_told = False

    def _is_named(self, address):
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        found = getattr(found, "ipv4_mapped", None) or found
        return any(found in one for one in self.networks if one.version == found.version)

    def strip(self, environ):
        """Take out of an environment what somebody else than a named proxy has said about who asked."""
        forwarded = [key for key in FORWARDED if key in environ]
        if not forwarded or self.is_named(environ["REMOTE_ADDR"]):
            return
        for key in forwarded:
            del environ[key]
        if self.networks and not self.is_told:
            self.is_told = True
            logging.getLogger("webapp").warning(
                "X-Forwarded headers came from an address that PROXY_ADDRESSES does not name. They are not believed."
            )


def network_of(environ, proxies=0):
    """The network that a request came from, as text: an IPv4 address, or the first 64 bits of an IPv6 one.

    proxies: how many of ours stand in front; each has written the address that it saw into X-Forwarded-For.
    """
    address = environ.get("REMOTE_ADDR", "")
    if proxies:
        forwarded = [one.strip() for one in environ.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        address = forwarded[-proxies] if len(forwarded) >= proxies and forwarded[-proxies] else address
    return network(address)


def network(address):
    """The same for an address alone; what is none stays as it is."""
    try:
        found = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, IPV6_PREFIX), strict=False))
