"""Gives the local names of a script short ones, so that it weighs less.

Each scope gives its names the shortest that nothing means yet of what is read in it or below: the same few letters come
again and again, which compresses well. Left alone is what others may see (properties, imports, what is declared outside
of any function) and every name that stands somewhere without a declaration around it, because that is the browser's.
"""

from collections import Counter, defaultdict
from itertools import count, product
from string import ascii_letters

FUNCTIONS = {"function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function",
             "generator_function_declaration"}  # fmt: skip
SCOPES = FUNCTIONS | {"program", "statement_block", "for_statement", "for_in_statement", "catch_clause", "class",
                      "class_declaration", "class_body", "class_static_block", "switch_body"}  # fmt: skip
OPEN = FUNCTIONS | {"catch_clause"}
SHORTHAND = {"shorthand_property_identifier", "shorthand_property_identifier_pattern"}
NAMES = SHORTHAND | {"identifier"}
PATTERNS = {"object_pattern", "array_pattern", "pair_pattern", "rest_pattern", "assignment_pattern",
            "object_assignment_pattern", "formal_parameters"}  # fmt: skip
RESERVED = {"as", "do", "if", "in", "is", "of", "for", "get", "let", "new", "set", "try", "var"}


def short_names(root):
    """Start byte of a token -> its new text, for the tokens of a parsed script that are to be renamed.

    root: the tree's `program` node.
    """
    homes, declared, around = resolved(root)
    kept = {_text(node) for node, _, home in homes if home is None} | _shared(root) | declared.get(root.id, set())
    uses, read = Counter(), defaultdict(set)
    for node, scopes, home in homes:
        name = (home, _text(node))
        uses[name] += 1
        for scope in reversed(scopes):
            if scope.id == home:
                break
            read[scope.id].add(name)
    shorter = {}
    for scope in sorted(declared, key=lambda scope: len(around[scope])):
        # Parameters and what the body declares share a room, though they are two scopes of the tree.
        outer = around[scope][-1] if around[scope] else root
        beside = {(outer.id, name) for name in declared.get(outer.id, ())} if outer.type in OPEN else set()
        fresh = _fresh({shorter.get(name, name[1]) for name in read[scope] | beside} | kept | RESERVED)
        names = [(scope, name) for name in declared[scope] - kept]
        shorter |= {name: next(fresh) for name in sorted(names, key=lambda name: (-uses[name], name[1]))}
    renamed = {}
    for node, _, home in homes:
        if short := shorter.get((home, _text(node))):
            renamed[node.start_byte] = f"{_text(node)}:{short}" if node.type in SHORTHAND else short
    return renamed | _private(root)


def resolved(root):
    """What every name of a parsed script means, and what its scopes hold.

    Answers ([(name node, enclosing scopes, id of the scope that declares it or None)], scope id -> the names it
    declares, scope id -> the scopes around it).
    """
    tokens, declared, around = [], {}, {}
    _collect(root, (root,), tokens, declared, around)
    return [(node, scopes, _home(_text(node), scopes, declared)) for node, scopes in tokens], declared, around


def _text(node):
    return node.text.decode()


def _collect(node, scopes, tokens, declared, around):
    """Fill `tokens` with (name node, enclosing scopes), `declared` with scope -> names, `around` with scope -> scopes.

    The enclosing scopes are nodes, the outermost first; a scope that is a key is the id of its node.
    """
    if node.type in NAMES:
        tokens.append((node, scopes))
        return
    _declare(node, scopes, declared)
    if node.type in SCOPES:
        around[node.id] = () if node.id == scopes[-1].id else scopes
        scopes = (*around[node.id], node)
    for child in node.named_children:
        _collect(child, scopes, tokens, declared, around)


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
        declared.setdefault(scopes[-1].id, set()).update(_bound(node.child_by_field_name("name")))
    elif node.type in {"function_expression", "class"}:
        declared.setdefault(node.id, set()).update(_bound(node.child_by_field_name("name")))
    elif node.type == "variable_declarator":
        declared.setdefault(scopes[-1].id, set()).update(_bound(node.child_by_field_name("name")))
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


def _home(name, scopes, declared):
    """The innermost of `scopes` that declares `name`, None for what is not the script's own."""
    return next((scope.id for scope in reversed(scopes) if name in declared.get(scope.id, ())), None)


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
        waiting.extend(reversed(node.named_children))


def _private(root):
    """The renamed private members of classes: nobody outside a class can see them."""
    found = [node for node in _every(root) if node.type == "private_property_identifier"]
    fresh = _fresh(set())
    shorter = {name: f"#{next(fresh)}" for name, _ in Counter(map(_text, found)).most_common()}
    return {node.start_byte: shorter[_text(node)] for node in found}
