"""Lists of certificates: what becomes a record beside its person, and what is only told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.actions import office
from gigdesk.actions.workers import certificates, imports, papers, story
from tests.actions.workers.imports import rosters
from tests.actions.workers.imports.papered import (
    CHEN,
    HEAD,
    LIU,
    NANNY,
    WELDER,
    WELDER_3,
    YANG,
    add,
    book,
    every,
    held,
    know,
    numbers,
    one,
    said,
)

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_a_list_of_certificates_makes_people_and_their_records(desk: Desk, tmp_path: Path) -> None:
    path = book(
        tmp_path / "c.xlsx",
        one(),
        one("陈秀英", CHEN, "育婴员", "五级", NANNY),
        one(level="三级", paper=WELDER_3, day="2024-06"),
        title="职业技能提升行动补贴花名册",
    )
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"new": 2, "updated": 1}
    assert [column.header for column in imports.unread(seen.reading)] == ["课时"]
    (line,) = [x for x in imports.lines_of(desk, seen, "new", 0, 9) if x.name == "陈秀英"]
    assert [change.after for change in line.changes if change.field == "certificate"] == [
        {
            "kind": "2",
            "certificate_no": NANNY,
            "trade": "育婴员",
            "level": "5",
            "issuer": "青山培训学校",
            "issued_on": "2023-05-01",
        }
    ]
    assert every(desk) == 0
    taken = rosters.take(desk, path)
    assert numbers(desk) == [WELDER, WELDER_3]
    assert [(row["level"], row["issued_on"], row["state"]) for row in held(desk)] == [
        ("4", "2023-05-01", "active"),
        ("3", "2024-06", "active"),
    ]
    assert [row["verified_how"] for row in held(desk)] == [None, None]
    again = rosters.look(desk, path)
    assert (rosters.counts(again), said(again)) == ({"unchanged": 3}, {})
    rosters.take(desk, path)
    assert every(desk) == 3
    office.undo.undo(desk, imports.undo_target(desk, taken.number + 1))
    office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert (every(desk), rosters.people(desk)) == (0, 0)


def test_a_certificate_that_is_the_only_news_makes_its_row_an_update(
    desk: Desk, tmp_path: Path
) -> None:
    know(desk, tmp_path)
    head = ("姓名", "身份证号", "证书编号")
    path = book(tmp_path / "c.xlsx", ["刘桂花", LIU, WELDER], ["陈秀英", CHEN, "无"], head=head)
    seen = rosters.look(desk, path)
    assert (rosters.counts(seen), seen.writes) == ({"updated": 1, "unchanged": 1}, 1)
    (line,) = imports.lines_of(desk, seen, "updated", 0, 9)
    assert [(c.field, c.before) for c in line.changes] == [("certificate", None)]
    taken = rosters.take(desk, path)
    (record,) = held(desk)
    # The number itself tells the level.
    assert (record["certificate_no"], record["kind"], record["level"]) == (WELDER, "2", "4")
    changes = story.changes(desk, rosters.person(desk, LIU)["id"])
    (entry,) = [x for x in changes if x.values["table"] == "certificate"]
    (source,) = [x for x in entry.values["rows"] if x["intake_number"] == taken.number]
    assert (source["file_name"], source["sheet"], source["row"]) == ("c.xlsx", "Sheet", 2)
    office.undo.undo(desk, imports.undo_target(desk, taken.number))
    assert (every(desk), rosters.people(desk)) == (0, 2)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, {}),
        ({"level": ""}, {}),
        ({"day": ""}, {}),
        ({"day": "2023-05"}, {}),
        ({"trade": ""}, {}),
        ({"paper": WELDER.lower()}, {}),
        ({"day": "2023-06-01"}, {"differs": ["2"]}),
        ({"trade": "电工"}, {"differs": ["2"]}),
        ({"level": "三级"}, {"differs": ["2"]}),
    ],
)
def test_a_certificate_that_is_known_is_never_changed(
    desk: Desk, tmp_path: Path, change: dict[str, str], told: dict[str, list[str]]
) -> None:
    rosters.take(desk, book(tmp_path / "first.xlsx", one()))
    before = held(desk)
    seen = rosters.look(desk, book(tmp_path / "c.xlsx", one(**change)))
    assert said(seen) == told
    rosters.take(desk, tmp_path / "c.xlsx")
    assert held(desk) == before


def test_what_a_list_says_beyond_a_known_certificate_is_told(desk: Desk, tmp_path: Path) -> None:
    know(desk, tmp_path)
    add(desk)
    before = held(desk)
    head = ("姓名", "身份证号", "证书编号", "发证日期")
    path = book(tmp_path / "c.xlsx", ["刘桂花", LIU, WELDER, "2023-05-01"], head=head)
    seen = rosters.look(desk, path)
    assert (rosters.counts(seen), said(seen)) == ({"unchanged": 1}, {"differs": ["2"]})
    rosters.take(desk, path)
    assert held(desk) == before


def test_a_certificate_that_was_taken_out_of_force_is_not_recorded_again(
    desk: Desk, tmp_path: Path
) -> None:
    know(desk, tmp_path)
    certificates.change_certificate(desk, certificate_id=add(desk), changes={"state": "void"})
    path = book(tmp_path / "c.xlsx", ["刘桂花", LIU, WELDER], head=("姓名", "身份证号", "证书编号"))
    seen = rosters.look(desk, path)
    assert (rosters.counts(seen), said(seen)) == ({"unchanged": 1}, {"void": ["2"]})
    rosters.take(desk, path)
    assert every(desk) == 1


def test_a_number_that_somebody_else_has_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    know(desk, tmp_path)
    add(desk, CHEN)
    path = book(
        tmp_path / "c.xlsx",
        one(),
        one("杨春梅", YANG, "育婴员", "五级", NANNY),
        one("周海燕", rosters.number(4), "育婴员", "五级", NANNY),
    )
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"updated": 1, "new": 2}
    assert said(seen) == {"elsewhere": ["2"], "twice": ["3", "4"]}
    rosters.take(desk, path)
    assert (every(desk), rosters.people(desk)) == (1, 4)
    # The person of the row is taken in all the same.
    assert rosters.person(desk, LIU)["training_project"] == "焊工"


@pytest.mark.parametrize(
    ("head", "paper", "told"),
    [
        ("证书编号", "2024017", {"kind_unknown"}),
        ("证书编号", float(1843060004412345), {"digits_lost"}),
        ("证书编号", "已发", {"no_number"}),
        ("职业技能等级证书编号", WELDER[:-1], {"findings.certificate.shape", "left"}),
        ("证书编号", WELDER_3, {"findings.certificate.level", "left"}),
        ("特种作业操作证号", f"T{CHEN}", {"findings.certificate.holder", "left"}),
        ("证书编号", f"T{LIU}", set()),
        ("培训合格证编号", "2024017", set()),
    ],
)
def test_what_is_not_clear_is_told_and_its_person_taken_in(
    desk: Desk, tmp_path: Path, head: str, paper: Any, told: set[str]
) -> None:
    named = [head if text == "证书编号" else text for text in HEAD]
    path = book(tmp_path / "c.xlsx", one(paper=paper), head=named)
    seen = rosters.look(desk, path)
    assert rosters.counts(seen) == {"new": 1}
    assert set(said(seen)) == {code.removeprefix("findings.certificate.") for code in told}
    rosters.take(desk, path)
    assert every(desk) == (0 if told else 1)
    assert rosters.person(desk, LIU)["training_project"] == "焊工"
    # The same list again says the same, and changes nobody.
    again = rosters.look(desk, path)
    assert (rosters.counts(again), said(again)) == ({"unchanged": 1}, said(seen))


def test_the_title_over_a_list_tells_the_class_of_its_own_rows_only(
    desk: Desk, tmp_path: Path
) -> None:
    head = ["姓名", "身份证号", "证书编号"]
    path = book(
        tmp_path / "c.xlsx",
        ["刘桂花", LIU, "2024017"],
        ["青山镇新建村培训合格证发放花名册"],
        head,
        ["陈秀英", CHEN, "2024018"],
        ["青山镇新建村务工人员花名册"],
        head,
        ["杨春梅", YANG, "2024019"],
        head=head,
        title="青山镇新建村健康证办理花名册",
    )
    seen = rosters.look(desk, path)
    assert said(seen) == {"kind_unknown": ["9"]}
    rosters.take(desk, path)
    assert [row["kind"] for row in (*held(desk), *held(desk, CHEN), *held(desk, YANG))] == [
        "6",
        "8",
    ]


def test_certificates_without_a_number_are_known_again(desk: Desk, tmp_path: Path) -> None:
    head = ("姓名", "身份证号", "证书类别", "发证日期")
    path = book(tmp_path / "c.xlsx", ["刘桂花", LIU, "健康证", "2026-03-01"], head=head)
    rosters.take(desk, path)
    assert rosters.counts(rosters.look(desk, path)) == {"unchanged": 1}
    # A paper that is renewed is another one.
    later = book(tmp_path / "d.xlsx", ["刘桂花", LIU, "健康证", "2026-08-01"], head=head)
    assert rosters.counts(rosters.look(desk, later)) == {"updated": 1}
    rosters.take(desk, later)
    assert [row["issued_on"] for row in held(desk)] == ["2026-03-01", "2026-08-01"]


def test_two_papers_of_special_operations_have_one_number(desk: Desk, tmp_path: Path) -> None:
    special = f"T{LIU}"
    path = book(
        tmp_path / "c.xlsx",
        one(level="", paper=special),
        one(trade="低压电工", level="", paper=special),
    )
    rosters.take(desk, path)
    assert [(row["kind"], row["trade"]) for row in held(desk)] == [("4", "焊工"), ("4", "低压电工")]
    assert rosters.counts(rosters.look(desk, path)) == {"unchanged": 2}


def test_the_validity_of_a_certificate_is_not_that_of_the_persons_own_paper(
    desk: Desk, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号", "操作证号", "发证日期", "有效期限", "复审日期")
    span = "2023.05.01-2029.05.01"
    listed = ["刘桂花", LIU, f"T{LIU}", "2023-05-01", span, "2026-05-01"]
    rosters.take(desk, book(tmp_path / "c.xlsx", listed, head=head))
    (record,) = held(desk)
    assert [record[name] for name in ("issued_on", "valid_to", "review_on")] == [
        "2023-05-01",
        "2029-05-01",
        "2026-05-01",
    ]
    person = rosters.person(desk, LIU)
    assert (person["doc_valid_from"], person["doc_valid_to"]) == (None, None)


def test_slices_of_a_long_list_end_as_its_dry_run_says(desk: Desk, tmp_path: Path) -> None:
    head = ("姓名", "身份证号", "职业资格证书编号", "是否获得国家职业资格证书")
    old = "1843060004412345"
    know(desk, tmp_path)
    between = [[*row[:2], "", ""] for row in rosters.crowd(300)]
    path = book(
        tmp_path / "c.xlsx",
        ["刘桂花", LIU, old, ""],
        ["陈秀英", CHEN, WELDER, ""],
        *between,
        ["刘桂花", LIU, "1843060004312345", "是"],
        ["陈秀英", CHEN, WELDER, ""],
        ["刘桂花", LIU, old, ""],
        head=head,
    )
    rosters.take(desk, path)
    assert numbers(desk) == [old, "1843060004312345"]
    assert numbers(desk, CHEN) == [WELDER]
    assert rosters.counts(rosters.look(desk, path)) == {"unchanged": 305}


# lists that were written here


def test_columns_of_a_ledger_alone_make_no_certificate(desk: Desk, tmp_path: Path) -> None:
    head = ("姓名", "身份证号", "主要从事工种", "是否获得国家职业资格证书", "职业资格等级")
    path = book(tmp_path / "c.xlsx", ["刘桂花", LIU, "焊工", "是", "四级"], head=head)
    rosters.take(desk, path)
    assert every(desk) == 0
    assert rosters.counts(rosters.look(desk, path)) == {"unchanged": 1}


@pytest.mark.parametrize("layout", ["ledger", "staff"])
def test_a_list_that_was_written_here_brings_no_certificate_back(
    desk: Desk, tmp_path: Path, layout: str
) -> None:
    rosters.take(desk, book(tmp_path / "c.xlsx", one(), one(level="三级", paper=WELDER_3)))
    add(desk, kind="1", certificate_no="1843060004312345", trade="电工")
    know(desk, tmp_path, ["陈秀英", CHEN])
    health = {"issued_on": "2026-05-01", "valid_to": "2027-04-30"}
    add(desk, CHEN, kind="6", certificate_no="20260017", **health)
    before = desk.store.query("SELECT * FROM worker"), desk.store.query("SELECT * FROM certificate")
    out = tmp_path / "out.xlsx"
    papers.export(desk, out, layout=layout, full=True, recipient="县局", reason="上报")
    seen = rosters.look(desk, out)
    assert (rosters.counts(seen), said(seen)) == ({"unchanged": 2}, {})
    rosters.take(desk, out)
    after = desk.store.query("SELECT * FROM worker"), desk.store.query("SELECT * FROM certificate")
    assert after == before


def test_dates_and_offices_of_other_papers_are_told_as_not_read(desk: Desk, tmp_path: Path) -> None:
    head = ("姓名", "身份证号", "发证机关", "发证日期")
    path = book(tmp_path / "c.xlsx", ["刘桂花", LIU, "某县公安局", "2019-05-01"], head=head)
    seen = rosters.look(desk, path)
    assert [column.header for column in imports.unread(seen.reading)] == ["发证机关", "发证日期"]
    assert said(seen) == {}
    rosters.take(desk, path)
    assert every(desk) == 0


@pytest.mark.parametrize(
    ("head", "cells", "due"),
    [
        (
            ("职业（工种）", "技能等级", "证书编号", "发证日期"),
            ("焊工", "四级", WELDER, "2023-05-01"),
            {"kind": "2", "trade": "焊工", "level": "4", "issued_on": "2023-05-01"},
        ),
        (
            ("操作证号", "作业类别", "准操项目", "初领日期", "有效期"),
            (f"T{LIU}", "电工作业", "低压电工", "2023-05-01", "2029-04-30"),
            {"kind": "4", "valid_to": "2029-04-30"},
        ),
        (
            ("健康证号", "发证日期", "有效期至", "发证机构"),
            ("20260017", "2026-05-01", "2027-04-30", "县疾控中心"),
            {"kind": "6", "issued_on": "2026-05-01", "valid_to": "2027-04-30"},
        ),
        (
            ("就业创业证号", "发证日期", "证书编号"),
            ("4311270012000123", "2019-05-01", WELDER),
            {"kind": "2", "issued_on": None},
        ),
        (
            ("职业资格证书编号", "驾驶证号", "发证日期", "有效期限"),
            ("1843060004412345", LIU, "2023-05-01", "2029-05-01"),
            {"kind": "1", "issued_on": None, "valid_to": None},
        ),
        (
            ("现从事工种", "证书名称", "证书编号"),
            ("快递员", "职业技能等级证书", WELDER),
            {"kind": "2", "trade": None},
        ),
        (
            ("工种", "证书名称", "证书编号"),
            ("普工", "职业技能等级证书", WELDER),
            {"kind": "2", "trade": None},
        ),
        (
            ("作业类别", "证号", "初领日期", "有效期限"),
            ("电工作业", f"T{LIU}", "2023-05-01", "2023-05-01至2029-04-30"),
            None,
        ),
    ],
)
def test_of_ordinary_lists_only_what_is_certain_is_recorded(
    desk: Desk,
    tmp_path: Path,
    head: tuple[str, ...],
    cells: tuple[str, ...],
    due: dict[str, str | None] | None,
) -> None:
    path = book(tmp_path / "c.xlsx", ["刘桂花", LIU, *cells], head=("姓名", "身份证号", *head))
    assert rosters.counts(rosters.take(desk, path)) == {"new": 1}
    found = [{name: row[name] for name in due or {}} for row in held(desk)]
    assert found == ([due] if due else [])
    person = rosters.person(desk, LIU)
    assert (person["doc_valid_from"], person["doc_valid_to"]) == (None, None)
