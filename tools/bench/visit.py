"""The first visit to `/` on a phone that knows nothing yet: requests, hosts and bytes over the wire."""

from urllib.parse import urlsplit

from tools.bench.figures import Figure
from tools.bench.weight import kilobytes

QUIET = 1500  # ms without a new request after which nothing more is expected


def visit(bench, address="/"):
    """[(url, bytes over the wire, headers included)] of everything that the page itself asks for.

    The worker that puts the rest on the phone in idle time is not let in; nothing of the page waits for it.
    """
    context = bench.browser.new_context(**bench.phone, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    urls, sizes = {}, {}
    session.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    session.send("Network.enable")
    page.goto(address, wait_until="load")
    seen = -1
    while seen != len(urls) or len(sizes) < len(urls):
        seen = len(urls)
        page.wait_for_timeout(QUIET)
    context.close()
    return [(urls[key], size) for key, size in sizes.items() if urls[key].startswith("http")]


def measure(bench):
    seen = visit(bench)
    home = urlsplit(bench.server.url).netloc
    yield Figure("first visit to /, bytes over the wire", kilobytes(sum(size for _, size in seen)), 50, "KB")
    yield Figure("first visit to /, requests", len(seen), 8)
    yield Figure("first visit to /, requests to other hosts", sum(urlsplit(url).netloc != home for url, _ in seen), 0)
