"""Draws the tree in the README from the first sentence of every module.

`python -m tests.architecture.tree` prints it, `--write` puts it between the marks in README.md.
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from tests.architecture import reading

if TYPE_CHECKING:
    from collections.abc import Iterable

README = reading.ROOT / "README.md"
START, END = "<!-- tree: made from the first sentence of every module -->\n", "<!-- end of tree -->"
COLUMN = 26


def drawn(modules: Iterable[reading.Module]) -> str:
    """Return the tree as a block of text, floors from the ground up."""
    by_name = {module.name: module for module in modules}
    floors = ["domain", "store", "documents", "sync", "actions", "demo", "gui", "cli", "hub"]
    names = sorted(by_name, key=lambda name: _place(by_name[name], floors))
    lines = [_line(by_name[name]) for name in names]
    return "\n".join(["```text", *lines, "```", ""])


def _place(module: reading.Module, floors: list[str]) -> tuple[int, tuple[str, ...]]:
    if len(module.parts) == 1 and not module.is_package:
        return 0, module.parts
    if not module.parts:
        return -1, ()
    floor = module.floor
    return floors.index(floor) + 1 if floor in floors else len(floors) + 1, module.parts


def _line(module: reading.Module) -> str:
    last = module.name.split(".")[-1]
    label = "  " * len(module.parts) + (f"{last}/" if module.is_package else f"{last}.py")
    sentence = (ast.get_docstring(module.tree) or "").split("\n")[0].removesuffix(".")
    return f"{label:<{COLUMN}} {sentence}".rstrip()


def stored() -> str:
    """Return the tree as it stands in the README."""
    text = README.read_text(encoding="utf-8")
    return text.split(START)[1].split(END)[0]


def write() -> None:
    """Put the fresh tree into the README."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    README.write_text(before + START + drawn(reading.house()) + END + after, encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        write()
    else:
        sys.stdout.write(drawn(reading.house()))
