"""Everything that a person would not see and that must not happen all the same, in every engine."""

import re

# A phone whose server is gone says so on its console; that is the situation, not a fault.
UNREACHABLE = (
    r"net::ERR_(CONNECTION_\w+|INTERNET_DISCONNECTED|EMPTY_RESPONSE|NETWORK_CHANGED|NETWORK_IO_SUSPENDED|SOCKET_NOT_CONNECTED)"
    r"|NS_ERROR_(CONNECTION_REFUSED|NET_\w+|OFFLINE|FAILURE)"
    r"|Could not connect|Connection refused|Connection terminated|Socket I/O"
)
# What was asked for by a page that is left meanwhile, or by a script that wants it no more. Firefox says of such a request that its
# worker failed; a worker that does fail is told by the request itself.
LEFT = re.compile(
    r"net::ERR_ABORTED|NS_BINDING_ABORTED|Load request cancelled|AbortError|A ServiceWorker intercepted the request and encountered"
)
# What Playwright itself says on a phone that was made without a worker.
KEPT_OUT = re.compile("Service Worker registration blocked by Playwright")
# What Chromium notes of a machine without a graphics processor, which copies what WebGL has drawn.
COPIED = re.compile("GPU stall due to ReadPixels")
OURS = ("data:", "blob:", "about:", "chrome", "resource:", "moz-extension:")


class BrowserErrors:
    """Script errors and unhandled rejections, messages of the console (violations of the content security policy are
    such), requests to other hosts, loads that fail, answers from 500 on.

    What a story brings about on purpose it allows: `browser_errors.allow(r"status of 404")`.
    """

    def __init__(self, url):
        self.urls = [url]
        self.found = []
        self.allowed = [LEFT, KEPT_OUT, COPIED]

    def allow(self, pattern):
        self.allowed.append(re.compile(pattern))

    def allow_unreachable(self):
        """The story stops the server, or takes the network away."""
        self.allow(UNREACHABLE)

    def know(self, url):
        """The server is reached under another address, too."""
        self.urls.append(url)

    def add(self, text):
        self.found.append(text)

    def remaining(self):
        return [text for text in self.found if not any(pattern.search(text) for pattern in self.allowed)]

    def see_address(self, address):
        """An address that a page or a worker asks for."""
        if not address.startswith((*(f"{url}/" for url in self.urls), *OURS)):
            self.add(f"request to another host: {address}")

    def watch(self, context):
        """Listen to a context of Playwright's; returns it."""
        context.on("weberror", lambda error: self.add(f"script error: {error.error}"))
        context.on("console", self._read)
        context.on("request", lambda request: self.see_address(request.url))
        context.on("requestfailed", lambda request: self.add(f"failed {request.failure}: {request.url}"))
        context.on("response", self._see_response)
        return context

    def _read(self, message):
        if message.type in ("error", "warning"):
            self.add(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _see_response(self, response):
        if response.status >= 500:
            self.add(f"status {response.status}: {response.url}")
