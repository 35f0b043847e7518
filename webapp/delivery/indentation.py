"""Templates are laid out for people: what only lays them out is taken out when a template is compiled, once for all its pages.

A line break with the blanks around it is nothing between two tags, be they of HTML or of Jinja; elsewhere it stays, without
its indentation. A blank that is meant to be seen is written on the line, or beside words.
"""

import re

from jinja2.ext import Extension
from jinja2.lexer import Token

BREAK = r"[ \t]*\n\s*"
BETWEEN_TAGS = re.compile(f">{BREAK}<")
AT_THE_BEGINNING = re.compile(rf"\A{BREAK}(?=<)")
AT_THE_END = re.compile(rf"(?<=>){BREAK}\Z")
NOTHING_ELSE = re.compile(rf"\A{BREAK}\Z")
INDENTED = re.compile(r"\n[ \t]+")


class Indentation(Extension):
    """Takes the layout out of the text of a template; lines keep their numbers for what Jinja says of them."""

    def filter_stream(self, stream):
        tokens = list(_joined(stream))
        is_in_tag = False  # of HTML, where Jinja may choose among attributes
        for place, token in enumerate(tokens):
            if token.type != "data":
                yield token
                continue
            before = tokens[place - 1].type if place else "block_end"
            after = tokens[place + 1].type if place + 1 < len(tokens) else "block_begin"
            text = token.value
            if is_in_tag and not text.strip():
                text = re.sub(BREAK, "\n", text)
            else:
                text = _without_layout(text, before != "variable_end", after != "variable_begin")
            if "<" in text or ">" in text:
                is_in_tag = text.rfind("<") > text.rfind(">")
            if text:
                yield Token(token.lineno, "data", text)


def _joined(stream):
    """The tokens, texts that only a comment stood between made one."""
    data = None
    for token in stream:
        if token.type == "data" and data:
            data = Token(data.lineno, "data", data.value + token.value)
        elif token.type == "data":
            data = token
        else:
            if data:
                yield data
            data = None
            yield token
    if data:
        yield data


def _without_layout(text, is_after_tag, is_before_tag):
    """A text between two tags of Jinja, or beside a value that is put in."""
    if is_after_tag and is_before_tag and NOTHING_ELSE.match(text):
        return ""
    text = BETWEEN_TAGS.sub("><", text)
    if is_after_tag:
        text = AT_THE_BEGINNING.sub("", text)
    if is_before_tag:
        text = AT_THE_END.sub("", text)
    return INDENTED.sub("\n", text)
