"""Sizes are counted: of files, functions, classes and lists of parameters; all is described."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.architecture import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILE_LINES = 400
PAGE_LINES = 300
FUNCTION_LINES = 60
SHORT_LINES = 30
SHORT_SHARE = 0.9
CLASS_METHODS = 20
POSITIONAL = 5
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: reading.Module) -> Iterator[Function]:
    """Yield every function and method of a module."""
    yield from (node for node in reading.nodes(module) if isinstance(node, Function))


def lines_of(node: Function) -> int:
    """Count the lines from `def` to the last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def long_files(modules: Iterable[reading.Module]) -> list[str]:
    """Say which files are longer than a file, or a page of the window, may be."""
    found = []
    for module in modules:
        page = module.name.startswith(f"{reading.PACKAGE}.gui.") and module.room in reading.ROOMS
        most, counted = PAGE_LINES if page else FILE_LINES, len(module.source.splitlines())
        if counted > most:
            found.append(f"{module.name}: {counted} lines, at most {most}")
    return found


def long_functions(modules: Iterable[reading.Module]) -> list[str]:
    """Say which functions are longer than one screen."""
    return [
        f"{module.at(node)} {node.name}: {lines_of(node)} lines, at most {FUNCTION_LINES}"
        for module in modules
        for node in functions(module)
        if lines_of(node) > FUNCTION_LINES
    ]


def share_of_short_functions(modules: Iterable[reading.Module]) -> float:
    """Return which part of all functions is at most `SHORT_LINES` long."""
    counted = [lines_of(node) <= SHORT_LINES for module in modules for node in functions(module)]
    return sum(counted) / len(counted) if counted else 1.0


def large_classes(modules: Iterable[reading.Module]) -> list[str]:
    """Say which classes have too many methods."""
    found = []
    for module in modules:
        for node in reading.nodes(module):
            if isinstance(node, ast.ClassDef):
                counted = sum(isinstance(each, Function) for each in node.body)
                if counted > CLASS_METHODS:
                    found.append(f"{module.at(node)} {node.name}: {counted} methods")
    return found


def many_parameters(modules: Iterable[reading.Module]) -> list[str]:
    """Say which functions take too many parameters by position (`self` is not counted)."""
    found = []
    for module in modules:
        for node in functions(module):
            names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
            counted = len([name for name in names if name not in ("self", "cls")])
            if counted > POSITIONAL:
                found.append(f"{module.at(node)} {node.name}: {counted} positional parameters")
    return found


def undescribed(modules: Iterable[reading.Module]) -> list[str]:
    """Say which modules, public functions and public classes say nothing about themselves.

    A module's first line is one whole sentence, because the tree in the README is made of it.
    """
    found = []
    for module in modules:
        opening = (ast.get_docstring(module.tree) or "").split("\n")[0]
        if not opening.endswith("."):
            found.append(f"{module.name}: the first line is not one whole sentence")
        holders: list[ast.Module | ast.ClassDef] = [module.tree, *_public_classes(module)]
        for holder in holders:
            found += [
                f"{module.at(node)} {node.name}: no docstring"
                for node in holder.body
                if isinstance(node, Function | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
                and not _is_overload_or_override(node)
            ]
    return found


def _public_classes(module: reading.Module) -> list[ast.ClassDef]:
    return [
        node
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]


def _is_overload_or_override(node: Function | ast.ClassDef) -> bool:
    marks = {ast.unparse(each).split(".")[-1] for each in node.decorator_list}
    return bool(marks & {"overload", "override", "setter"})


def test_files_and_pages_are_short() -> None:
    reading.none_of(long_files([*reading.house(), *reading.others()]))


def test_functions_fit_on_a_screen() -> None:
    reading.none_of(long_functions([*reading.house(), *reading.others()]))


def test_nine_in_ten_functions_are_short() -> None:
    assert share_of_short_functions(reading.house()) >= SHORT_SHARE


def test_classes_are_small() -> None:
    reading.none_of(large_classes([*reading.house(), *reading.others()]))


def test_few_parameters_go_by_position() -> None:
    reading.none_of(many_parameters([*reading.house(), *reading.others()]))


def test_every_module_and_every_public_name_is_described() -> None:
    reading.none_of(undescribed(reading.house()))


def test_planted_long_files_and_pages_are_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "domain/workers.py": "x = 1\n" * (FILE_LINES + 1),
            "domain/orders.py": "x = 1\n" * FILE_LINES,
            "gui/workers.py": "x = 1\n" * (PAGE_LINES + 1),
            "gui/form.py": "x = 1\n" * (PAGE_LINES + 1),
        },
    )
    assert [line.split(":")[0] for line in long_files(modules)] == [
        "gigdesk.domain.workers",
        "gigdesk.gui.workers",
    ]


def test_planted_long_functions_are_caught_and_counted(tmp_path: Path) -> None:
    body = "    x = 1\n"
    source = (
        f"def a():\n{body * FUNCTION_LINES}"
        f"def b():\n{body * (FUNCTION_LINES - 1)}"
        f"def c():\n{body}"
        f"def d():\n{body}"
    )
    modules = reading.plant(tmp_path, {"domain/workers.py": source})
    assert len(long_functions(modules)) == 1
    assert share_of_short_functions(modules) == 0.5


def test_planted_large_classes_and_long_parameter_lists_are_caught(tmp_path: Path) -> None:
    methods = "".join(f"    def m{number}(self): ...\n" for number in range(CLASS_METHODS + 1))
    modules = reading.plant(
        tmp_path,
        {
            "domain/workers.py": f"class Giant:\n{methods}",
            "domain/orders.py": (
                "def many(a, b, c, d, e, f=1): ...\n"
                "def named(a, b, c, d, e, *, f, g): ...\n"
                "class A:\n    def five(self, a, b, c, d, e): ...\n"
            ),
        },
    )
    assert large_classes(modules) == ["gigdesk.domain.workers:1 Giant: 21 methods"]
    assert many_parameters(modules) == ["gigdesk.domain.orders:1 many: 6 positional parameters"]


def test_planted_silence_is_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "domain/workers.py": '"""No end"""\ndef a(): ...\ndef _b(): ...\n',
            "domain/orders.py": '"""One."""\nclass A:\n    """An A."""\n    def m(self): ...\n',
        },
    )
    assert undescribed(modules) == [
        "gigdesk.domain.orders:4 m: no docstring",
        "gigdesk.domain.workers: the first line is not one whole sentence",
        "gigdesk.domain.workers:2 a: no docstring",
    ]
