"""Acts name what they are given: only the desk comes by its place."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.architecture import reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def _does(node: ast.FunctionDef) -> bool:
    """Say whether a function runs an act itself."""
    return any(
        isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr == "doing"
        for each in ast.walk(node)
    )


def by_place(modules: Iterable[reading.Module]) -> list[str]:
    """Say which public acts take more than the desk by position."""
    return [
        f"{module.at(node)} {node.name}: all but the desk go by name"
        for module in modules
        if module.floor == "actions"
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if [each.arg for each in node.args.args][:1] == ["desk"] and len(node.args.args) > 1
        if _does(node)
    ]


def test_acts_take_all_but_the_desk_by_name() -> None:
    reading.none_of(by_place(reading.house()))


def test_a_planted_act_that_takes_more_by_place_is_caught(tmp_path: Path) -> None:
    body = "def send(desk: Desk, batch: bytes) -> None:\n    with desk.doing('x'):\n        pass\n"
    modules = reading.plant(tmp_path, {"actions/dispatch/going.py": body})
    assert len(by_place(modules)) == 1
    body = body.replace("Desk, ", "Desk, *, ")
    modules = reading.plant(tmp_path, {"actions/dispatch/going.py": body})
    assert by_place(modules) == []
