"""What the phone is sent to hold everything, counted as it crosses the wire, and what it answers with the server stopped."""

from tools.bench.figures import Figure
from tools.bench.tap import on_the_phone
from tools.bench.weight import kilobytes, sent
from webapp.catalogue import load_catalogue
from webapp.offline import offline_pack

HELD = """async () => {
  const addresses = new Set();
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) addresses.add(request.url);
  }
  return [...addresses];
}"""
# A page has to come whole and as a fragment, with something in it.
ANSWERED = """async (addresses) => {
  let answered = 0;
  for (const address of addresses) {
    const forms = address.startsWith("/static/") ? [{}] : [{}, { "HX-Request": "true", "HX-Request-Type": "partial" }];
    const texts = forms.map((headers) => fetch(address, { headers }).then((answer) => (answer.ok ? answer.text() : ""), () => ""));
    if ((await Promise.all(texts)).every(Boolean)) answered += 1;
  }
  return answered;
}"""


def measure(bench):
    context = bench.browser.new_context(**bench.phone)
    page = context.new_page()
    on_the_phone(page)
    # What the worker itself notes down never crossed the wire.
    held = [address for address in page.evaluate(HELD) if not address.endswith("/saved-offline")]
    size = sum(sent(address) for address in held)
    yield Figure("everything on the phone, as sent", kilobytes(size), 1024, "KB", note=f"{len(held)} files")
    files = [address.removeprefix(bench.server.url) for address in held if "/static/" in address]
    addresses = [*offline_pack.addresses(load_catalogue()), *files]
    bench.server.stop()
    answered = page.evaluate(ANSWERED, addresses)
    bench.server.start()
    context.close()
    note = f"{answered} of {len(addresses)} addresses and pictures"
    yield Figure("server stopped: answers from the phone", round(100 * answered / len(addresses), 1), 100, "%", at_least=True, note=note)
