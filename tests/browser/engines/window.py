#!/usr/bin/python3
"""A window for WebKitGTK that can be as narrow as a phone, driven by WebKitWebDriver: it asks for a view, we show it bare.

Run by the system's Python, which has `gi`. The environment says the rest: WINDOW_PROFILE, the folder of what is kept;
WINDOW_SIZE, "390x844"; WINDOW_SCRIPT, a file that runs first in every page; WINDOW_LOG, a file that gets a line of JSON for
everything that was asked for or went wrong; WINDOW_LOOK, words among "dark", "still" and "nothing-kept".
"""

import json
import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

LOOK = os.environ.get("WINDOW_LOOK", "").split()
WIDTH, HEIGHT = map(int, os.environ["WINDOW_SIZE"].split("x"))
log = open(os.environ["WINDOW_LOG"], "a", encoding="utf-8")  # noqa: SIM115 -- as long as the window


def note(kind, **facts):
    print(json.dumps({"kind": kind, **facts}), file=log, flush=True)


def watch(view, resource, request):
    address = request.get_uri()
    note("request", url=address)

    def finished(resource):
        response = resource.get_response()
        if response and response.get_status_code() >= 400:
            note("status", url=address, text=str(response.get_status_code()))

    resource.connect("finished", finished)
    resource.connect("failed", lambda resource, error: note("failed", url=address, text=error.message))


def make_view(session):
    content = WebKit2.UserContentManager()
    content.register_script_message_handler("note")
    content.connect("script-message-received::note", lambda _, result: note("page", text=result.get_js_value().to_string()))
    with open(os.environ["WINDOW_SCRIPT"], encoding="utf-8") as script:
        everywhere, first = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
        content.add_script(WebKit2.UserScript.new(script.read(), everywhere, first, None, None))
    settings = WebKit2.Settings()
    settings.set_enable_write_console_messages_to_stdout(True)
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True, user_content_manager=content, settings=settings)
    view.connect("resource-load-started", watch)
    view.connect("web-process-terminated", lambda view, why: note("page", text=f"the web process ended: {why.value_nick}"))
    window = Gtk.Window(decorated=False)
    window.set_default_size(WIDTH, HEIGHT)
    window.add(view)
    window.show_all()
    return view


def start(context, session):
    browser = WebKit2.ApplicationInfo()
    browser.set_name("MiniBrowser")
    session.set_application_info(browser)
    session.connect("create-web-view", make_view)


Gtk.init(sys.argv)
look = Gtk.Settings.get_default()
look.set_property("gtk-application-prefer-dark-theme", "dark" in LOOK)
look.set_property("gtk-enable-animations", "still" not in LOOK)
folder = os.environ["WINDOW_PROFILE"]
kept = WebKit2.WebsiteDataManager(base_data_directory=f"{folder}/data", base_cache_directory=f"{folder}/cache")
context = WebKit2.WebContext(website_data_manager=kept)
cookies = context.get_cookie_manager()
cookies.set_persistent_storage(f"{folder}/cookies.sqlite", WebKit2.CookiePersistentStorage.SQLITE)
if "nothing-kept" in LOOK:
    cookies.set_accept_policy(WebKit2.CookieAcceptPolicy.NEVER)
context.set_preferred_languages(["en-US"])
context.set_automation_allowed(True)
context.connect("automation-started", start)
GLib.unix_signal_add(GLib.PRIORITY_HIGH, 15, Gtk.main_quit)
Gtk.main()
