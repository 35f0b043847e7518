"""Puts modules that are always needed together into one file: small files compress badly and each costs a request.

A bundle is an ES module. Its members stand in one function, each after the members that it imports; what a member
declares outside of its functions gets the member's name added, and its imports become those names. The bundle exports
what its members export, so that the import map can give every member's bare name the bundle's address. Written for the
subset of the module syntax that our own scripts use; anything else stops the start.
"""

import re
from collections import Counter

from webapp.delivery import minify, shorten

# Name of the bundle -> the modules in it, by their bare names. A module that is named nowhere is sent alone.
GROUPS = {
    "first": (
        "body-plate", "close-ups", "double-tap", "fragments", "held-pages", "late-pictures", "plain", "refusable", "shell",
        "status-line", "words",
    ),
    "phone": (
        "apple", "heart-button", "install-invitation", "last-practice", "measure-switch", "mirror", "offline", "outbox", "phone-store",
        "share-button", "typed", "uuid",
    ),
    "safety": ("answers", "left-out", "red-flags", "safety-questions"),
    "leaves": (
        "appearance-choice", "calendar", "cards", "comfort-chart", "days", "favorites-list", "history-list",
        "practice-calendar", "saved-offline", "waiting-list", "your-data",
    ),
    "own": ("own-editor", "own-parts", "own-practice", "own-routine", "own-routines"),
    "player": (
        "breathing", "chime", "clock", "cues", "leave-guard", "light", "media-keys", "picture-fit", "plan",
        "practice-absence", "practice-after", "practice-before", "practice-choices", "practice-controls",
        "practice-guide", "practice-hold", "practice-leaving", "practice-open", "practice-picture", "practice-player",
        "practice-record", "practice-stage", "practice-store", "practice-thread", "timekeeper",
        "vibration", "voice", "wake-lock",
    ),
}  # fmt: skip

IMPORT = re.compile(
    r'^import\s+(?:(?P<names>\{[^}]*\})\s*from\s*|\*\s*as\s+(?P<space>\w+)\s+from\s*)?"(?P<module>[\w-]+)";?', re.M
)
EXPORT = re.compile(r"^export\s+(?=(?:(?:async\s+)?function\*?|const|class)\s+(?P<name>[\w$]+))", re.M)
DYNAMIC = re.compile(r'(?<!\{)\bimport\("([\w-]+)"\)')
LEFT_OVER = re.compile(r"^\s*(import\s*[\w*{\"']|export\b).*", re.M)


class BundleError(ValueError):
    """A module cannot be put into its bundle; the message names it and says why."""


def bundle(members, texts):
    """One ES module that is all of `members`.

    members: bare names. texts: bare name -> source of the module, of these and of all others. Raises BundleError.
    """
    modules = {name: Module(name, texts[name], members) for name in members}
    uses = Counter(name for module in modules.values() for name in module.exports)
    outside = sorted({name for module in modules.values() for name in module.outside})
    given = [(name, module.own(name)) for module in modules.values() for name in module.exports if uses[name] == 1]
    return "\n".join([
        *(f'import * as {local(name)} from "{name}";' for name in outside),
        f"export const {{ {', '.join(name for name, _ in given)} }} = (() => {{",
        *(modules[name].text(modules) for name in ordered(modules)),
        f"return {{ {', '.join(f'{name}: {own}' for name, own in given)} }};",
        "})();",
    ])  # fmt: skip


class Module:
    """A module made a member. `exports`: names; `inside` and `outside`: the modules it imports."""

    def __init__(self, name, source, members):
        self.name, self.members, self.source = name, members, source
        self.inside, self.outside = [], []
        self.taken, self.spaces = {}, {}  # name here -> (module it comes from, its name there); name here -> module
        body = EXPORT.sub("", IMPORT.sub(self._import, source))
        self.exports = [match["name"] for match in EXPORT.finditer(source)]
        if left := LEFT_OVER.search(body):
            raise BundleError(f"static/js/{name}.js: the bundle does not understand: {left[0].strip()}")
        self.body = body

    def own(self, name):
        """What `name` of this module, declared outside of its functions, is called in the bundle."""
        return f"{name}{local(self.name)}"

    def text(self, modules):
        """The statements of this member. modules: bare name -> Module, of all members."""
        root = minify.parsed(self.body)
        source, end = self.body.encode(), 0
        pieces = [self._space(name, module, modules) for name, module in self.spaces.items()]
        for node, _, home in sorted(shorten.resolved(root)[0], key=lambda name: name[0].start_byte):
            name = node.text.decode()
            if home == root.id:
                new = self.own(name)
            elif home is None and name in self.taken:
                module, theirs = self.taken[name]
                new = modules[module].own(theirs) if module in modules else f"{local(module)}.{theirs}"
            elif home is None and name in self.spaces:
                new = self.own(name)
            else:
                continue
            key = f"{name}: " if node.type in shorten.SHORTHAND else ""
            pieces += [source[end : node.start_byte].decode(), key, new]
            end = node.end_byte
        return "".join([*pieces, source[end:].decode()])

    def _space(self, name, module, modules):
        """The statement that makes an object of all that `module` exports."""
        if module not in modules:
            return f"const {self.own(name)} = {local(module)};\n"
        exports = (f"{one}: {modules[module].own(one)}" for one in modules[module].exports)
        return f"const {self.own(name)} = {{ {', '.join(exports)} }};\n"

    def _import(self, match):
        module = match["module"]
        (self.inside if module in self.members else self.outside).append(module)
        for part in (match["names"] or "{}")[1:-1].split(","):
            theirs, _, ours = part.strip().partition(" as ")
            if theirs:
                self.taken[(ours or theirs).strip()] = (module, theirs)
        if match["space"]:
            self.spaces[match["space"]] = module
        return ""


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
