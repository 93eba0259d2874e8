"""Words for people lie in one place, complete in both languages, and every key is used."""

from __future__ import annotations

import ast
import json
import re
import string
from typing import TYPE_CHECKING

import pytest

from tests.architecture import letters, reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

LANGUAGES = ("zh", "en")
# Beginnings of keys that are put together when the program runs, and where their ends come from.
# A word below one counts as used only where its end stands as a string of the program.
DYNAMIC: tuple[tuple[str, str], ...] = (
    ("cli.answer.", "the fields of answers name their own headings"),
    ("orders.field.", "changes and columns name whichever field they are about"),
    ("cli.doubt.", "the doubts about the clock, as the domain names them"),
    ("window.doubt.", "the doubts about the clock, as the domain names them"),
    ("intake.error.", "named by the check that refused a file"),
    ("cover.code.", "pages and histories name whichever code a list for an insurer holds"),
    ("dispatch.line.", "the checklist names whichever line it computes"),
    ("sheets.", "the layouts name the columns, titles and choices of each sheet"),
    ("workers.field.", "remarks, diffs and columns name whichever field they are about"),
    ("forms.card.", "a card names the lines that stand on it"),
    ("forms.promise.", "the promise names its items, lines and places to sign"),
    ("verify.part.", "the proof of a file names whichever part of it does not prove itself"),
    ("recorded.", "the history names whichever table, column or code it tells of"),
    *((f"orders.{one}.", "named by the domain") for one in letters.OF_ORDERS),
    *((f"dispatch.{one}.", "named by the domain") for one in letters.OF_ROAD),
    ("people.recorded.overtime.", "the history tells the kinds of overtime as days hold them"),
)
# The ends come from the commands themselves; tests/cli/test_usage.py compares both.
COMMANDS: tuple[tuple[str, str], ...] = (
    ("cli.help.", "one entry for each command"),
    ("usage.option.", "one entry for each option of the command line"),
    ("usage.type.", "what stands for the value of an option; options name their types"),
)
_TERMS = "codes of the terms of an order, which the window names one by one"
_TOLD = "the history tells columns and codes as the page of their table names them"
# Where a whole key or its tail is handed through: the names stand as words of their own elsewhere,
# so these say nothing about what is used.
THROUGH: tuple[tuple[str, str], ...] = (
    ("orders.employment_form.", _TERMS),
    ("orders.hours_kind.", _TERMS),
    ("orders_page.cycle.", _TERMS),
    ("orders.pay_method.", _TERMS),
    ("orders.board.", _TERMS),
    ("orders.payer.", _TERMS),
    ("orders.advance.", _TERMS),
    ("orders.insurance.", _TERMS),
    ("orders.certificate_rule.", _TERMS),
    ("orders_page.unit_kind.", _TERMS),
    ("settings.station.", _TOLD),
    ("settings.staff.", _TOLD),
    ("settings.role.", _TOLD),
    ("settings.places.", _TOLD),
    ("settings.rules.", _TOLD),
    ("settings.holidays.", _TOLD),
    ("settings.templates.", _TOLD),
    ("training_page.result.", _TOLD),
    ("dispatch.how_chosen.", _TOLD),
    ("dispatch.signed_how.", _TOLD),
    ("dispatch.end_code.", _TOLD),
    ("forms.kind.", _TOLD),
    ("forms.mark.", "what a contract leaves for the pen is named by its mark"),
    ("attendance.mark.", _TOLD),
    ("attendance.part.", _TOLD),
    ("acts.", "the names of acts stand where they are done"),
    ("errors.", "the codes of failures stand where they are raised"),
    *(
        (start, "answers show whichever code a record holds; the window names each")
        for start in (
            "people.code.",
            "people.state.",
            "people.wish.",
            "people.flag.",
            "people.story.",
            "people.standing.",
            "people.purpose.",
            "people.basis.",
            "people.given.",
            "orders.state.",
            "orders.flag.",
            "orders.pay_kind.",
            "dispatch.state.",
            "dispatch.member_state.",
            "dispatch.contract_state.",
            "dispatch.field.",
            "dispatch.vehicle.",
            "dispatch.product.",
            "training_page.state.",
            "training_page.enrolment_state.",
            "training_page.kind.",
            "training_page.field.",
            "batches_page.excluded.",
            "intake.skip.",
            "findings.row.",
        )
    ),
)
FILE_NAMES = (".qss", ".json", ".svg", ".png", ".ttf", ".xlsx", ".pdf", ".xml", ".db")
Words = dict[str, str]


def words_of(folder: Path) -> Words:
    """Return all words under a language's folder by their full key.

    Raises ValueError where a file holds a key twice, or anything but flat words.
    """
    found: Words = {}
    for path in sorted(folder.glob("*.json")):
        pairs: list[tuple[str, str]] = json.loads(
            path.read_text(encoding="utf-8"), object_pairs_hook=list
        )
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            twice = sorted({key for key in keys if keys.count(key) > 1})
            message = f"{path.name}: twice {twice}"
            raise ValueError(message)
        if not all(isinstance(words, str) and words.strip() for _, words in pairs):
            message = f"{path.name}: not flat, or empty words"
            raise ValueError(message)
        found.update({f"{path.stem}.{key}": words for key, words in pairs})
    return found


def differences(languages: Mapping[str, Words]) -> list[str]:
    """Say which keys are missing in a language and where the gaps in a sentence differ."""
    found = []
    for key in sorted(set().union(*languages.values())):
        lacking = [name for name, words in languages.items() if key not in words]
        if lacking:
            found.append(f"{key}: missing in {', '.join(lacking)}")
        elif len({frozenset(gaps(words[key])) for words in languages.values()}) > 1:
            found.append(f"{key}: different gaps")
    return found


def gaps(words: str) -> set[str]:
    """Return the names of the gaps in a sentence; raises ValueError for a broken one."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def used_keys(
    modules: Iterable[reading.Module], files: set[str], known: Iterable[str] = ()
) -> dict[str, str]:
    """Return every key that the program names, and where.

    A key is a string that begins with the name of a file of words and a full stop, and the code of
    a named failure (with `errors.` before it where it has no full stop). A string with a gap, or
    one that ends in a full stop, stands for all keys with that beginning and is returned up to the
    gap with a `*`. The name of an act stands for the words of the act: `workers.register`
    for `acts.workers.register`.
    """
    modules, acts = list(modules), {key for key in known if key.startswith("acts.")}
    begins = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(files)))})\.[a-z0-9_.{{}}-]*")
    failures = {
        node.name
        for module in modules
        if module.name == "gigdesk.errors"
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
    }
    found: dict[str, str] = {}
    for module in modules:
        for node, text in reading.strings(module):
            if f"acts.{text}" in acts:
                found.setdefault(f"acts.{text}", module.at(node))
            elif files and begins.fullmatch(text) and not text.endswith(FILE_NAMES):
                open_end = "{" in text or text.endswith(".")
                found.setdefault(text.split("{")[0] + ("*" if open_end else ""), module.at(node))
        for node in _first_arguments(module, failures):
            code = getattr(node, "value", None)
            if isinstance(code, str):
                found.setdefault(code if "." in code else f"errors.{code}", module.at(node))
    return found


def _first_arguments(module: reading.Module, names: set[str]) -> list[ast.expr]:
    return [
        node.args[0]
        for node in reading.nodes(module)
        if isinstance(node, ast.Call)
        and node.args
        and ast.unparse(node.func).split(".")[-1] in names
    ]


def wordless(used: Mapping[str, str], known: Iterable[str]) -> list[str]:
    """Say which keys are named in the program and have no words."""
    known = list(known)
    found = []
    for key, place in used.items():
        start = key.removesuffix("*")
        there = any(each.startswith(start) for each in known) if key != start else key in known
        if not there:
            found.append(f"{place}: no words for {key}")
    return found


def undeclared(used: Mapping[str, str], dynamic: Iterable[str]) -> list[str]:
    """Say which open keys (`orders.state.*`) lie below no declared beginning."""
    declared = tuple(dynamic)
    return [
        f"{place}: {key} is open; declare it in DYNAMIC with its reason"
        for key, place in used.items()
        if key.endswith("*") and not key.startswith(declared)
    ]


def unused(
    used: Mapping[str, str],
    known: Iterable[str],
    dynamic: Iterable[str],
    ends: Collection[str],
    elsewhere: Iterable[str] = (),
) -> list[str]:
    """Say which keys nobody asks for.

    A key below a `dynamic` beginning is asked for where its last part is among `ends`; one that
    begins as one of `elsewhere` is judged by another test.
    """
    declared, judged = tuple(dynamic), tuple(elsewhere)
    return sorted(
        key
        for key in known
        if key not in used
        and not key.startswith(judged)
        and not (key.startswith(declared) and key.rpartition(".")[2] in ends)
    )


def ends_in(modules: Iterable[reading.Module]) -> set[str]:
    """Return the strings of the program that can be the end of a key."""
    name = re.compile(r"[a-z0-9_]+")
    return {
        text.rpartition(".")[2]
        for module in modules
        for _, text in reading.strings(module)
        if name.fullmatch(text.rpartition(".")[2])
    }


def program_words() -> dict[str, Words]:
    """Return the words of the program by language."""
    folder = reading.ROOT / "resources" / "i18n"
    return {language: words_of(folder / language) for language in LANGUAGES}


def program_keys() -> dict[str, str]:
    """Return the keys that the program names."""
    known = program_words()["zh"]
    return used_keys(reading.house(), {key.split(".")[0] for key in known}, known)


def starts(declared: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the declared beginnings of open keys."""
    return tuple(start for start, _ in declared)


def test_no_chinese_stands_in_code_outside_the_domain() -> None:
    reading.none_of(letters.foreign_literals(reading.house()))


def test_no_chinese_hides_behind_numbers_outside_the_domain() -> None:
    reading.none_of(letters.hidden_words(reading.house()))


def test_both_languages_are_complete_and_their_gaps_agree() -> None:
    reading.none_of(differences(program_words()))


def test_every_key_in_the_program_has_words() -> None:
    reading.none_of(wordless(program_keys(), program_words()["zh"]))


def test_every_open_key_is_declared_with_a_reason() -> None:
    declared = (*DYNAMIC, *COMMANDS, *THROUGH)
    reading.none_of(undeclared(program_keys(), starts(declared)))
    assert all(reason for _, reason in declared)


def test_no_words_lie_unused() -> None:
    reading.none_of(
        unused(
            program_keys(),
            program_words()["zh"],
            starts(DYNAMIC),
            ends_in(reading.house()),
            starts(COMMANDS),
        )
    )


def test_planted_chinese_is_caught_but_not_in_domain_or_docstrings(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "gui/app.py": '"""Opens 窗口."""\nname = "保存"\nend = f"{name}。"\n',
            "domain/workers.py": 'name = "姓名"\n',
            "documents/pdf.py": 'marks, word = "，。", "页。"\n',
            "money.py": 'digits = "壹贰"\n',
        },
    )
    assert [line.split(" ")[0] for line in letters.foreign_literals(modules)] == [
        "gigdesk.documents.pdf:1:",
        "gigdesk.gui.app:2:",
        "gigdesk.gui.app:3:",
    ]


def test_planted_numbers_of_letters_are_caught_but_no_spans_and_marks(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "gui/app.py": (
                'year = re.compile(r"[0-9]+\\u5e74")\n'
                'wide = re.compile(rf"{year}\\U00020000")\n'
                'span = re.compile(r"[\\u4e00-\\u9fff]\\s[(\\uff08]")\n'
                'both = re.compile("[\\\\u4e00-\\\\u9fff]\\\\u6708")\n'
            ),
            "domain/workers.py": 'name = re.compile(r"\\u5e74")\n',
        },
    )
    assert [line.split(" ")[0] for line in letters.hidden_words(modules)] == [
        "gigdesk.gui.app:1:",
        "gigdesk.gui.app:2:",
        "gigdesk.gui.app:4:",
    ]


def test_planted_gaps_between_languages_are_caught(tmp_path: Path) -> None:
    for language, words in {
        "zh": {"a": "{count} 人", "b": "好", "c": "{name}"},
        "en": {"a": "people", "c": "{name}"},
    }.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "home.json").write_text(json.dumps(words), encoding="utf-8")
    found = {language: words_of(tmp_path / language) for language in LANGUAGES}
    assert differences(found) == ["home.a: different gaps", "home.b: missing in en"]


def test_a_key_written_twice_is_caught(tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text('{"a": "x", "a": "y"}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"home\.json: twice"):
        words_of(tmp_path)


def test_planted_keys_are_found_wherever_they_stand(tmp_path: Path) -> None:
    modules = reading.plant(
        tmp_path,
        {
            "errors.py": '"""Tree."""\nclass Refused(Exception): ...\n',
            "gui/home.py": (
                'COLUMNS = (("home.title", 1),)\n'
                'def state(x): return i18n.text(f"home.state.{x}")\n'
                'def group(x): return i18n.text("home.group." + x)\n'
            ),
            "actions/home.py": (
                'def a(): raise errors.Refused("disk_full")\n'
                'def b(): raise Refused("home.error.late")\n'
                'def c(desk): return desk.doing("home.act")\n'
            ),
        },
    )
    used = used_keys(modules, {"home", "errors"}, ["acts.home.act"])
    assert sorted(used) == [
        "acts.home.act",
        "errors.disk_full",
        "home.error.late",
        "home.group.*",
        "home.state.*",
        "home.title",
    ]
    known = ["acts.home.act", "home.title", "home.state.open", "home.error.late", "home.idle"]
    assert sorted(line.split(" for ")[1] for line in wordless(used, known)) == [
        "errors.disk_full",
        "home.group.*",
    ]
    assert [line.split(" ")[1] for line in undeclared(used, ["home.state."])] == ["home.group.*"]
    assert unused(used, known, ["home.state."], {"open"}) == ["home.idle"]
    assert unused(used, known, ["home.state."], ends_in(modules)) == [
        "home.idle",
        "home.state.open",
    ]
    assert unused(used, known, [], (), ["home."]) == []
