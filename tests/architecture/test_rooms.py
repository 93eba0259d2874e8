"""Every file has a name of the house: a room, or one of the few listed parts of its floor."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.architecture import reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORBIDDEN = ("utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers")
GROUND = ("__init__", "__main__", "errors", "stamps", "money", "i18n", "config")
# What a floor holds beside rooms. A new name needs a word on why it is no room's.
PARTS: dict[str, dict[str, str]] = {
    "domain": {
        "tables": "the one table spec, as plain data",
        "patterns": "patterns of text that no start has to compile, for rules of all rooms",
    },
    "store": {
        "database": "opens the file; the only connection",
        "guarding": "what would break capture, refused",
        "ddl": "DDL and triggers made from the spec",
        "migrations": "every step of the schema",
        "oplog": "the history of all rooms, sealed and proved",
        "vault": "the keys to the file",
        "lock": "one writer per desk",
        "backup": "the whole file, copied and proved",
        "restoring": "a backup in the desk's place",
        "agreeing": "whether backups and history tell the same",
        "notes": "acts done while another program held the desk, for it to enter",
        "manifests": "what a backup says of itself, signed",
        "epochs": "which file this is and when it was restored, in its own history",
        "seeking": "typed words and orders of lists as SQL",
        "proofs": "triggers, pages and b-trees of the file",
        "patience": "how long a disk or a share may take to answer",
        "proven": "which bytes of the file were proven when it was opened to be read",
        "timing": "whether the clock can be believed, for the ops of all rooms",
        "witness": "what acts say of rows that no trigger captures",
        "joined": "who a record is today, as SQL that several rooms ask",
        "validity": "what holds on a day, as SQL that several rooms ask",
    },
    "actions": {
        "desk": "the Desk and doing(): one act, one transaction",
        "refresh": "what an act touched, for whoever shows it",
        "undoing": "takes an act of any room back",
        "handing": "workbooks that leave the house, each with its act",
        "scanned": "photos and scans of papers, kept for all rooms",
        "vetting": "what is known of an employer and its order, for whatever room sends people",
    },
    "documents": {
        "excel": "workbooks as files",
        "sheets": "layout of each sheet, in and out",
        "pdf": "fonts, lines and pages",
        "forms": "layout of each paper",
    },
    "sync": {
        "protocol": "the messages",
        "merge": "mine, theirs and what we agreed on",
        "client": "carries messages",
        "engine": "the desk's side",
    },
    "gui": {
        "app": "starts Qt",
        "entry": "the first run and signing in",
        "session": "who is signed in at which desk, and what pages are given",
        "home": "what needs me today, over all rooms",
        "house": "puts pages and desk together; the one place that knows every page",
        "preview": "paper on the screen before it is printed",
        "window": "the frame",
        "table": "the one table model",
        "paging": "the one frame of lists that SQL pages",
        "grid": "the month's grid, the one editable table",
        "record": "the page of one record, of whatever room",
        "choosing": "people for a list, in whatever room it is",
        "closing": "closing of the program while jobs run, whatever room they are of",
        "reach": "what the role of the user reaches, for whatever offers it",
        "folder": "where papers go that the window makes",
        "form": "the one form builder",
        "handing": "papers made on pages of any room, shown to be printed",
        "fields": "the editors a form is made of",
        "flow": "a layout that breaks lines",
        "folding": "words in two lines where one is too short",
        "plain_keys": "the line that keeps the input method out",
        "parts": "labels, buttons and notes that look right",
        "dialogs": "questions and errors in words",
        "search": "the one search box over all rooms",
        "undo": "the one list of what can be undone",
        "jobs": "what runs, how far it is, and how to stop it",
        "tasks": "the one runner",
        "lanes": "the threads behind the one runner",
        "sweeping": "keeps widgets from being cleared away on working threads",
        "crash": "catches what nobody caught",
        "letters": "the keys for the size of letters, before the window and in it",
        "theme": "colours, fonts and measures",
        "pictures": "photos and scans of all rooms, looked at page by page",
        "icons": "draws the icons in the colours of the theme",
    },
    "cli": {
        "vetting": "what is known of employers, reviews of orders, bands of pay",
        "main": "the command line's entry",
        "answer": "an answer as text or as one JSON object",
        "session": "options, password and desk of one command",
        "crash": "what a script sees instead of a traceback",
        "demo": "the sample county: it goes through all rooms",
        "labels": "names and codes of all rooms' answers, in words",
        "usage": "the command-line library's own sentences, in words",
        "streams": "keeps the standard streams so that an answer gets out whole",
        "stopping": "hears Ctrl+C during an act of any room that takes itself back",
    },
    "demo": {
        "people": "invented people",
        "words": "invented names",
        "rosters": "the workbooks they stand in",
        "county": "station, villages, people and papers",
        "season": "employers, orders, batches, days",
        "choices": "lots, reserve and loans",
        "road": "who signed in at the coaches, and money handed out on the way",
        "earlier": "the season a year before",
        "open_ends": "what is left for the user to do",
        "premises": "the folder of a sample county and whose things lie in it",
        "build": "all of it in order, and the main job over it",
    },
    "hub": {
        "server": "the few routes",
        "ledger": "numbers and hands out",
        "sqlite": "the embedded store",
        "postgres": "the production store",
    },
}
WITHOUT_ROOMS = ("documents", "sync", "hub", "demo")


def wrong_names(modules: Iterable[reading.Module]) -> list[str]:
    """Say which modules have a forbidden name or one that their floor does not know."""
    found = []
    for module in modules:
        bad = [part for part in module.parts if part in FORBIDDEN]
        if bad:
            found.append(f"{module.name}: `{bad[0]}` says nothing about what is inside")
        elif len(module.parts) == 1 and module.floor not in (*GROUND, *PARTS):
            found.append(f"{module.name}: no floor and no part of the ground")
        elif module.room and module.room not in _allowed(module.floor):
            found.append(f"{module.name}: `{module.room}` is no room or listed part of its floor")
    return found


def _allowed(floor: str) -> set[str]:
    rooms = () if floor in WITHOUT_ROOMS else reading.ROOMS
    return {*rooms, *PARTS.get(floor, {})}


def busy_packages(modules: Iterable[reading.Module]) -> list[str]:
    """Say which `__init__.py` hold more than they may.

    A floor's holds a docstring (the package's own also its version); a room folder's a docstring,
    re-exports from inside that folder and the sum of its nouns' `TABLES`.
    """
    found = []
    for module in modules:
        if not module.is_package:
            continue
        body = module.tree.body[1:] if ast.get_docstring(module.tree) else module.tree.body
        found += [
            f"{module.at(node)}: {ast.unparse(node).splitlines()[0]}"
            for node in body
            if not _may_stand(module, node)
        ]
    return found


def _may_stand(module: reading.Module, node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign):
        names = {ast.unparse(target) for target in node.targets}
        tables = names == {"TABLES"} and "TABLES" in ast.unparse(node.value)
        return tables or names == {"__version__" if not module.parts else "__all__"}
    if not isinstance(node, ast.ImportFrom) or len(module.parts) < 2:
        return False
    inside = f"{module.name}."
    return (
        node.module == "__future__"
        or (node.module or "").startswith(inside)
        or (node.module == module.name)
        or node.level == 1
    )


def test_every_file_has_a_name_of_the_house() -> None:
    reading.none_of(wrong_names(reading.house()))


def test_package_files_hold_a_docstring_or_re_exports_only() -> None:
    reading.none_of(busy_packages(reading.house()))


def test_a_listed_part_says_why_it_is_no_room() -> None:
    assert all(reason for parts in PARTS.values() for reason in parts.values())
    assert not [name for parts in PARTS.values() for name in parts if name in reading.ROOMS]


def test_planted_wrong_names_are_caught_and_unbuilt_rooms_are_not(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "helpers.py": "",
            "stray.py": "",
            "errors.py": "",
            "store/workers.py": "",
            "store/worker.py": "",
            "domain/workers/utils.py": "",
            "domain/workers/certificate.py": "",
        },
    )
    assert [line.split(":")[0] for line in wrong_names(modules)] == [
        "gigdesk.domain.workers.utils",
        "gigdesk.helpers",
        "gigdesk.store.worker",
        "gigdesk.stray",
    ]


def test_a_planted_busy_package_file_is_caught(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "store/__init__.py": '"""Kept."""\nfrom gigdesk.store import workers\n',
            "store/workers/__init__.py": (
                '"""Rows."""\n\nfrom __future__ import annotations\n\n'
                "from gigdesk.store.workers.worker import add\n"
                "from gigdesk.store import dispatch\n\n"
                '__all__ = ["add"]\n\nCOUNT = 3\n'
            ),
            "store/workers/worker.py": "def add(): ...\n",
        },
    )
    assert busy_packages(modules) == [
        "gigdesk.store:2: from gigdesk.store import workers",
        "gigdesk.store.workers:6: from gigdesk.store import dispatch",
        "gigdesk.store.workers:10: COUNT = 3",
    ]
