"""A page that is left in the middle of its keeping holds up none that comes after it: WebKit keeps it with all it has begun."""

from tests.browser import phone

ENTRY = (
    """{ id: crypto.randomUUID(), method: "PUT", url: "/favorites/points/LU9", made: new Date().toISOString(), refused: { status: 422 } }"""
)
KEEP = phone.script(f"() => import('local-store').then(({{ localStore }}) => localStore.append({ENTRY}))")
LEAVE = phone.script(
    """(ms) => import('local-store').then(({ localStore }) => {
  const ignore = () => {};
  localStore.append(ENTRY).catch(ignore);
  localStore.entries().then((all) => all.map((one) => localStore.change(one, (kept) => ({ ...kept })).catch(ignore))).catch(ignore);
  window.isLeft = true;
  setTimeout(() => location.assign(`/about?${crypto.randomUUID()}`), ms);
})""".replace("ENTRY", ENTRY)
)
COUNT = phone.script("""(ms) => import('local-store').then(({ localStore }) =>
  Promise.race([localStore.entries().then((all) => all.length), new Promise((go) => setTimeout(go, ms, null))]))""")
LEFT = 16  # times
TIMEOUT_MS = 20_000


def test_the_next_page_finds_what_was_kept_and_can_keep_more(open_window):
    window = open_window("webkit")
    window.open("/about")
    window.evaluate(KEEP)  # the store is made at the first visit
    for time in range(LEFT):
        window.evaluate(LEAVE, time % 4)
        window.wait("() => !window.isLeft", why="the next page")
        assert window.evaluate(COUNT, TIMEOUT_MS) is not None, time
    kept = window.evaluate(COUNT, TIMEOUT_MS)
    window.evaluate(KEEP)
    assert window.evaluate(COUNT, TIMEOUT_MS) == kept + 1
