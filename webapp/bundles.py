"""Puts modules that are always needed together into one file: small files compress badly and each costs a request.

A bundle is an ES module. Each member becomes a function that is called once, after the members that it imports; its
imports become the results of those calls. The bundle exports what its members export, so that the import map can
give every member's bare name the bundle's address. Written for the subset of the module syntax that our own scripts
use; anything else stops the start.
"""

import re
from collections import Counter

# Name of the bundle -> the modules in it, by their bare names. A module that is named nowhere is sent alone.
GROUPS = {
    "first": ("body-plate", "close-ups", "held-pages", "shell", "status-line", "words"),
    "phone": (
        "heart-button", "install-invitation", "last-practice", "measure-switch", "mirror", "offline", "outbox", "phone-store",
        "share-button",
    ),
    "safety": ("answers", "left-out", "red-flags", "safety-questions"),
    "leaves": (
        "appearance-choice", "calendar", "cards", "comfort-chart", "days", "favorites-list", "history-list",
        "saved-offline", "waiting-list", "your-data",
    ),
    "own": ("own-editor", "own-parts", "own-practice", "own-routine", "own-routines"),
    "player": (
        "breathing", "chime", "clock", "comfort-scale", "cues", "leave-guard", "light", "media-keys", "plan",
        "practice-absence", "practice-after", "practice-calendar", "practice-choices", "practice-guide", "practice-open", "practice-picture",
        "practice-player", "practice-record", "practice-stage", "practice-store", "practice-thread", "timekeeper",
        "vibration", "voice", "wake-lock",
    ),
}  # fmt: skip

IMPORT = re.compile(
    r'^import\s+(?:(?P<names>\{[^}]*\})\s*from\s*|\*\s*as\s+(?P<space>\w+)\s+from\s*)?"(?P<module>[\w-]+)";?', re.M
)
EXPORT = re.compile(r"^export\s+(?P<kind>(?:async\s+)?function\*?|const|class)\s+(?P<name>[\w$]+)", re.M)
DYNAMIC = re.compile(r'(?<!\{)\bimport\("([\w-]+)"\)')
LEFT_OVER = re.compile(r"^\s*(import\s*[\w*{\"']|export\b).*", re.M)


class BundleError(ValueError):
    """A module cannot be put into its bundle; the message names it and says why."""


def bundle(members, texts, squeeze=str):
    """One ES module that is all of `members`.

    members: bare names. texts: bare name -> source of the module, of these and of all others. squeeze: what makes the
    members' own text smaller; it may rename what is local, not what begins with "$". Raises BundleError.
    """
    modules = {name: Module(name, texts[name], members) for name in members}
    clashes = [name for name, count in Counter(n for m in modules.values() for n in m.exports).items() if count > 1]
    outside = sorted({line for module in modules.values() for line in module.outside})
    lines = [f'import * as {local(name)} from "{name}";' for name in outside]
    lines.append(squeeze("\n".join(modules[name].text for name in ordered(modules))))
    for module in modules.values():
        names = [name for name in module.exports if name not in clashes]
        if names:
            lines.append(f"export const {{ {', '.join(names)} }} = {local(module.name)};")
    return "\n".join(lines)


class Module:
    """A module made a member: `text` defines `local(name)`, `inside` and `outside` are the modules it imports."""

    def __init__(self, name, source, members):
        self.name, self.members = name, members
        self.inside, self.outside = [], []
        body = EXPORT.sub(r"\g<kind> \g<name>", IMPORT.sub(self._import, source))
        self.exports = [match["name"] for match in EXPORT.finditer(source)]
        if left := LEFT_OVER.search(body):
            raise BundleError(f"static/js/{name}.js: the bundle does not understand: {left[0].strip()}")
        self.text = f"const {local(name)} = (() => {{\n{body}\nreturn {{ {', '.join(self.exports)} }};\n}})();"

    def _import(self, match):
        module = match["module"]
        (self.inside if module in self.members else self.outside).append(module)
        if match["names"]:
            return f"const {match['names'].replace(' as ', ': ')} = {local(module)};"
        return f"const {match['space']} = {local(module)};" if match["space"] else ""


def entrances(texts):
    """The modules of `texts` (bare name -> source) that can be asked for from outside their bundle.

    Those that define an element, those that a module of another bundle imports, and those that are sent alone.
    """
    home = {name: group for group, members in GROUPS.items() for name in members}
    asked = {name for name, text in texts.items() if name not in home or "customElements.define(" in text}
    for name, text in texts.items():
        wanted = [match["module"] for match in IMPORT.finditer(text)] + DYNAMIC.findall(text)
        asked |= {module for module in wanted if module in texts and home.get(module) != home.get(name)}
    return asked


def local(name):
    """The variable of a bundle that holds what a module exports."""
    return "$" + name.replace("-", "_")


def ordered(modules):
    """The names of `modules`, each after those that it imports. Raises BundleError for a circle."""
    done, under_way = [], []

    def visit(name):
        if name in done:
            return
        if name in under_way:
            raise BundleError(f"static/js: modules import each other in a circle: {' → '.join([*under_way, name])}")
        under_way.append(name)
        for needed in modules[name].inside:
            visit(needed)
        under_way.pop()
        done.append(name)

    for name in sorted(modules):
        visit(name)
    return done
