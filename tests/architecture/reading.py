"""Reads a package's source as trees, for the tests that judge the house."""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "gigdesk"
ROOMS = (
    "office",
    "workers",
    "training",
    "orders",
    "dispatch",
    "attendance",
    "piecework",
    "settlement",
    "feedback",
)
LATE_MARK = "# noqa: PLC0415 -- heavy"


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """One source file: its dotted name, where it lies, its words and its tree.

    What is read out of one is kept, so that tests which ask the same read it once.
    """

    name: str
    path: Path
    source: str
    tree: ast.Module
    is_package: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """Give the dotted name in parts, without the package's own name."""
        return tuple(self.name.split(".")[1:])

    @property
    def floor(self) -> str:
        """Give the floor: a folder's name, or the module's own name on the ground."""
        return self.parts[0] if self.parts else "__init__"

    @property
    def room(self) -> str:
        """Give the name of the room or other part inside the floor; empty on the ground."""
        return self.parts[1] if len(self.parts) > 1 else ""

    def line(self, number: int) -> str:
        """Give the words of a line, counted from one."""
        return self.source.splitlines()[number - 1]

    def at(self, node: ast.AST) -> str:
        """Say where a node stands, for a message."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@dataclass(frozen=True, slots=True)
class Import:
    """One name that a module imports: `target` is dotted, `module` is who asks for it."""

    module: Module
    node: ast.Import | ast.ImportFrom
    target: str
    inside_function: bool
    types_only: bool

    @property
    def top(self) -> str:
        """Give the first part of the imported name."""
        return self.target.split(".")[0]

    @property
    def marked(self) -> bool:
        """Say whether the line carries the mark of a heavy package."""
        return LATE_MARK in self.module.line(self.node.lineno)


def read(folder: Path, package: str = PACKAGE) -> list[Module]:
    """Return every module of `folder` (the package's own folder) in the order of names."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        if "__pycache__" in path.parts:
            continue
        parts = [package, *path.relative_to(folder).with_suffix("").parts]
        is_package = parts[-1] == "__init__"
        source = path.read_text(encoding="utf-8")
        name = ".".join(parts[:-1] if is_package else parts)
        found.append(Module(name, path, source, ast.parse(source, str(path)), is_package))
    return found


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Leave what is made here, millions of nodes, out of all searches for garbage: it stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@functools.cache
@kept()
def house() -> tuple[Module, ...]:
    """Return the modules of the program itself."""
    return tuple(read(ROOT / PACKAGE))


@functools.cache
@kept()
def others() -> tuple[Module, ...]:
    """Return the modules of the tests and of the set-up."""
    return tuple(
        module
        for folder in ("tests", "installer")
        for module in read(ROOT / folder, folder)
        if "out" not in module.parts
    )


@functools.cache
@kept()
def nodes(module: Module) -> tuple[ast.AST, ...]:
    """Return every node of a module's tree."""
    return tuple(ast.walk(module.tree))


def dotted(node: ast.Attribute) -> str:
    """Return the name an attribute is reached by; after any other form it begins with a dot."""
    parts: list[str] = []
    held: ast.expr = node
    while isinstance(held, ast.Attribute):
        parts.append(held.attr)
        held = held.value
    parts.append(held.id if isinstance(held, ast.Name) else "")
    return ".".join(reversed(parts))


def imports(modules: Iterable[Module]) -> tuple[Import, ...]:
    """Return every import of these modules, a `from` import once for each name.

    `from gigdesk.domain import workers` gives `gigdesk.domain.workers` where there is such a
    module, and `gigdesk.domain` where `workers` is a name inside it.
    """
    return _imports(tuple(modules))


@functools.cache
@kept()
def _imports(modules: tuple[Module, ...]) -> tuple[Import, ...]:
    known = {module.name for module in modules}
    return tuple(found for module in modules for found in _imports_of(module, known))


def _imports_of(module: Module, known: set[str]) -> Iterator[Import]:
    for node, inside, types_only in _walk(module.tree, inside=False, types_only=False):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, node, alias.name, inside, types_only)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(module, node)
            for alias in node.names:
                full = f"{source}.{alias.name}"
                yield Import(module, node, full if full in known else source, inside, types_only)


def _walk(node: ast.AST, *, inside: bool, types_only: bool) -> Iterator[tuple[ast.AST, bool, bool]]:
    for child in ast.iter_child_nodes(node):
        yield child, inside, types_only
        deeper = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typing = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        yield from _walk(child, inside=inside or deeper, types_only=types_only or typing)


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    keep = len(parts) - node.level + (1 if module.is_package else 0)
    return ".".join([*parts[:keep], *([node.module] if node.module else [])])


def docstrings(module: Module) -> set[int]:
    """Return the identities of all docstring nodes of a module."""
    found = set()
    holders = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for node in nodes(module):
        if isinstance(node, holders) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(id(first.value))
    return found


@functools.cache
@kept()
def strings(module: Module) -> tuple[tuple[ast.expr, str], ...]:
    """Return each string that is no docstring; the gaps of an f-string are written `{}`."""
    return tuple(_strings(module))


def _strings(module: Module) -> Iterator[tuple[ast.expr, str]]:
    skipped = docstrings(module)
    for node in nodes(module):
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(part) for part in ast.walk(node) if isinstance(part, ast.Constant))
            yield (
                node,
                "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "{}"
                    for part in node.values
                ),
            )
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
        ):
            yield node, node.value


def none_of(offences: Iterable[str]) -> None:
    """Raise AssertionError with every offence on a line of its own, where there is any."""
    found = list(offences)
    if found:
        raise AssertionError("\n".join([f"{len(found)} offences", *found]))


def plant(folder: Path, files: dict[str, str]) -> list[Module]:
    """Write a small tree under `folder/gigdesk` and read it, so that a test can be tested.

    Folders get an empty `__init__.py` with a docstring where none is given.
    """
    base = folder / PACKAGE
    for name, source in {"__init__.py": '"""A small house."""\n', **files}.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    for inner in [path for path in base.rglob("*") if path.is_dir()]:
        if not (inner / "__init__.py").exists():
            (inner / "__init__.py").write_text('"""A folder."""\n', encoding="utf-8")
    return read(base)
