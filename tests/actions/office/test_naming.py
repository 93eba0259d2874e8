"""What `verify` finds, in words of the field: records by the names people use."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from gigdesk import i18n
from gigdesk.actions import office, workers
from gigdesk.domain import tables
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


class _GoneError(Exception):
    """Takes the change back."""


def _words(desk: Desk, sql: str) -> list[str]:
    """Return what `verify` says once a statement has run past capture; all is as before then."""
    found: list[str] = []
    with contextlib.suppress(_GoneError), desk.store.atomic():
        desk.store.execute("UPDATE sync_state SET applying = 1")
        assert desk.store.execute(sql)
        desk.store.execute("UPDATE sync_state SET applying = 0 WHERE applying = 1")
        told = office.safety.verify(desk).findings
        found = [i18n.text(code, **params) for code, params in told]
        raise _GoneError
    return found


@pytest.fixture
def filled(desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk with a place, and a person who came with a file and has a second telephone."""
    office.places.add_list(desk, "青山镇 石桥村")
    rows = [["姓名", "身份证号", "电话"], ["林秀英", "110101199003070011", "13800000001"]]
    rosters.take(desk, rosters.book(tmp_path / "名单.xlsx", rows))
    worker_id = desk.store.value("SELECT id FROM worker")
    workers.belongings.add_phone(desk, worker_id=worker_id, phone="13812345678", owner="女儿")
    return desk


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE worker SET notes = 'x'", "人员“W1 林秀英”与历史不一致"),
        ("UPDATE worker_phone SET owner = 'x'", "电话“W1 林秀英”与历史不一致"),
        ("DELETE FROM worker_phone", "电话“W1 林秀英”不见了，历史里有。"),
        ("DELETE FROM holiday WHERE day = '2026-10-01'", "节假日“2026-10-01”不见了"),
        ("UPDATE rule SET source = 'x' WHERE rule_id = 'age.employable'", "规则“最低用工年龄”与"),
        ("UPDATE division SET code = 'x' WHERE name = '石桥村'", "乡镇和村“青山镇 石桥村”与"),
        ("UPDATE staff SET phone = '1'", "用户“li 李站长”与历史不一致"),
        ("UPDATE act SET staff_name = 'x' WHERE number = 1", "历史第 {first} 条（操作记录）的内容"),
        ("UPDATE act SET id = zeroblob(16) WHERE number = 2", "操作记录“A2”在历史里没有"),
        ("UPDATE op SET body = '{' WHERE tbl = 'rule' AND seq < 20", "“规则”里有读不懂的内容"),
        ("UPDATE op SET body = '{}' WHERE tbl = 'rule' AND seq < 9", "历史第 "),
        ("INSERT INTO counter (tbl, last) VALUES ('beside', 5)", "beside的下一个编号"),
        ("UPDATE sync_state SET desk_id = zeroblob(3)", "数据文件关于自身的记录"),
    ],
)
def test_a_finding_is_told_in_words_of_the_field(filled: Desk, sql: str, said: str) -> None:
    first = "SELECT max(seq) FROM op WHERE row_id = (SELECT id FROM act WHERE number = 1)"
    said = said.replace("{first}", str(filled.store.value(first)))
    found = _words(filled, sql)
    assert any(one.startswith(said) for one in found), found


def test_every_part_that_can_be_named_has_words() -> None:
    for language in i18n.LANGUAGES:
        known = i18n.words(language)
        assert {f"verify.part.{part}" for part in office.naming.PARTS} <= known.keys()
        parts = {*office.safety.BESIDE, *(table.name for table in tables.captured()), "op"}
        for part in parts - office.naming.PARTS:
            assert f"recorded.table.{part}" in known, part
