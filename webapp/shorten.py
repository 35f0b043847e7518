"""Gives the local names of a script short ones, so that it weighs less.

Every name is replaced by the same short one wherever it stands, so scopes keep their meaning without being looked
into: two variables that share a name go on sharing one. Left alone is what others may see (properties, imports, what
is declared outside of any function) and every name that stands somewhere without a declaration around it, because that
is the browser's.
"""

from collections import Counter
from itertools import count, product
from string import ascii_letters

FUNCTIONS = {"function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function",
             "generator_function_declaration"}  # fmt: skip
SCOPES = FUNCTIONS | {"program", "statement_block", "for_statement", "for_in_statement", "catch_clause", "class",
                      "class_declaration", "class_body", "class_static_block", "switch_body"}  # fmt: skip
SHORTHAND = {"shorthand_property_identifier", "shorthand_property_identifier_pattern"}
NAMES = SHORTHAND | {"identifier"}
PATTERNS = {"object_pattern", "array_pattern", "pair_pattern", "rest_pattern", "assignment_pattern",
            "object_assignment_pattern", "formal_parameters"}  # fmt: skip
RESERVED = {"as", "do", "if", "in", "is", "of", "for", "get", "let", "new", "set", "try", "var"}


def short_names(root):
    """Start byte of a token -> its new text, for the tokens of a parsed script that are to be renamed.

    root: the tree's `program` node.
    """
    tokens, declared = [], {}
    _collect(root, (root.id,), tokens, declared)
    kept = {_text(node) for node, scopes in tokens if not _is_declared(_text(node), scopes, declared)}
    kept |= _shared(root) | declared.get(root.id, set())
    known = {name for names in declared.values() for name in names}
    uses = Counter(_text(node) for node, _ in tokens if _text(node) in known - kept)
    fresh = _fresh(kept | RESERVED)
    shorter = {name: next(fresh) for name, _ in uses.most_common()}
    renamed = {}
    for node, _ in tokens:
        if short := shorter.get(_text(node)):
            renamed[node.start_byte] = f"{_text(node)}:{short}" if node.type in SHORTHAND else short
    return renamed | _private(root)


def _text(node):
    return node.text.decode()


def _collect(node, scopes, tokens, declared):
    """Fill `tokens` with (name node, enclosing scopes) and `declared` with scope -> names."""
    if node.type in NAMES:
        tokens.append((node, scopes))
        return
    _declare(node, scopes, declared)
    inner = (*scopes, node.id) if node.type in SCOPES else scopes
    for child in node.children:
        _collect(child, inner, tokens, declared)


def _shared(root):
    """The names that a module gets from others or gives to them."""
    names = set()
    for statement in root.children:
        if statement.type == "import_statement":
            names |= {_text(node) for node in _every(statement) if node.type == "identifier"}
        elif statement.type == "export_statement" and (declaration := statement.child_by_field_name("declaration")):
            named = [declaration] if declaration.child_by_field_name("name") else declaration.named_children
            for part in named:
                names.update(_bound(part.child_by_field_name("name")))
    return names


def _declare(node, scopes, declared):
    """Note the names that `node` itself declares, under the scope in which they can be seen."""
    if node.type in FUNCTIONS:
        parameters = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
        declared.setdefault(node.id, set()).update(_bound(parameters))
    if node.type in {"function_declaration", "generator_function_declaration", "class_declaration"}:
        declared.setdefault(scopes[-1], set()).update(_bound(node.child_by_field_name("name")))
    elif node.type in {"function_expression", "class"}:
        declared.setdefault(node.id, set()).update(_bound(node.child_by_field_name("name")))
    elif node.type == "variable_declarator":
        declared.setdefault(scopes[-1], set()).update(_bound(node.child_by_field_name("name")))
    elif node.type == "catch_clause":
        declared.setdefault(node.id, set()).update(_bound(node.child_by_field_name("parameter")))
    elif node.type == "for_in_statement" and node.child_by_field_name("kind"):
        declared.setdefault(node.id, set()).update(_bound(node.child_by_field_name("left")))


def _bound(pattern):
    """The names that a pattern, a list of parameters or a single name binds."""
    if pattern is None:
        return
    if pattern.type in {"identifier", "shorthand_property_identifier_pattern"}:
        yield _text(pattern)
    elif pattern.type in {"assignment_pattern", "object_assignment_pattern"}:
        yield from _bound(pattern.child_by_field_name("left"))
    elif pattern.type == "pair_pattern":
        yield from _bound(pattern.child_by_field_name("value"))
    elif pattern.type in PATTERNS:
        for child in pattern.named_children:
            yield from _bound(child)


def _is_declared(name, scopes, declared):
    return any(name in declared.get(scope, ()) for scope in scopes)


def _fresh(taken):
    """Short names that are not `taken`, the shortest first."""
    for length in count(1):
        for letters in product(ascii_letters, repeat=length):
            name = "".join(letters)
            if name not in taken:
                yield name


def _every(node):
    """The node and all below it."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def _private(root):
    """The renamed private members of classes: nobody outside a class can see them."""
    found = [node for node in _every(root) if node.type == "private_property_identifier"]
    fresh = _fresh(set())
    shorter = {name: f"#{next(fresh)}" for name, _ in Counter(map(_text, found)).most_common()}
    return {node.start_byte: shorter[_text(node)] for node in found}
