"""Imports point downwards, every outside package has one door, and nothing runs in a circle."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

from tests.architecture import reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

GROUND = ("errors", "stamps", "money", "i18n", "config")
PLAIN = ("errors", "stamps", "money")
FLOORS: dict[str, tuple[str, ...]] = {
    "__init__": (),
    "errors": (),
    "stamps": (),
    "config": (),
    "money": ("errors",),
    "i18n": ("config",),
    "domain": PLAIN,
    "store": (*PLAIN, "config", "domain"),
    "documents": (*GROUND, "domain"),
    "sync": (*PLAIN, "config", "domain", "store"),
    "actions": (*PLAIN, "config", "domain", "store", "documents", "sync"),
    "gui": (*GROUND, "domain", "actions", "sync", "demo"),
    "demo": (*PLAIN, "config", "domain", "actions", "documents"),
    "cli": (*GROUND, "domain", "actions", "sync", "demo"),
    "hub": (*PLAIN, "config", "domain", "sync"),
    "__main__": ("gui", "cli", "hub"),
}
HUB_MAY_USE = ("gigdesk.sync.protocol", "gigdesk.sync.merge")
DOORS: dict[str, tuple[str, ...]] = {
    "PySide6": ("gui",),
    "shiboken6": ("gui",),
    "sqlite_utils": ("store",),
    "sqlcipher3": ("store",),
    "sqlite3": ("store", "hub"),
    "argon2": ("store",),
    "cryptography": ("store", "sync"),
    "openpyxl": ("documents",),
    "reportlab": ("documents",),
    "rl_accel": ("documents",),
    "PIL": ("documents",),
    "python_calamine": ("documents",),
    "pypdfium2": ("documents",),
    "olefile": ("documents",),
    "defusedxml": ("documents",),
    "fontTools": ("documents",),
    "click": ("cli",),
    "pypinyin": ("domain",),
    "platformdirs": ("config",),
    "msgpack": ("sync",),
    "psycopg": ("hub",),
}
# Imports inside functions: which may, at how many places at most, and why. The numbers may
# only shrink; a larger one needs its reason here.
LATE: dict[str, tuple[int, str]] = {
    "gigdesk.gui.app": (1, "only the window loads Qt; __main__ chooses the face"),
    "gigdesk.cli.main": (1, "only the command line loads click; __main__ chooses the face"),
    "openpyxl": (12, "0.2 s that neither the first window nor a search may wait for"),
    "PIL": (1, "needed only when a picture is kept"),
    "reportlab": (7, "0.3 s and fonts, needed only when paper is made"),
    "pypinyin": (2, "0.2 s of tables, needed when a name is written, not when the window opens"),
    "python_calamine": (4, "a compiled reader, needed only when a sheet is taken in"),
    "defusedxml": (6, "parsers that are needed only when a sheet is taken in"),
    "olefile": (4, "a parser that is needed only when an old sheet is taken in"),
    "pypdfium2": (2, "a compiled renderer, needed only for a preview"),
}
HEAVY = {"openpyxl", "reportlab", "PIL", "pypinyin", "python_calamine", "pypdfium2"}
STDLIB = sys.stdlib_module_names


def floor_of(target: str) -> str:
    """Give the floor a dotted name of the package belongs to."""
    parts = target.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def upward(modules: Iterable[reading.Module]) -> list[str]:
    """Say which imports reach a floor that is not below, or another floor's inside."""
    found = []
    for each in reading.imports(modules):
        if each.top != reading.PACKAGE:
            continue
        mine, theirs = each.module.floor, floor_of(each.target)
        allowed = theirs == mine or theirs in FLOORS.get(mine, ()) or theirs == "__init__"
        if mine == "hub" and theirs == "sync":
            allowed = each.target.startswith(HUB_MAY_USE)
        if not allowed:
            found.append(f"{each.module.at(each.node)} ({mine}) imports {each.target}")
    return found


def side_doors(modules: Iterable[reading.Module]) -> list[str]:
    """Say which outside packages are imported elsewhere than at their one door."""
    found = []
    for each in reading.imports(modules):
        if each.top == reading.PACKAGE or (each.top in STDLIB and each.top not in DOORS):
            continue
        if each.module.floor not in DOORS.get(each.top, ()):
            found.append(f"{each.module.at(each.node)} imports {each.top}: not its door")
    return found


def late(modules: Iterable[reading.Module]) -> list[str]:
    """Say which imports stand inside functions without mark, without entry, or too often."""
    found, counted, seen = [], Counter[str](), set()
    for each in reading.imports(modules):
        if not each.inside_function or each.types_only:
            continue
        name = each.target if each.top == reading.PACKAGE else each.top
        if name not in LATE:
            found.append(f"{each.module.at(each.node)} imports {name} inside a function")
        elif not each.marked:
            found.append(f"{each.module.at(each.node)} lacks the mark `{reading.LATE_MARK}`")
        elif floor_of(name) in ("gui", "cli") and each.module.floor != "__main__":
            found.append(f"{each.module.at(each.node)}: only __main__ chooses a face")
        if id(each.node) not in seen:
            counted[name] += 1
            seen.add(id(each.node))
    found += [
        f"{name}: {number} late imports, at most {LATE[name][0]}"
        for name, number in counted.items()
        if name in LATE and number > LATE[name][0]
    ]
    return found


def circles(modules: Iterable[reading.Module]) -> list[str]:
    """Say which modules import each other in a circle when they are loaded."""
    modules = list(modules)
    known = {module.name for module in modules}
    graph: dict[str, set[str]] = {name: set() for name in known}
    for each in reading.imports(modules):
        if each.target in known and not each.inside_function and not each.types_only:
            graph[each.module.name].add(each.target)
    while ends := [name for name, targets in graph.items() if not targets & graph.keys()]:
        for name in ends:
            del graph[name]
    started = {target for targets in graph.values() for target in targets}
    return sorted(name for name in graph if name in started)


def between_rooms(modules: Iterable[reading.Module]) -> list[str]:
    """Say which rooms of one floor import each other where the floor forbids it.

    In `domain` a room may import those left of it; nowhere else may rooms import each other, and
    what serves all rooms of `domain` and `store` may not import a room.
    """
    found = []
    for each in reading.imports(modules):
        mine, theirs = each.module.room, (each.target.split(".") + [""] * 3)[2]
        if floor_of(each.target) != each.module.floor or mine == theirs or not mine:
            continue
        if theirs not in reading.ROOMS:
            continue
        floor = each.module.floor
        if mine in reading.ROOMS:
            wrong = floor != "domain" or not _is_left_of(theirs, mine)
        else:
            wrong = floor in ("domain", "store")
        if wrong:
            found.append(f"{each.module.at(each.node)} imports the room {each.target}")
    return found


def _is_left_of(theirs: str, mine: str) -> bool:
    if "feedback" in (theirs, mine):
        return False
    return reading.ROOMS.index(theirs) < reading.ROOMS.index(mine)


def test_imports_point_downwards() -> None:
    reading.none_of(upward(reading.house()))


def test_every_outside_package_has_one_door() -> None:
    reading.none_of(side_doors(reading.house()))


def test_imports_inside_functions_are_few_marked_and_listed() -> None:
    reading.none_of(late(reading.house()))


def test_no_modules_import_each_other_in_a_circle() -> None:
    reading.none_of(circles(reading.house()))


def test_rooms_of_one_floor_keep_apart() -> None:
    reading.none_of(between_rooms(reading.house()))


def test_acts_and_the_command_line_start_without_qt_and_without_heavy_packages() -> None:
    late_floors = ("gui", "documents", "__main__")
    names = [each.name for each in reading.house() if each.floor not in late_floors]
    code = (
        "import importlib, sys\n"
        "sys.modules['PySide6'] = None\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        f"heavy = {HEAVY!r} & set(sys.modules)\n"
        "raise SystemExit(f'loaded at start: {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=reading.ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_a_planted_upward_import_is_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "i18n.py": '"""Words."""\n',
            "store/workers.py": "from gigdesk import i18n\n",
            "domain/workers.py": "from ..store import workers\n",
            "actions/workers.py": "from gigdesk.store import workers\n",
            "hub/ledger.py": "from gigdesk.sync import client\n",
            "sync/client.py": "import gigdesk.errors\n",
        },
    )
    assert upward(modules) == [
        "gigdesk.domain.workers:1 (domain) imports gigdesk.store.workers",
        "gigdesk.hub.ledger:1 (hub) imports gigdesk.sync.client",
        "gigdesk.store.workers:1 (store) imports gigdesk.i18n",
    ]


def test_a_planted_side_door_is_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "gui/app.py": "from PySide6 import QtCore\nimport json\n",
            "actions/workers.py": "import sqlite3\nfrom PySide6.QtCore import QDate\n",
            "documents/pdf.py": "import unheard_of\n",
        },
    )
    assert side_doors(modules) == [
        "gigdesk.actions.workers:1 imports sqlite3: not its door",
        "gigdesk.actions.workers:2 imports PySide6: not its door",
        "gigdesk.documents.pdf:1 imports unheard_of: not its door",
    ]


def test_a_planted_late_import_is_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "documents/excel.py": (
                "def a():\n    import openpyxl\n"
                f"def b():\n    import openpyxl  {reading.LATE_MARK}\n"
                f"def c():\n    import json  {reading.LATE_MARK}\n"
            ),
            "documents/pdf.py": "".join(
                f"def f{number}():\n    import pypdfium2  {reading.LATE_MARK}\n"
                for number in range(LATE["pypdfium2"][0] + 1)
            ),
        },
    )
    found = late(modules)
    assert [line.split(":")[0] for line in found] == [
        "gigdesk.documents.excel",
        "gigdesk.documents.excel",
        "pypdfium2",
    ]
    assert "lacks the mark" in found[0]
    assert "imports json inside a function" in found[1]


def test_a_planted_circle_is_caught_and_types_alone_make_none(tmp_path: Path) -> None:
    typed = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from gigdesk.store import changes"
    )
    modules = reading.plant(
        tmp_path,
        {
            "domain/a.py": "from gigdesk.domain import b\n",
            "domain/b.py": "import gigdesk.domain.c\n",
            "domain/c.py": "from . import a\n",
            "store/database.py": typed + "\n",
            "store/changes.py": "from gigdesk.store import database\n",
        },
    )
    assert circles(modules) == ["gigdesk.domain.a", "gigdesk.domain.b", "gigdesk.domain.c"]


def test_planted_talk_between_rooms_is_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "domain/tables.py": "from gigdesk.domain import office\n",
            "domain/office.py": "",
            "domain/workers.py": "from gigdesk.domain import dispatch, office\n",
            "domain/dispatch.py": "from gigdesk.domain import workers\n",
            "domain/feedback.py": "from gigdesk.domain import office\n",
            "store/workers.py": "",
            "store/dispatch/batch.py": "from gigdesk.store import workers\n",
            "actions/workers.py": "from gigdesk.actions import desk, dispatch\n",
            "actions/dispatch.py": "from gigdesk.actions import desk\n",
            "actions/desk.py": "",
            "gui/workers.py": "",
            "gui/orders.py": "from gigdesk.gui.workers import WorkersPage\n",
        },
    )
    assert [line.split(":")[0] for line in between_rooms(modules)] == [
        "gigdesk.actions.workers",
        "gigdesk.domain.feedback",
        "gigdesk.domain.tables",
        "gigdesk.domain.workers",
        "gigdesk.gui.orders",
        "gigdesk.store.dispatch.batch",
    ]
