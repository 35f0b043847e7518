"""What the phone is sent to hold everything: the pack, the pictures, the scripts, counted as they cross the wire."""

from tools.bench.figures import Figure
from tools.bench.tap import on_the_phone
from tools.bench.weight import kilobytes, sent

HELD = """async () => {
  const addresses = new Set();
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) addresses.add(request.url);
  }
  return [...addresses];
}"""


def measure(bench):
    context = bench.browser.new_context(**bench.phone)
    page = context.new_page()
    on_the_phone(page)
    # What the worker itself notes down never crossed the wire.
    addresses = [address for address in page.evaluate(HELD) if not address.endswith("/saved-offline")]
    context.close()
    size = sum(sent(address) for address in addresses)
    yield Figure("everything on the phone, as sent", kilobytes(size), 1024, "KB", note=f"{len(addresses)} files")
