"""The history on the command line: every kind of record, in words, and where days came from."""

from __future__ import annotations

import contextlib
import datetime
import re
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch, office, orders, training
from gigdesk.cli import main as program
from gigdesk.domain import tables
from tests.making import LOGIN, PASSWORD
from tests.workforce import add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from gigdesk.actions.desk import Desk
    from tests.cli.conftest import CommandLine

RAW = re.compile(r"\b[a-z]+_[a-z_]+\b")


def filled(folder: Path) -> None:
    """Put one record of each kind on the desk, and change some of them."""
    with contextlib.closing(office.entry.sign_in(folder, LOGIN, PASSWORD)) as desk:
        fill(desk, folder.parent / "c.pdf")


def fill(desk: Desk, paper: Path) -> None:
    """Put them on an open desk; `paper` is where the contracts go."""
    first, last = (desk.clock.today() + datetime.timedelta(days) for days in (30, 60))
    order = add_order(desk, from_day=first.isoformat(), to_day=last.isoformat())
    batch = dispatch.plan(desk, order_id=order, depart_on=first).id
    dispatch.add_members(desk, batch_id=batch, people=[add_person(desk, 1)])
    dispatch.change(desk, batch_id=batch, changes={"leader_name": "钱某", "note": "早到"})
    orders.change_employer(
        desk,
        employer_id=orders.list_employers(desk)[1][0]["id"],
        changes={"flag": "watched", "flag_reason": "欠薪"},
    )
    made = training.open_class(desk, fields={"name": "焊工班", "kind": "ordinary"})
    training.change_class(desk, class_id=made.id, changes={"place": "新教室"})
    dispatch.make_contracts(desk, batch, paper)
    office.places.add_list(desk, "青山镇 石桥村")
    office.slots.save_filter(desk, page="workers", name="常用", query={"sex": "1"})


ASKED = (
    *(("worker", "1"), ("employer", "1"), ("order", "1"), ("batch", "1"), ("class", "1")),
    *(("contract", "1"), ("staff", LOGIN), ("station", "430602101"), ("division", "石桥村")),
    *(("rule", "最低用工年龄"), ("filter", "常用"), ("template", "劳务协议")),
)


def test_every_history_is_told_to_people_in_words(
    command_line: CommandLine, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(command_line.desk)
    names = {name for table in tables.captured() for name in table.column_names}
    for language in i18n.LANGUAGES:
        for kind, said in ASKED:
            i18n.use(language)
            rule = i18n.text("settings.rules.age_employable")
            words = (kind, rule if kind == "rule" else said)
            capsys.readouterr()
            options = ["--desk", str(command_line.desk), "--lang", language]
            assert program.main([*options, "history", *words]) == 0, words
            shown = capsys.readouterr().out
            assert len(shown.splitlines()) > 2, words
            assert not (set(RAW.findall(shown)) & names), (words, shown)
            assert not re.search(r"\b[0-9a-f]{32}\b", shown), (words, shown)


def test_the_role_of_a_user_is_told_to_scripts_as_it_is_kept(command_line: CommandLine) -> None:
    (made,) = command_line.run("history", "staff", LOGIN)["history"]
    told: dict[str, Any] = made["changes"]
    assert told["role"] == [None, "head"]
    assert made["record"]["tbl"] == "staff"
    command_line.run("history", "staff", "niemand", code=2)


def test_a_contract_is_known_by_the_number_printed_on_it(command_line: CommandLine) -> None:
    filled(command_line.desk)
    with contextlib.closing(office.entry.sign_in(command_line.desk, LOGIN, PASSWORD)) as desk:
        (printed,) = [one["contract_no"] for one in dispatch.list_contracts(desk)]
    by_count = command_line.run("history", "contract", "1")
    assert command_line.run("history", "contract", printed) == by_count
    assert by_count["history"]


def test_what_is_no_number_is_not_found_whatever_the_kind_of_record(
    command_line: CommandLine,
) -> None:
    for kind in office.history.KINDS:
        said = command_line.run("history", kind, "abc", code=2)
        assert "abc" in said["error"]["message"]
