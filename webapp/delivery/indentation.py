"""Templates are laid out for people: what only lays them out is taken out when a template is compiled, once for all its pages.

A line break with the blanks around it is nothing between two tags, be they of HTML or of Jinja, and one blank between two
attributes; elsewhere it stays, without its indentation. A blank that is meant to be seen is written on the line, or beside words.
"""

import re

from jinja2.ext import Extension
from jinja2.lexer import Token

BREAK = re.compile(r"[ \t]*\n\s*")
TAG = re.compile(r"<(?=[a-zA-Z/!])")


class Indentation(Extension):
    """Takes the layout out of the text of a template; lines keep their numbers for what Jinja says of them."""

    def filter_stream(self, stream):
        tokens, place = list(_joined(stream)), _Place()
        for at, token in enumerate(tokens):
            if token.type != "data":
                yield token
                continue
            is_after_value = at > 0 and tokens[at - 1].type == "variable_end"
            is_before_value = at + 1 < len(tokens) and tokens[at + 1].type == "variable_begin"
            text = _without_layout(token.value, place, is_after_value, is_before_value)
            if text:
                yield Token(token.lineno, "data", text)


class _Place:
    """Where in the HTML a template has come to: in its text, in a tag, or in a quoted value of a tag."""

    def __init__(self):
        self.is_in_tag, self.quote = False, ""

    def go_on(self, text):
        """Go over some more of the template."""
        for at, sign in enumerate(text):
            if self.quote:
                self.quote = "" if sign == self.quote else self.quote
            elif self.is_in_tag:
                self.quote = sign if sign in "'\"" else ""
                self.is_in_tag = sign != ">"
            else:
                self.is_in_tag = bool(TAG.match(text, at))


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


def _without_layout(text, place, is_after_value, is_before_value):
    """A text, told where in the HTML it begins and whether a value is put in before or behind it; `place` goes on to its end."""
    done, out = 0, []
    for found in BREAK.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        out.append(text[done : found.start()])
        place.go_on(text[done : found.start()])
        done = found.end()
        if place.is_in_tag:
            out.append("\n" if place.quote else " ")
        elif not ((before.endswith(">") or not (before or is_after_value)) and (after.startswith("<") or not (after or is_before_value))):
            out.append("\n")
    place.go_on(text[done:])
    return "".join([*out, text[done:]])
