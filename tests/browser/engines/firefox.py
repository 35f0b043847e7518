"""Firefox, by WebDriver BiDi, which it speaks by itself: started headless with a profile, told what to do over a socket."""

import base64
import json
import re
import shutil
import subprocess
import time
from pathlib import Path

from tests.browser import fonts
from tests.browser.engines import ahead, tell
from tests.browser.engines.bidi import Connection, Refused
from tests.browser.engines.driver import PHONE, Driver, PageGone

NAMES = ("firefox-esr", "firefox")
TIMEOUT = 60  # seconds that a start may take
# Nothing of the browser's own talks to the network; it has a finger, not a mouse, as a phone has.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage": "about:blank",
    "browser.startup.page": 0,
    "browser.tabs.warnOnClose": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_beforeunload": True,
    "dom.w3c_touch_events.enabled": 1,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "intl.accept_languages": "en-US, en",
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "termsofuse.bypassNotification": True,
    "toolkit.telemetry.server": "data:,",
    "ui.allPointerCapabilities": 1,
    "ui.primaryPointerCapabilities": 1,
}
LOOKS = {
    "dark": {"ui.systemUsesDarkTheme": 1, "layout.css.prefers-color-scheme.content-override": 0},
    "light": {"ui.systemUsesDarkTheme": 0, "layout.css.prefers-color-scheme.content-override": 1},
    "still": {"ui.prefersReducedMotion": 1},
    "nothing-kept": {"network.cookie.cookieBehavior": 2},
    "private": {"browser.privatebrowsing.autostart": True},
    "forced-colors": {"browser.display.document_color_use": 2},
    "no-scripts": {"javascript.enabled": False},
}
EVENTS = ["log.entryAdded", "network.beforeRequestSent", "network.responseCompleted", "network.fetchError"]
TELL = "console.error(text)"
GOING = ("no such frame", "no such realm", "AbortError", "destroyed", "discarded")
RUN = "async (...given) => JSON.stringify((await (%s)(...given)) ?? null)"


def program():
    """The path of the system's Firefox, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Firefox(Driver):
    engine = "firefox"

    def __init__(self, url, browser_errors, folder, size=PHONE, look=(), ready="complete"):
        """folder: where the profile is or will be. look: words among those of LOOKS."""
        super().__init__(url, browser_errors, ready)
        self.profile = Path(folder) / "profile"
        self.profile.mkdir(parents=True, exist_ok=True)
        self._prefer(look if "dark" in look else ("light", *look))
        self.process, address = self._start(Path(folder) / "browser.log")
        self.connection = Connection(f"{address}/session", self._hear)
        self.connection.send("session.new", capabilities={})
        self.page = self.connection.send("browsingContext.getTree")["contexts"][0]["context"]
        self.connection.send("session.subscribe", events=EVENTS)
        first = tell.script(TELL, tell.REFUSALS) + ahead.SCRIPT
        self.connection.send("script.addPreloadScript", functionDeclaration=f"() => {{ {first} }}")
        self._resize(*size)

    def _prefer(self, look):
        # A page's own process is kept from reading anything but the system's fonts.
        readable = {path for folder in fonts.folders() for path in (folder, folder.resolve())}
        wanted = PREFERENCES | {"security.sandbox.content.read_path_whitelist": ",".join(f"{path}/" for path in sorted(readable))}
        for word in look:
            wanted |= LOOKS[word]
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()]
        (self.profile / "user.js").write_text("".join(lines), encoding="utf-8")

    def _start(self, log):
        """Start the browser; returns its process and the address that it prints."""
        command = [program(), "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(self.profile)]
        log.write_bytes(b"")
        with log.open("ab") as out:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end and process.poll() is None:
            if found := re.search(r"ws://\S+", log.read_text(errors="replace")):
                return process, found[0]
            time.sleep(0.02)
        process.kill()
        raise RuntimeError(f"Firefox did not start:\n{log.read_text(errors='replace')[-2000:]}")

    def _hear(self, method, params):
        if method == "log.entryAdded":
            if params["level"] in ("error", "warn") and params["source"].get("context", self.page) == self.page:
                self.browser_errors.add(f"console {params['level']}: {params.get('text')}{where(params)}")
            return
        address = params["request"]["url"]
        if method == "network.beforeRequestSent":
            self.browser_errors.see_address(address)
        elif method == "network.fetchError":
            self.browser_errors.add(f"failed {params['errorText']}: {address}")
        elif params["response"]["status"] >= 400:
            self.browser_errors.add(f"status {params['response']['status']}: {address}")

    def _navigate(self, address):
        self._go("browsingContext.navigate", url=address, wait=self.ready)

    def reload(self):
        self._go("browsingContext.reload", wait="complete")

    def back(self):
        self._go("browsingContext.traverseHistory", delta=-1)

    def _go(self, method, **params):
        try:
            self.connection.send(method, context=self.page, **params)
        except Refused as refused:
            # Nobody answered: the browser's own page is up, and the story sees that.
            if refused.kind != "unknown error":
                raise

    def _call(self, function, *arguments):
        try:
            answer = self.connection.send(
                "script.callFunction",
                functionDeclaration=RUN % function,
                arguments=[local(one) for one in arguments],
                target={"context": self.page},
                awaitPromise=True,
            )
        except Refused as refused:
            if any(word in str(refused) for word in GOING):
                raise PageGone(str(refused)) from refused
            raise
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def _act(self, source):
        self.connection.send("input.performActions", context=self.page, actions=[source])

    def _tap(self, x, y):
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        steps = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act({"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": steps})

    def _type(self, text):
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": keys})

    def _resize(self, width, height):
        self.connection.send("browsingContext.setViewport", context=self.page, viewport={"width": width, "height": height})

    def _picture(self):
        return base64.b64decode(self.connection.send("browsingContext.captureScreenshot", context=self.page)["data"])

    def _close(self):
        try:
            self.connection.send("browser.close")
        finally:
            self.connection.close()
            try:
                self.process.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                self.process.kill()


def where(params):
    """The places in our scripts that a message came from, the innermost first."""
    frames = (params.get("stackTrace") or {}).get("callFrames", [])
    return "".join(f" < {one['functionName']} {one['url']}:{one['lineNumber']}:{one['columnNumber']}" for one in frames[:4])


def local(value):
    """A JSON value as BiDi's arguments want it."""
    if value is None:
        return {"type": "null"}
    if isinstance(value, bool):
        return {"type": "boolean", "value": value}
    if isinstance(value, (int, float)):
        return {"type": "number", "value": value}
    if isinstance(value, str):
        return {"type": "string", "value": value}
    if isinstance(value, (list, tuple)):
        return {"type": "array", "value": [local(one) for one in value]}
    return {"type": "object", "value": [[key, local(one)] for key, one in value.items()]}
