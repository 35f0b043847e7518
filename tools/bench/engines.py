"""Three engines: what a finger finds on the body, the main job from end to end, the body turned over and over."""

import tempfile
from contextlib import contextmanager

from tests.browser import browsers, engines, main_job, telling, touch
from tests.browser.browser_errors import BrowserErrors
from tools.bench.figures import Figure

TURNS = 20
WINDOWS = {"phone": (390, 844), "desktop": (1280, 800)}


def measure(bench):
    figures = []
    for engine in engines.ENGINES:
        if engine != "chromium" and (why := browsers.missing(engine)):
            figures.append(Figure(engine, None, None, note=why))
            continue
        figures += [*touches(bench, engine), *turns(bench, engine), story(bench, engine)]
    return figures


@contextmanager
def profile(bench, engine, browser_errors):
    """open_phone() -> a window of one new profile; all are closed at the end."""
    windows = []
    with tempfile.TemporaryDirectory(dir=bench.folder, ignore_cleanup_errors=True) as folder:

        def open_phone(**options):
            windows.append(engines.start(engine, bench.server.url, browser_errors, folder, bench.playwright, **options))
            return windows[-1]

        try:
            yield open_phone
        finally:
            for window in windows:
                window.close()


def touches(bench, engine):
    """Regions whose name or shape opens another page or nothing, or whose name cannot be read; all screens, both sides."""
    wrong = dead = cut = regions = 0
    with profile(bench, engine, BrowserErrors(bench.server.url)) as open_phone:
        window = open_phone()
        for side in touch.SIDES:
            touch.show(window, side)
            for size in touch.SIZES:
                window.resize(*size)
                touch.show(window, side)
                seen = touch.look(window)
                wrong, dead, cut = wrong + len(seen.wrong), dead + len(seen.dead), cut + len(seen.cut)
                regions += seen.regions
    note = f"{regions} regions on {len(touch.SIZES)} screens, both sides"
    return [
        Figure(f"{engine}: touches that open another page", wrong, 0, note=note),
        Figure(f"{engine}: touches that open nothing", dead, 0),
        Figure(f"{engine}: names cut or under {touch.MIN_TARGET} px", cut, 0),
    ]


def turns(bench, engine):
    """How often the body was not there in twenty turns, with the worker in control."""
    for name, size in WINDOWS.items():
        gone = 0
        with profile(bench, engine, BrowserErrors(bench.server.url)) as open_phone:
            window = open_phone(size=size)
            telling.saved(window)
            for turn in range(TURNS):
                try:
                    telling.turn(window, ("Front", "Back")[turn % 2])
                except AssertionError:
                    gone += 1
                    window.open("/")
        yield Figure(f"{engine}: body gone in {TURNS} turns, {name}", gone, 0)


def story(bench, engine):
    """Whether the main job is done with the server and without it, and what went wrong unseen."""
    browser_errors = BrowserErrors(bench.server.url)
    browser_errors.allow_unreachable()
    name = f"{engine}: main job, worker in control, then server stopped"
    try:
        with profile(bench, engine, browser_errors) as open_phone:
            main_job.do(open_phone, bench.server)
    except AssertionError as error:
        return Figure(name, 0, 1, at_least=True, note=str(error).splitlines()[0][:160])
    finally:
        bench.server.start()
    unseen = browser_errors.remaining()
    return Figure(name, 0 if unseen else 1, 1, at_least=True, note=unseen[0][:160] if unseen else "")
