"""The search as the phone answers it: the time to find things, and from asking to the answer with the server out of reach."""

from statistics import median

from tests.browser.serving import ROOT
from tools.bench.figures import Figure
from tools.bench.tap import on_the_phone
from webapp.catalogue import load_catalogue
from webapp.catalogue.search import Search

QUERIES = ("lower back", "headake", "my back hurts", "kidny transprt", "shen shu", "behind the knee", "B54", "b", "xyzzyxyzzy")
SLOWER = 4  # times
BAR = 30  # ms

# Each query three times on the thread whose processor is slowed down; the worker's own cannot be.
FIND = """async ([source, index, queries]) => {
  const { phoneSearch: search } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const before = performance.now();
  const opened = search.open(index);
  const opening = performance.now() - before;
  const times = queries.flatMap((query) => [1, 2, 3].map(() => {
    const before = performance.now();
    search.find(opened, query);
    return performance.now() - before;
  }));
  return { opening, times };
}"""
ASK = """async (queries) => {
  const times = [];
  for (const query of queries) {
    const before = performance.now();
    const answer = await fetch(`/search/results?q=${encodeURIComponent(query)}`, { headers: { "HX-Request-Type": "partial" } });
    await answer.text();
    times.push(performance.now() - before);
  }
  return times;
}"""


def measure(bench):
    context = bench.browser.new_context(**bench.phone)
    page = context.new_page()
    on_the_phone(page)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    source = (ROOT / "static" / "js" / "offline" / "phone-search.js").read_text(encoding="utf-8")
    found = page.evaluate(FIND, [source, Search(load_catalogue()).index(), QUERIES])
    note = f"worst of {len(found['times'])}; the index made ready once in {found['opening']:.0f} ms"
    yield Figure(f"search on the phone, finding, CPU × {SLOWER}", round(max(found["times"]), 1), BAR, "ms", note=note)
    context.set_offline(True)
    page.evaluate(ASK, QUERIES[:1])
    times = page.evaluate(ASK, QUERIES)
    note = f"median of {len(times)}, {min(times):.0f} to {max(times):.0f}, the worker at full speed"
    yield Figure(f"search with no network, from asking to the answer, CPU × {SLOWER}", round(median(times)), BAR, "ms", note=note)
    context.close()
