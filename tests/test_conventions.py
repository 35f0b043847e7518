"""What is agreed for every file of the project, held by reading the files."""

import ast
import base64
import hashlib
import re
import tomllib
from pathlib import Path

from tests.sources import ALL, PYTHON, ROOT, SCRIPTS, STYLES, TEMPLATES, VENDOR, each, name, own_files
from tests.spelling import BRITISH

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.S)


def markup(path):
    """A template's own tags: (tag, attributes as text with every Jinja expression taken out)."""
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.S)
    return [(tag.lower(), attributes) for tag, attributes in TAG.findall(JINJA.sub("", text))]


# --- markup ---------------------------------------------------------------------------------------------------------


@each(TEMPLATES)
def test_a_template_has_no_inline_style_handler_or_script_address(path):
    for tag, attributes in markup(path):
        assert not re.search(r"\sstyle\s*=", attributes), f"<{tag}> has an inline style"
        assert not re.search(r"\son[a-z]+\s*=", attributes), f"<{tag}> has an inline handler"
        assert not re.search(r"\s(data-)?hx-on", attributes), f"<{tag}> has hx-on, which needs eval"
        assert "javascript:" not in attributes
        assert not re.search(r"hx-(vals|headers|trigger)=[\"'](js:|[^\"']*\[)", attributes), f"<{tag}> needs eval"


@each(TEMPLATES)
def test_what_htmx_fetches_is_a_plain_link_or_form_too(path):
    text = path.read_text(encoding="utf-8")
    for tag, attributes in markup(path):
        if re.search(r"\shx-get\b", attributes):
            assert tag in ("a", "form", "input"), f"<{tag} hx-get> does nothing without JavaScript"
            if tag == "a":
                assert re.search(r"\shref=", attributes), "a link with hx-get has no href"
            else:
                assert re.search(r"<form[^>]*\saction=", text), f"<{tag} hx-get> is in no form with an action"


@each([*TEMPLATES, *SCRIPTS])
def test_nothing_locks_the_zoom(path):
    assert not re.search(r"user-scalable|maximum-scale", path.read_text(encoding="utf-8"))


VISIBLE_ATTRIBUTES = re.compile(r"\s(aria-label|aria-description|aria-roledescription|alt|title|placeholder)=\"([^\"]*)\"")
# What is a name in every language.
NAMES = re.compile(r"\b(Stillpoint|WHO|GitHub)\b")
WORD = re.compile(r"[^\W\d_]{2,}")


@each(TEMPLATES)
def test_every_visible_word_of_a_template_can_be_translated(path):
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}", " ", text, flags=re.S)
    text = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", " ", text, flags=re.S)
    text = JINJA.sub(" ", text)
    text = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>", " ", text, flags=re.S)
    for attribute, value in VISIBLE_ATTRIBUTES.findall(text):
        assert not WORD.search(NAMES.sub("", value)), f'{attribute}="{value}" is not in _("…")'
    bare = NAMES.sub("", re.sub(r"&\w+;", " ", TAG.sub(" ", re.sub(r"</[^>]*>|<!\w[^>]*>", " ", text))))
    found = [line.strip() for line in bare.splitlines() if WORD.search(line)]
    assert not found, f'not in _("…"): {found}'


# What the safety policy forbids to say; its own page has to name the words.
CLAIMS = re.compile(
    r"\b(treats|cures|heals|gets? rid of|detox\w*|boosts? (the |your )?immun\w+|clinically proven|doctors recommend)\b", re.I
)


@each([path for path in [*TEMPLATES, *SCRIPTS, ROOT / "README.md"] if "safety" not in path.name])
def test_nothing_promises_what_nobody_has_shown(path):
    assert not CLAIMS.findall(path.read_text(encoding="utf-8"))


EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u26ff\u2705\u274c\ufe0f]")


@each([*TEMPLATES, *SCRIPTS, *STYLES, *own_files(".toml", ".md"), *sorted(ROOT.glob("*.md"))])
def test_no_emoji_stands_for_an_icon(path):
    assert not EMOJI.search(path.read_text(encoding="utf-8"))


# --- scripts and styles ---------------------------------------------------------------------------------------------


@each([*TEMPLATES, *SCRIPTS, *STYLES, *own_files(".svg", rooms=("static", "templates"))])
def test_nothing_that_ships_names_another_host(path):
    hosts = set(re.findall(r"(?:https?:)?//([\w-]+(?:\.[\w-]+)+)", path.read_text(encoding="utf-8")))
    assert hosts <= {"www.w3.org"}


# The JSON of a <script>, and how much of a page is there, which is no fact of it. The player reads parts that it has written itself.
READS_WORDS = re.compile(
    r"(?<!script\"\))(?<!facts\]\"\))(?<!documentElement)\.(?:textContent|inner(?:Text|HTML)|outerHTML)\b(?! (?:=|!==) )"
)
CUTS_ADDRESS = re.compile(r"getAttribute\(\"href\"\)\.|\.href\.(?:slice|split|match|replace)")


@each([path for path in SCRIPTS if path.parent.name != "player"])
def test_a_script_takes_its_facts_from_data_and_not_from_words_or_addresses_of_a_page(path):
    text = path.read_text(encoding="utf-8")
    assert not READS_WORDS.findall(text), "reads what is written in a page"
    assert not CUTS_ADDRESS.findall(text), "cuts an address of a page into pieces"


TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")


def test_the_dark_theme_is_one_by_the_system_and_by_choice():
    blocks = re.findall(r':root(?::not\(\[data-theme="light"\]\)|\[data-theme="dark"\]) \{(.*?)\}', TOKENS, re.S)
    system, chosen = (re.findall(r"(--[\w-]+):\s*([^;]+);", block) for block in blocks)
    assert system == chosen


def test_the_mark_has_the_colors_of_the_tokens():
    for path in sorted((ROOT / "static" / "icons").glob("mark*.svg")):
        colors = set(re.findall(r"#[0-9a-f]{3,8}\b", path.read_text(encoding="utf-8")))
        assert colors and not [color for color in colors if color not in TOKENS], f"{name(path)}: draw it anew, and make icons"


@each(SCRIPTS)
def test_a_script_evaluates_no_text_and_leaves_no_trace_on_the_console(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|\bnew Function\b|\bdocument\.write\b|setTimeout\(\s*[\"'`]", text)
    assert not re.search(r"\bconsole\.(log|debug|info)\b|\bdebugger\b", text)


@each([path for path in SCRIPTS if path.name != "fragments.js"])
def test_a_script_asks_for_a_piece_of_a_page_through_the_module_that_knows_ours(path):
    """The worker, the outbox, drawings and the files of one's own data ask for no fragment and look at the answer themselves."""
    text = path.read_text(encoding="utf-8")
    assert '"HX-Request-Type": "partial"' not in text
    if path.name not in (
        "service-worker.js",
        "proven.js",
        "local-store.js",
        "picture-fit.js",
        "your-data.js",
        "import-file.js",
        "turning-body.js",
    ):
        assert not re.search(r"(?<![.\w#])fetch\(", text)


@each(SCRIPTS)
def test_a_script_asks_no_store_by_itself_and_nothing_that_the_oldest_browser_lacks(path):
    """`refusable` survives a refusal; Safari 16.4 has no Response.json."""
    text = re.sub(r"/\*.*?\*/|//.*", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert "Response.json" not in text
    if path.name not in ("refusable.js", "boot.js", "home-row.js"):
        assert not re.search(r"\b(localStorage|sessionStorage|navigator\.serviceWorker)\b", text)


@each([*SCRIPTS, *STYLES])
def test_a_script_or_style_says_first_what_it_is(path):
    assert path.read_text(encoding="utf-8").lstrip().startswith("/*")


def test_one_place_alone_makes_ids():
    assert [path.stem for path in SCRIPTS if "randomUUID" in path.read_text(encoding="utf-8")] == ["uuid"]


@each(SCRIPTS)
def test_a_script_sets_no_style_as_text(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"setAttribute\(\s*[\"']style|\sstyle=[\"']|cssText", text)


@each([path for path in STYLES if not path.name.startswith("tokens")])
def test_a_color_comes_from_the_tokens(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    raw = re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])|\b(?:rgba?|hsla?|oklch|lab)\([^)]*\)", css)
    assert not raw


# --- third-party files ----------------------------------------------------------------------------------------------


def vendored():
    return tomllib.loads((VENDOR / "VENDOR.toml").read_text(encoding="utf-8"))


def test_every_vendored_file_is_the_one_that_was_published():
    listed = {}
    for package, facts in vendored().items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", facts["version"]), package
        assert facts["license"], package
        assert (VENDOR / facts["license_file"]).is_file(), package
        assert facts["package"].startswith("npm:"), package
        listed |= facts["files"]
    found = {
        str(path.relative_to(VENDOR)): path
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDOR.toml" and not path.name.upper().startswith(("LICENSE", "NOTICE"))
    }
    assert set(listed) == set(found)
    for file, stated in listed.items():
        digest = base64.b64encode(hashlib.sha384(found[file].read_bytes()).digest()).decode()
        assert stated == f"sha384-{digest}", file


# --- Python ---------------------------------------------------------------------------------------------------------


def imports(path):
    """The top names of the packages that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@each(own_files(".py", rooms=("webapp/catalogue", "webapp/atlas")))
def test_the_catalogue_and_the_atlas_know_no_web_and_no_database(path):
    web = {name for name in imports(path) if name.startswith(("flask", "sqlalchemy", "werkzeug", "jinja2", "alembic"))}
    assert not web


@each(own_files(".py", rooms=("webapp",)))
def test_the_product_needs_nothing_that_only_builds_or_tests_it(path):
    assert not set(imports(path)) & {"tools", "tests", "pytest", "playwright", "numpy", "PIL", "hypothesis", "cryptography"}


@each(PYTHON)
def test_a_module_says_first_what_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)


@each(own_files(".py", rooms=("tests/browser",)))
def test_what_is_told_of_a_browser_is_told_in_one(path):
    """The page /trust counts them by engine."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert node.args.args, f"{node.name} asks for no browser: it belongs to another room"


@each(PYTHON)
def test_nothing_is_defined_twice_so_that_the_first_is_never_run(path):
    body = ast.parse(path.read_text(encoding="utf-8")).body
    names = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    assert len(names) == len(set(names)), {one for one in names if names.count(one) > 1}


# --- every file -----------------------------------------------------------------------------------------------------

LENGTHS = {".py": 300, ".js": 300, ".css": 300, ".html": 200}


# Stories are read one by one.
@each([*(path for path in PYTHON if path.parent.name != "browser"), *SCRIPTS, *STYLES, *TEMPLATES])
def test_a_file_is_a_room_one_can_look_through(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LENGTHS[path.suffix]


BOUND = re.compile(r"\b(?:MOST|LEAST|LARGEST|OLDEST|PATIENCE|SLACK|FRESH|AT_ONCE|LATER)(?:_[A-Z]+)* = ")


@each([path for path in [*PYTHON, *SCRIPTS] if "atlas" not in path.parts])
def test_a_bound_is_called_max_or_min_a_wait_a_timeout(path):
    assert not BOUND.findall(path.read_text(encoding="utf-8"))


NOTES_TO_SELF = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
HERE = re.compile(r"(?<![\w./])/(work|root|home|tmp)/|pypi\.org|npmjs\.org")
# The files that hold what no other may.
RULES = (Path(__file__), ROOT / "tests" / "spelling.py")


@each([path for path in ALL if path not in RULES])
def test_nothing_is_left_for_later(path):
    assert not NOTES_TO_SELF.search(path.read_text(encoding="utf-8"))


@each([path for path in ALL if path not in RULES])
def test_no_file_knows_the_machine_that_it_was_written_on(path):
    assert not HERE.search(path.read_text(encoding="utf-8"))


# Sources keep the spelling of their own titles and houses.
@each([path for path in ALL if path.name != "sources.toml" and path.suffix != ".svg" and path not in RULES])
def test_the_spelling_is_american(path):
    assert not BRITISH.findall(path.read_text(encoding="utf-8"))


@each(sorted((ROOT / "requirements").glob("*.lock")))
def test_a_lock_file_names_packages_and_hashes_and_no_place_where_they_come_from(path):
    for line in path.read_text().splitlines():
        assert re.match(r"[a-z0-9.-]+==|    --hash=sha256:|    # |#|$", line), line
