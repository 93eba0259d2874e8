"""One clock, SQL in one place, one connection, nothing slow in the window, nothing half done."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from typing import TYPE_CHECKING

from tests.architecture import reading, tree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CLOCK_CALLS = (
    re.compile(r"(^|\.)datetime\.(now|utcnow|today)$"),
    re.compile(r"(^|\.)date\.today$"),
    re.compile(r"(^|\.)Q(Date|DateTime|Time)\.current\w+$"),
)
CLOCK_MODULES = ("time", "uuid")
CLOCK_IN_SQL = re.compile(r"'now'|\bCURRENT_(TIMESTAMP|DATE|TIME)\b", re.IGNORECASE)
# Where SQL may read the machine's clock: the one exception to the one clock.
CLOCK_IN_SQL_ALLOWED = {
    "gigdesk.store.ddl": "the stamp of a captured change ticks inside its trigger, offset by stamps"
}
SQL = re.compile(
    r"\bSELECT\b.+\bFROM\b|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\S+\s+SET\b|\bDELETE\s+FROM\b",
    re.IGNORECASE | re.DOTALL,
)
SQL_FLOORS = ("store", "hub")
UNNAMED_COLUMNS = re.compile(r"(?:\bSELECT|,)\s+(?:\w+\.)?\*(?!\*)")
UNNAMED_COLUMNS_ALLOWED = {
    "gigdesk.store.oplog": "says what the file is, also where that is of an older program",
    "gigdesk.store.proofs": "the same, of a file of which nothing is known yet",
}
CONNECTION = ("conn", "executemany")
# Who opens a transaction above `store`, and why it is no act of somebody.
TRANSACTIONS = {
    "gigdesk.actions.desk": "the one place where an act becomes a transaction",
    "gigdesk.actions.office.slots": "what is half typed is kept at once and is no history",
    "gigdesk.actions.attendance.leftovers": "what an import left out is kept like a draft",
    "gigdesk.actions.office.entry": "a file gets its identity before there can be acts",
    "gigdesk.actions.office.safety": "one moment to read from; nothing is written",
}
SLOW = ("processEvents", "QThread", "QThreadPool", "sleep", "msleep", "usleep", "sleep_ms")
UNFINISHED = tuple(
    "".join(parts)
    for parts in (("TO", "DO"), ("FIX", "ME"), ("raise NotImpl", "ementedError"), ("x", "fail("))
)
SKIPPED = tuple("".join(parts) for parts in (("mark.", "skip"), ("pytest.", "skip(")))
MACHINE = re.compile(r"[\"'\s(=]/(work|tmp|root|home)/")
# Programs that benchmarks measure against where somebody has installed them; nothing needs them.
PEERS = ("typst",)
OTHER_NAMES = {"rl_accel": "rl-accel", "PIL": "pillow", "gi": ""}


def other_clocks(modules: Iterable[reading.Module]) -> list[str]:
    """Say who reads a clock or makes an id outside `stamps.py`."""
    found = []
    for module in modules:
        if module.name == "gigdesk.stamps":
            continue
        found += [
            f"{module.at(each.node)}: {each.target}"
            for each in reading.imports([module])
            if each.target in CLOCK_MODULES
        ]
        found += [
            f"{module.at(node)}: {reading.dotted(node)}"
            for node in reading.nodes(module)
            if isinstance(node, ast.Attribute)
            and any(form.search(reading.dotted(node)) for form in CLOCK_CALLS)
        ]
        found += [
            f"{module.at(node)}: the clock in SQL"
            for node, text in reading.strings(module)
            if CLOCK_IN_SQL.search(text) and module.name not in CLOCK_IN_SQL_ALLOWED
        ]
    return found


def stray_sql(modules: Iterable[reading.Module]) -> list[str]:
    """Say which strings outside `store/` and `hub/` are SQL."""
    return [
        f"{module.at(node)}: {' '.join(text.split())[:60]}"
        for module in modules
        if module.floor not in SQL_FLOORS
        for node, text in reading.strings(module)
        if SQL.search(text)
    ]


def unnamed_columns(modules: Iterable[reading.Module]) -> list[str]:
    """Say which SQL asks for every column there is instead of naming those of the spec."""
    return [
        f"{module.at(node)}: {' '.join(text.split())[:60]}"
        for module in modules
        if module.name not in UNNAMED_COLUMNS_ALLOWED
        for node, text in reading.strings(module)
        if UNNAMED_COLUMNS.search(text)
    ]


def other_connections(modules: Iterable[reading.Module]) -> list[str]:
    """Say who touches the connection or writes in bulk outside `store/database`."""
    found = []
    for module in modules:
        at_home = module.floor == "store" and module.room.startswith("database")
        for node in reading.nodes(module):
            if _is_table_by_index(node):
                found.append(f"{module.at(node)}: {ast.unparse(node)}; write db.table(...)")
            elif isinstance(node, ast.Attribute) and not at_home and node.attr in CONNECTION:
                found.append(f"{module.at(node)}: {ast.unparse(node)}")
    return found


def other_transactions(modules: Iterable[reading.Module]) -> list[str]:
    """Say who opens a transaction above `store` without being listed: only acts write."""
    return [
        f"{module.at(node)}: {ast.unparse(node)}"
        for module in modules
        if module.floor != "store" and module.name not in TRANSACTIONS
        for node in reading.nodes(module)
        if isinstance(node, ast.Attribute) and node.attr == "atomic"
    ]


def _is_table_by_index(node: ast.AST) -> bool:
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Constant):
        return False
    name = ast.unparse(node.value).split(".")[-1].lstrip("_")
    return isinstance(node.slice.value, str) and name in ("db", "database")


def slow_windows(modules: Iterable[reading.Module]) -> list[str]:
    """Say who waits, or starts a thread of Qt, outside `gui/tasks` (and the clock itself)."""
    found = []
    for module in modules:
        tasks = module.floor == "gui" and module.room.startswith("tasks")
        if tasks or module.name == "gigdesk.stamps":
            continue
        for node in reading.nodes(module):
            name = getattr(node, "attr", None) or getattr(node, "id", None)
            if isinstance(node, ast.alias):
                name = node.name
            if name in SLOW and (name != "sleep_ms" or module.floor == "gui"):
                found.append(f"{module.at(node)}: {name}")
    return found


def unfinished(folder: Path) -> list[str]:
    """Say where work is left half done, a test is left out, or a machine's path is written."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            words = [word for word in (*UNFINISHED, *SKIPPED) if word in line]
            if MACHINE.search(line):
                words.append("a path of one machine")
            found += [f"{path.name}:{number}: {word}" for word in words]
    return found


def undeclared(modules: Iterable[reading.Module], declared: set[str], own: set[str]) -> list[str]:
    """Say which outside packages are imported and not declared in `pyproject.toml`.

    `declared` holds names of distributions in their normal form, `own` the top names of the
    project itself.
    """
    homes = metadata.packages_distributions()
    found = []
    for each in reading.imports(modules):
        if each.top in sys.stdlib_module_names or each.top in own or not each.top:
            continue
        names = [OTHER_NAMES[each.top]] if each.top in OTHER_NAMES else homes.get(each.top, [])
        if not any(normal(name) in declared or not name for name in names):
            found.append(f"{each.module.at(each.node)}: {each.top} is not declared")
    return found


def normal(name: str) -> str:
    """Return the normal form of a distribution's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared_names(*, with_extras: bool) -> set[str]:
    """Return what `pyproject.toml` asks for, in normal form."""
    project = tomllib.loads((reading.ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    asked: list[str] = list(project["dependencies"])
    if with_extras:
        for extra in project["optional-dependencies"].values():
            asked += extra
    names = {normal(re.split(r"[^A-Za-z0-9._-]", each)[0]) for each in asked}
    # The wheel of Qt brings the binding's own support module along.
    return names | ({"shiboken6"} if "pyside6-essentials" in names else set())


def test_the_clock_and_ids_come_from_one_place() -> None:
    reading.none_of(other_clocks(reading.house()))


def test_sql_stands_only_on_its_floors() -> None:
    reading.none_of(stray_sql(reading.house()))


def test_sql_names_the_columns_it_reads() -> None:
    reading.none_of(unnamed_columns(reading.house()))


def test_one_file_holds_the_connection() -> None:
    reading.none_of(other_connections(reading.house()))


def test_only_acts_and_what_is_listed_open_a_transaction() -> None:
    reading.none_of(other_transactions(reading.house()))
    assert set(TRANSACTIONS) <= {module.name for module in reading.house()}


def test_nothing_waits_in_the_window() -> None:
    reading.none_of(slow_windows(reading.house()))


def test_nothing_is_left_half_done_and_no_test_is_left_out() -> None:
    folders = (reading.PACKAGE, "tests", "installer")
    reading.none_of(line for folder in folders for line in unfinished(reading.ROOT / folder))


def test_every_package_in_use_is_declared() -> None:
    own = {reading.PACKAGE, "tests", "installer"}
    reading.none_of(undeclared(reading.house(), declared_names(with_extras=False), own))
    reading.none_of(
        undeclared(reading.others(), declared_names(with_extras=True), own | set(PEERS))
    )


def test_the_tree_in_the_readme_is_fresh() -> None:
    there, fresh = tree.stored().splitlines(), tree.drawn(reading.house()).splitlines()
    changed = sorted(set(there) ^ set(fresh))
    hint = "python -m tests.architecture.tree --write makes it fresh"
    reading.none_of([hint, *changed] if there != fresh else [])


def test_planted_clocks_are_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "stamps.py": "import time\n",
            "domain/workers.py": "import time\nimport datetime\ndatetime.datetime.now()\n",
            "gui/home.py": "today = QtCore.QDate.currentDate()\nlast = clock.today()\n",
            "store/changes.py": "sql = \"UPDATE t SET at = strftime('%s', 'now')\"\n",
        },
    )
    assert other_clocks(modules) == [
        "gigdesk.domain.workers:1: time",
        "gigdesk.domain.workers:3: datetime.datetime.now",
        "gigdesk.gui.home:1: QtCore.QDate.currentDate",
        "gigdesk.store.changes:1: the clock in SQL",
    ]


def test_planted_sql_is_caught_and_plain_words_are_not(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "store/workers.py": 'sql = "DELETE FROM workers"\n',
            "actions/workers.py": (
                '"""Select people from the list."""\n'
                'a = f"select {x}\\n from workers"\n'
                'b = "update workers set name = ?"\n'
                'c = "INSERT OR IGNORE INTO t VALUES (1)"\n'
                'd = "selection, from here"\n'
            ),
        },
    )
    assert [line.split(" ")[0] for line in stray_sql(modules)] == [
        "gigdesk.actions.workers:2:",
        "gigdesk.actions.workers:3:",
        "gigdesk.actions.workers:4:",
    ]


def test_planted_columns_without_a_name_are_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "store/workers.py": (
                'a = "SELECT * FROM worker"\n'
                'b = f"SELECT w.*, {x} FROM worker w"\n'
                'c = "SELECT w.name,\\n d.* FROM worker w"\n'
                'd = "SELECT count(*), 2 * 3 FROM worker"\n'
            ),
        },
    )
    assert [line.split(" ")[0] for line in unnamed_columns(modules)] == [
        "gigdesk.store.workers:1:",
        "gigdesk.store.workers:2:",
        "gigdesk.store.workers:3:",
    ]


def test_planted_connections_are_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "store/database.py": "self.conn.executemany(sql, rows)\n",
            "store/workers.py": 'db["workers"]\nrow["name"]\ndb.conn\ncursor.executemany(s, r)\n',
        },
    )
    assert other_connections(modules) == [
        "gigdesk.store.workers:1: db['workers']; write db.table(...)",
        "gigdesk.store.workers:3: db.conn",
        "gigdesk.store.workers:4: cursor.executemany",
    ]


def test_planted_transactions_are_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "store/database.py": "self._db.atomic()\n",
            "actions/desk.py": "with self.store.atomic(): ...\n",
            "actions/workers.py": "with desk.store.atomic(): ...\n",
            "gui/workers.py": "make = desk.store.atomic\n",
        },
    )
    assert other_transactions(modules) == [
        "gigdesk.actions.workers:1: desk.store.atomic",
        "gigdesk.gui.workers:1: desk.store.atomic",
    ]


def test_planted_waits_are_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "gui/tasks.py": "from PySide6.QtCore import QThread\n",
            "gui/home.py": "from PySide6.QtCore import QThread\napp.processEvents()\nsleep_ms(5)\n",
            "store/database.py": "stamps.sleep_ms(5)\n",
        },
    )
    assert slow_windows(modules) == [
        "gigdesk.gui.home:1: QThread",
        "gigdesk.gui.home:2: processEvents",
        "gigdesk.gui.home:3: sleep_ms",
    ]


def test_planted_half_work_is_caught(tmp_path: Path) -> None:
    lines = [f"# {UNFINISHED[0]} later", f"@pytest.{SKIPPED[0]}", "x = 1", f"p = '{'/tm'}p/x'"]
    (tmp_path / "a.py").write_text("\n".join(lines), encoding="utf-8")
    assert unfinished(tmp_path) == [
        f"a.py:1: {UNFINISHED[0]}",
        f"a.py:2: {SKIPPED[0]}",
        "a.py:4: a path of one machine",
    ]


def test_a_planted_undeclared_package_is_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path, {"store/x.py": "import pytest\nimport json\nimport strange\n"}
    )
    assert undeclared(modules, {"pytest"}, {"gigdesk"}) == [
        "gigdesk.store.x:3: strange is not declared"
    ]
    assert len(undeclared(modules, set(), {"gigdesk"})) == 2
