"""Reads and presses a window through its accessible names; answers JSON lines with JSON lines.

Runs under the system's own Python, because the bindings to AT-SPI come from the system's packages.
A request is `{"do": "find", ...}`, an answer `{"ok": true, ...}` or `{"ok": false, "why": "..."}`.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 -- the version has to be asked for before

DEEP = 40
WIDE = 300
SAME_ROLE = {"button": "push button", "entry": "text"}
PRESSES = ("press", "click", "toggle", "check", "showmenu", "open")
STATES = ("focused", "enabled", "checked", "selected", "showing", "editable", "modal", "expanded")
kept: dict[int, Any] = {}


def application(pid: int) -> Any:
    """Return the root of the program with this process id, or None while it is not there."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(index)
        if found is not None and found.get_process_id() == pid:
            found.set_cache_mask(Atspi.Cache.NONE)
            return found
    return None


def role_of(node: Any) -> str:
    """Return the role in the words that all versions of AT-SPI share."""
    name = str(node.get_role_name())
    return SAME_ROLE.get(name, name)


def states_of(node: Any) -> list[str]:
    """Return those of the named states that are on."""
    have = node.get_state_set()
    return [name for name in STATES if have.contains(getattr(Atspi.StateType, name.upper()))]


def text_of(node: Any) -> str:
    """Return the words inside a node: its text, else its value, else its name."""
    text = node.get_text_iface()
    if text is not None:
        return str(Atspi.Text.get_text(text, 0, -1))
    if node.get_value_iface() is not None:
        return f"{node.get_current_value():g}"
    return str(node.get_name() or "")


def told(node: Any, number: int) -> dict[str, Any]:
    """Return what a node is, and remember the node under its number."""
    kept[number] = node
    box = [0, 0, 0, 0]
    if node.get_component_iface() is not None:
        area = node.get_extents(Atspi.CoordType.SCREEN)
        box = [area.x, area.y, area.width, area.height]
    return {
        "id": number,
        "role": role_of(node),
        "name": node.get_name() or "",
        "text": text_of(node),
        "states": states_of(node),
        "box": box,
    }


def visible(node: Any) -> bool:
    """Say whether a node can be seen."""
    have = node.get_state_set()
    return bool(have.contains(Atspi.StateType.SHOWING))


def walk(node: Any, depth: int = 0, *, cells: bool = False) -> Any:
    """Yield what can be seen with its depth; the inside of tables only where `cells` asks for it.

    Even then only the beginning of a long table is seen: each cell is a question of its own.
    """
    yield depth, node
    if depth >= DEEP or (not cells and node.get_table_iface() is not None):
        return
    for index in range(min(node.get_child_count(), WIDE)):
        child = node.get_child_at_index(index)
        # Windows are walked whatever they say: a minimised or covered one is not "showing".
        if child is not None and (depth == 0 or visible(child)):
            yield from walk(child, depth + 1, cells=cells)


def pattern(name: str) -> re.Pattern[str]:
    """Return the form of a name in which `*` stands for any words."""
    return re.compile(".*".join(re.escape(part) for part in name.split("*")), re.DOTALL)


def find(request: dict[str, Any]) -> dict[str, Any]:
    """Return the nodes with a name and a role, in the order of the tree."""
    root = kept[request["within"]] if request.get("within") else application(request["pid"])
    if root is None:
        return {"nodes": []}
    form, role = pattern(request["name"]), request["role"]
    state, nodes = request.get("state", ""), []
    for _, node in walk(root, cells=role == "table cell"):
        if role and role_of(node) != role:
            continue
        if state and state not in states_of(node):
            continue
        if form.fullmatch(node.get_name() or ""):
            nodes.append(told(node, len(kept) + 1))
            if len(nodes) >= request["most"]:
                break
    return {"nodes": nodes}


def tree(request: dict[str, Any]) -> dict[str, Any]:
    """Return the whole visible tree as indented lines."""
    root = application(request["pid"])
    lines = []
    for depth, node in walk(root) if root is not None else ():
        words = text_of(node)
        name = node.get_name() or ""
        more = f" = {words!r}" if words not in ("", name) else ""
        lines.append(f"{'  ' * depth}{role_of(node)} {name!r}{more}")
    return {"lines": lines}


def look(request: dict[str, Any]) -> dict[str, Any]:
    """Return what a node is now."""
    return {"nodes": [told(kept[request["id"]], request["id"])]}


def press(request: dict[str, Any]) -> dict[str, Any]:
    """Do what a click would do."""
    node = kept[request["id"]]
    names = [
        (node.get_action_name(index) or "").lower().replace(" ", "")
        for index in range(node.get_n_actions())
    ]
    wanted = [names.index(name) for name in PRESSES if name in names]
    if not names:
        raise ValueError("nothing can be pressed here")
    node.do_action(wanted[0] if wanted else 0)
    return {"action": names[wanted[0] if wanted else 0]}


def set_text(request: dict[str, Any]) -> dict[str, Any]:
    """Replace the words of a field."""
    field = kept[request["id"]].get_editable_text_iface()
    if field is None:
        raise ValueError("no words can be entered here")
    return {"done": bool(Atspi.EditableText.set_text_contents(field, request["text"]))}


def focus(request: dict[str, Any]) -> dict[str, Any]:
    """Put the focus on a node."""
    return {"done": bool(kept[request["id"]].grab_focus())}


def table(request: dict[str, Any]) -> dict[str, Any]:
    """Return how large a table is and the words of some of its rows."""
    node = kept[request["id"]]
    rows, columns = node.get_n_rows(), node.get_n_columns()
    first, last = request["first"], min(rows, request["first"] + request["count"])
    cells = [
        [text_of(node.get_accessible_at(row, column)) for column in range(columns)]
        for row in range(first, last)
    ]
    return {"rows": rows, "columns": columns, "cells": cells}


def cell(request: dict[str, Any]) -> dict[str, Any]:
    """Return one cell of a table as a node."""
    found = kept[request["id"]].get_accessible_at(request["row"], request["column"])
    if found is None:
        raise ValueError("no such cell")
    return {"nodes": [told(found, len(kept) + 1)]}


DOES = {
    "find": find,
    "tree": tree,
    "look": look,
    "press": press,
    "set_text": set_text,
    "focus": focus,
    "table": table,
    "cell": cell,
}


def answer(line: str) -> dict[str, Any]:
    """Return the answer to one request; a node that went away is an answer, too."""
    request = json.loads(line)
    try:
        return {"ok": True, **DOES[request["do"]](request)}
    except (GLib.Error, ValueError, KeyError, AttributeError) as error:
        return {"ok": False, "why": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Answer until the other side hangs up."""
    Atspi.init()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(line)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
