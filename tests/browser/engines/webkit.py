"""WebKitGTK, of the family of the iPhone's engine: by Selenium, in a bare window of our own. Touch arrives there as mouse."""

import base64
import json
import math
import os
import warnings
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.engines import ahead, tell
from tests.browser.engines.display import display
from tests.browser.engines.driver import PHONE, Driver, PageGone

WINDOW = Path(__file__).with_name("window.py")
PROGRAM = "/usr/bin/WebKitWebDriver"
TELL = "window.webkit.messageHandlers.note.postMessage(text)"
# What WebDriver says when the page that was asked is on its way out.
GOING = ("no such window", "navigat", "page crashed", "no such execution", "unloaded", "terminated")
RUN = """const [given, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];
new Promise((go) => go((%s)(...given))).then((value) => done({ value: value ?? null }), (error) => done({ error: String(error?.stack ?? error) }));"""


class WebKit(Driver):
    engine = "webkit"
    near = math.inf  # it counts clicks wherever they are

    def __init__(self, url, browser_errors, folder, size=PHONE, look=(), ready="complete"):
        """folder: where the profile is or will be. look: words among "dark", "still", "nothing-kept"."""
        super().__init__(url, browser_errors, ready)
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        script, self.log = self.folder / "first.js", self.folder / "window.log"
        script.write_text(tell.script(TELL, tell.REFUSALS, tell.ERRORS) + ahead.SCRIPT, encoding="utf-8")
        self.log.touch()
        self.read = self.log.stat().st_size
        options = Options()
        options.binary_location = str(WINDOW)
        options.add_argument("--automation")
        options.page_load_strategy = "normal" if ready == "complete" else "none"  # by "eager" it waits for everything all the same
        self.service = Service(
            PROGRAM,
            log_output=str(self.folder / "driver.log"),
            env={
                **os.environ,
                "DISPLAY": display(),
                "NO_AT_BRIDGE": "1",
                "WINDOW_SIZE": "x".join(map(str, size)),
                "WINDOW_PROFILE": str(self.folder),
                "WINDOW_SCRIPT": str(script),
                "WINDOW_LOG": str(self.log),
                "WINDOW_LOOK": " ".join(look),
            },
        )
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "setting remote_server_addr", DeprecationWarning)  # it is Selenium that does so
            self.browser = webdriver.WebKitGTK(options=options, service=self.service)
        self.browser.set_script_timeout(60)

    def _navigate(self, address):
        self.browser.get(address)

    def reload(self):
        self.browser.refresh()

    def back(self):
        self.browser.back()

    def _call(self, function, *arguments):
        try:
            answer = self.browser.execute_async_script(RUN % function, *arguments)
        except WebDriverException as error:
            if any(word in str(error).lower() for word in GOING):
                raise PageGone(str(error)) from error
            raise
        finally:
            self._listen()
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def _listen(self):
        """Pass on what the window has noted since the last time."""
        with self.log.open(encoding="utf-8") as log:
            log.seek(self.read)
            for line in log:
                if not line.endswith("\n"):
                    break
                self.read += len(line.encode())
                fact = json.loads(line)
                if fact["kind"] == "request":
                    self.browser_errors.see_address(fact["url"])
                elif fact["kind"] == "page":
                    self.browser_errors.add(fact["text"])
                else:
                    self.browser_errors.add(f"{fact['kind']} {fact['text']}: {fact['url']}")

    def _tap(self, x, y):
        actions = ActionBuilder(self.browser)
        actions.pointer_action.move_to_location(round(x), round(y))
        actions.pointer_action.pointer_down()
        actions.pointer_action.pointer_up()
        actions.perform()

    def _type(self, text):
        ActionChains(self.browser).send_keys(text).perform()

    def _resize(self, width, height):
        self.browser.set_window_rect(width=width, height=height)

    def _picture(self):
        return base64.b64decode(self.browser.get_screenshot_as_base64())

    def _close(self):
        self._listen()
        self.browser.quit()
