"""The first visit to `/` on a phone that knows nothing yet: requests, hosts and bytes over the wire."""

from urllib.parse import urlsplit

from tools.bench.figures import Figure
from tools.bench.weight import kilobytes

QUIET = 1500  # ms without a new request after which nothing more is expected
USABLE = "() => window.htmx && customElements.get('body-plate')"


def visit(bench, address="/"):
    """[(url, bytes over the wire with headers, asked for before the page could be used)] of all that the page asks for.

    The page can be used when its picture is there and its scripts, which follow the first paint, have run. The worker,
    which puts the rest on the phone in idle time, is not let in; nothing of the page waits for it.
    """
    context = bench.browser.new_context(**bench.phone, service_workers="block")
    page = context.new_page()
    session = context.new_cdp_session(page)
    asked, sizes = {}, {}
    session.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event}))
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    session.send("Performance.enable")
    session.send("Network.enable")
    page.goto(address, wait_until="load")
    page.wait_for_function(USABLE)
    metrics = session.send("Performance.getMetrics")["metrics"]
    [usable] = [one["value"] for one in metrics if one["name"] == "Timestamp"]
    seen = -1
    while seen != len(asked) or len(sizes) < len(asked):
        seen = len(asked)
        page.wait_for_timeout(QUIET)
    context.close()
    return [(asked[key]["request"]["url"], size, asked[key]["timestamp"] <= usable) for key, size in sizes.items()]


def measure(bench):
    seen = [one for one in visit(bench) if one[0].startswith("http")]
    home = urlsplit(bench.server.url).netloc
    used = [size for _, size, before in seen if before]
    after = sum(size for _, size, before in seen if not before)
    note = f"then {kilobytes(after)} KB in {len(seen) - len(used)} requests in idle time"
    yield Figure("first visit to / until it can be used, bytes over the wire", kilobytes(sum(used)), 50, "KB", note=note)
    yield Figure("first visit to / until it can be used, requests", len(used), 8)
    yield Figure("first visit to /, requests to other hosts", sum(urlsplit(url).netloc != home for url, *_ in seen), 0)
