"""Leaves out of scripts and styles what only their readers need: comments and white space.

Local names of scripts become short; nothing else is rewritten, so what the browser runs can be read beside the source.
"""

import re
from functools import lru_cache

import tree_sitter_javascript
from tree_sitter import Language, Parser

from webapp.delivery.shorten import short_names

JAVASCRIPT = Language(tree_sitter_javascript.language())
WHOLE = {"string", "template_string", "regex"}
CSS_STRING = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", re.DOTALL)
CSS_GAP = re.compile(rf"{CSS_STRING.pattern}|((?:\s|/\*.*?\*/)+)", re.DOTALL)


def css(text):
    """The style sheet `text` without comments and needless white space."""
    text = CSS_GAP.sub(lambda match: match[1] or (" " if re.search(r"\s", match[2]) else ""), text)
    parts = CSS_STRING.split(text)
    for place in range(0, len(parts), 2):
        tight = re.sub(r" ?([{};>]) ?|(?<=[,:]) ", r"\1", parts[place])
        parts[place] = tight.replace(";}", "}")
    return "".join(parts).strip()


@lru_cache(maxsize=256)
def javascript(text):
    """The module `text` without comments and needless white space, its local names short.

    A line break that could end a statement stays. Text that does not parse is given back as it is.
    """
    root = parsed(text)
    if root.has_error:
        return text
    return _written(root, text.encode(), short_names(root))


def parsed(text):
    """The `program` node of the script `text`."""
    return Parser(JAVASCRIPT).parse(text.encode()).root_node


def _written(part, source, shorter):
    """The text of one part of the program. shorter: start byte of a token -> what stands there instead."""
    kept, end = [], 0
    for node in _tokens(part):
        if node.type == "template_string":
            token = _template(node, source, shorter)
        else:
            token = shorter.get(node.start_byte) or source[node.start_byte : node.end_byte].decode()
        if kept and token:
            kept.append(_between(kept[-1], token, b"\n" in source[end : node.start_byte]))
        if token:
            kept.append(token)
            end = node.end_byte
    return "".join(kept)


def _template(node, source, shorter):
    """A template string: its words as they are, what is laid into them made smaller."""
    pieces, end = [], node.start_byte
    for child in node.children:
        if child.type == "template_substitution":
            inside = "".join(_written(part, source, shorter) for part in child.named_children)
            pieces += [source[end : child.start_byte].decode(), "${", inside, "}"]
            end = child.end_byte
    return "".join([*pieces, source[end : node.end_byte].decode()])


def _tokens(node):
    """The smallest pieces of the program in order, comments left out."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if node.type in {"comment", "html_comment"}:
            continue
        parts = () if node.type in WHOLE else node.children
        if parts:
            waiting.extend(reversed(parts))
        else:
            yield node


def _between(before, after, broken):
    """What must stand between two tokens: a line break, a space or nothing."""
    if broken and before[-1] not in "{([,;" and after[0] not in "})],;":
        return "\n"
    left, right = before[-1], after[0]
    merge = _wordy(left) and _wordy(right) or left == right and left in "+-/"
    if merge or (left.isdigit() and right == "."):
        return " "
    return ""


def _wordy(character):
    return character.isalnum() or character in "_$#" or ord(character) > 127
