"""The tables' notation, read into what a walker can follow.

One line is one element, what may stand in it is indented below. ``name*`` may be there several
times, all others once; ``a,b`` are alike. ``attribute=form`` may be absent; ``:form`` is for the
text of the element, which otherwise has none; a line that begins with an attribute goes on with the
element above. ``@name`` begins a group of attributes and children
that ``+name`` takes over. An attribute or element that no line names is not permitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from motxl.inspection.permitted.forms import Form, form
from motxl.inspection.permitted.namespaces import URIS


class Node:
    """What may stand in an element; children by ``{namespace}name``."""

    def __init__(self) -> None:
        self.attributes: dict[str, Form | str] = {}
        self.children: dict[str, Child] = {}
        self.text: Form | str | None = None


class Child(NamedTuple):
    node: Node
    many: bool


def read(table: str, namespace: str, groups: Mapping[str, Node] | None = None) -> Node:
    """The document of a table: a node whose children are the elements at the margin.

    ``namespace`` is the prefix of names that have none; ``groups`` may come from another table.
    """
    return _read(table, namespace, groups or {})[0]


def groups_of(
    table: str, namespace: str, groups: Mapping[str, Node] | None = None
) -> dict[str, Node]:
    """The groups of a table, for other tables."""
    return _read(table, namespace, groups or {})[1]


def _read(table: str, namespace: str, known: Mapping[str, Node]) -> tuple[Node, dict[str, Node]]:
    document = Node()
    groups = dict(known)
    pending: list[tuple[Node, str]] = []
    open_nodes: list[list[Node]] = []
    for depth, words in _lines(table):
        head, *rest = words
        del open_nodes[depth:]
        parents = open_nodes[-1] if depth else [document]
        node = Node()
        if head.startswith("@"):
            groups[head[1:]] = node
        elif head.startswith("+"):
            pending += [(parent, word[1:]) for parent in parents for word in words]
            open_nodes.append(parents)
            continue
        else:
            many = head.endswith("*")
            for name in head.rstrip("*").split(","):
                for parent in parents:
                    parent.children[_name(name, namespace)] = Child(node, many)
        open_nodes.append([node])
        for word in rest:
            if word.startswith("+"):
                pending.append((node, word[1:]))
            elif word.startswith(":"):
                node.text = form(word[1:])
            else:
                name, _sign, value = word.partition("=")
                for one in name.split(","):
                    node.attributes[_name(one, "") if ":" in one else one] = form(value)
    _resolve(pending, groups)
    return document, groups


def _resolve(pending: list[tuple[Node, str]], groups: Mapping[str, Node]) -> None:
    """Take groups over; those that take over others get theirs first."""
    waiting = {id(node) for node, _name in pending}
    while pending:
        ready = [(node, name) for node, name in pending if id(groups[name]) not in waiting]
        if not ready:
            raise ValueError(f"groups take over each other: {[name for _node, name in pending]}")
        for node, name in ready:
            node.attributes |= groups[name].attributes
            node.children |= groups[name].children
        pending = [one for one in pending if one not in ready]
        waiting = {id(node) for node, _name in pending}


def _lines(table: str) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for line in table.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if "=" in words[0] or words[0].startswith(":"):
            found[-1][1].extend(words)
        else:
            found.append(((len(line) - len(line.lstrip())) // 2, words))
    return found


def _name(name: str, namespace: str) -> str:
    prefix, _colon, local = name.rpartition(":")
    uri = URIS[prefix or namespace] if prefix or namespace else ""
    return f"{{{uri}}}{local}" if uri else local
