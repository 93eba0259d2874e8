"""Contracts come out right on paper, in text and in bytes, one or three hundred."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from gigdesk import config, errors, i18n
from gigdesk.documents.forms import contract, elements, template
from gigdesk.documents.pdf import preview
from tests.documents.forms.test_template import FILLED, shipped

if TYPE_CHECKING:
    from pathlib import Path

NOTICE = "模板仅供参考，以法律法规和当地规定为准"
NAMES = ("张䶮", "李𬭎", "王㛃", "欧阳𨭎", "孙𪚥")


def joined(data: bytes) -> str:
    return re.sub(r"\s", "", "".join(preview.page_texts(data)))


def copied_out(folder: Path, data: bytes) -> str:
    """Return the words of a file as a second reader copies them out."""
    path = folder / "all.pdf"
    path.write_bytes(data)
    try:
        return subprocess.run(
            ["pdftotext", "-raw", str(path), "-"],  # noqa: S607 -- found on the PATH
            capture_output=True,
            check=True,
        ).stdout.decode()
    except FileNotFoundError:  # this machine has no second reader: the first speaks alone
        return joined(data)


def jobs(count: int) -> list[contract.Job]:
    return [
        contract.Job({**FILLED, "worker_name": NAMES[at % 5]}, f"HT-{at:04}") for at in range(count)
    ]


@pytest.mark.parametrize("name", list(elements.KINDS))
def test_a_contract_says_every_word_of_its_template_in_order(name: str) -> None:
    found = shipped(name)
    data = contract.contract(found, FILLED, draft=False, number="HT-0001")
    words = joined(data)
    assert NOTICE in words
    assert "第一条" in words
    assert 2 <= preview.page_count(data) <= 4
    assert not [char for char in words if 0x2E80 <= ord(char) <= 0x2FDF]
    words = re.sub(rf"{found.title}编号：HT-0001|第\d页共\d页", "", words)
    for paragraph in template.fill(found, FILLED):
        if paragraph.kind == "text":
            assert re.sub(r"\s", "", paragraph.text) in words


@pytest.mark.parametrize(
    ("kind", "entails"),
    [
        ("labour", ("工伤保险", "劳动仲裁")),
        ("parttime", ("最低小时工资", "劳动仲裁")),
        ("overage", ("工伤保障", "劳动监察")),
        ("service", ("第一千一百九十二条", "人民法院")),
        ("work", ("第一千一百九十三条", "人民法院")),
        ("shared", ("原单位", "劳动仲裁")),
    ],
)
@pytest.mark.parametrize("draft", [False, True])
def test_every_kind_says_what_follows_from_it(
    kind: str, entails: tuple[str, ...], *, draft: bool
) -> None:
    words = joined(contract.contract(shipped(kind), FILLED, draft=draft, number="HT-0001"))
    line = i18n.words("zh")[elements.CONSEQUENCES[kind]]
    assert line in words
    assert all(each in line for each in entails)
    assert words.index(line) < words.index(NOTICE)
    assert ("草稿" in words) == draft


def test_kinds_set_into_one_print_file_each_say_what_follows_from_them() -> None:
    both = [
        contract.Job(FILLED, "HT-1"),
        contract.Job(FILLED, "HT-2", shipped("work")),
    ]
    words = joined(contract.merged(shipped("labour"), both, draft=False).data)
    for kind in ("labour", "work"):
        assert words.count(i18n.words("zh")[elements.CONSEQUENCES[kind]]) == 1


def test_the_same_inputs_give_the_same_bytes_alone_and_in_a_batch() -> None:
    found, work = shipped("labour"), jobs(3)
    alone = [contract.contract(found, job.values, draft=False, number=job.number) for job in work]
    assert [one.data for one in contract.files(found, work, draft=False)] == alone
    assert contract.merged(found, work, draft=False) == contract.merged(found, work, draft=False)


def test_no_file_carries_the_name_of_another_person() -> None:
    files = [one.data for one in contract.files(shipped("service"), jobs(5), draft=False)]
    for at, data in enumerate(files):
        words = joined(data)
        assert NAMES[at] in words
        assert not any(name in words for name in NAMES if name != NAMES[at])


def test_rare_names_are_copied_out_by_both_readers(tmp_path: Path) -> None:
    data = contract.merged(shipped("service"), jobs(5), draft=False).data
    assert all(name in joined(data) for name in NAMES)
    copied = copied_out(tmp_path, data)
    assert all(name in copied for name in NAMES)
    assert not [char for char in copied if 0x2E80 <= ord(char) <= 0x2FDF]


@pytest.mark.parametrize("kind", list(elements.KINDS))
@pytest.mark.parametrize("name", ["阿依古丽·买买提", "阿卜杜热合曼·阿卜杜拉"])
def test_a_long_name_stays_on_one_line(tmp_path: Path, kind: str, name: str) -> None:
    short, long = (
        contract.contract(shipped(kind), {**FILLED, "worker_name": one}, draft=True, number="1")
        for one in ("张䶮", name)
    )
    assert name in joined(long)
    first, second = (copied_out(tmp_path, data) for data in (short, long))
    assert name in second
    assert second.count("\n") == first.count("\n")


def test_a_final_print_is_refused_until_the_law_is_met_and_a_draft_is_marked() -> None:
    found, short = shipped("labour"), {**FILLED, "pay_rate": ""}
    with pytest.raises(errors.Refused) as refused:
        contract.contract(found, short, draft=False, number="HT-1")
    assert refused.value.params["elements"] == ("pay",)
    draft = contract.contract(found, short, draft=True, number="HT-1")
    assert "草稿" in joined(draft)
    final = contract.contract(found, FILLED, draft=False, number="HT-1")
    assert "草稿" not in joined(final)


def test_one_incomplete_contract_stops_the_batch_before_the_first_page() -> None:
    work = [*jobs(3), contract.Job({**FILLED, "start": ""}, "HT-0009")]
    told: list[int] = []
    with pytest.raises(errors.Refused) as refused:
        contract.merged(shipped("labour"), work, draft=False, progress=lambda d, _: told.append(d))
    assert refused.value.params["number"] == "HT-0009"
    assert told == []


def test_progress_is_told_and_cancel_is_obeyed() -> None:
    told: list[tuple[int, int]] = []
    files = contract.files(
        shipped("service"),
        jobs(10),
        draft=False,
        progress=lambda done, total: told.append((done, total)),
        cancelled=lambda: len(told) == 4,
    )
    made: list[contract.Merged] = []
    with pytest.raises(errors.Refused) as refused:
        made.extend(files)
    assert refused.value.params == {"done": 4, "total": 10}
    assert told == [(1, 10), (2, 10), (3, 10), (4, 10)]


def test_the_print_file_counts_pages_for_each_contract_and_begins_on_fronts() -> None:
    found = contract.merged(shipped("labour"), jobs(3), draft=False, both_sides=True)
    texts = preview.page_texts(found.data)
    assert found.pages == len(texts)
    for at, first in enumerate(found.first_pages):
        assert first % 2 == 1
        assert f"HT-{at:04}" in texts[first - 1]
        assert "第 1 页" in texts[first - 1]


def test_the_signatures_stand_on_one_page_with_the_end_of_the_text() -> None:
    found = shipped("labour")
    for length in range(0, 400, 16):
        values = {**FILLED, "other": "其" * length or "无"}
        pages = preview.page_texts(contract.contract(found, values, draft=False, number="1"))
        last = re.sub(r"\s", "", pages[-1])
        for words in ("甲方（盖章）：", "签订日期：", "等法律效力。", NOTICE):
            assert words in last


def test_characters_no_font_has_are_named_before_printing() -> None:
    lacking = chr(0x31350)
    assert contract.missing_characters({"worker_name": f"王{lacking}"}) == (lacking,)
    assert contract.missing_characters(FILLED) == ()


def test_clauses_are_numbered_in_characters() -> None:
    wanted = {1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 35: "三十五"}
    assert {number: contract.numeral(number) for number in wanted} == wanted


def test_a_template_with_words_of_its_own_prints_them() -> None:
    text = (config.resources() / "templates" / "service.txt").read_text(encoding="utf-8")
    changed = template.parse(
        text.replace("## 保险", "## 自拟条款\n甲方提供𰻝以外的伙食。\n## 保险")
    )
    words = joined(contract.contract(changed, FILLED, draft=False, number="1"))
    assert "第六条自拟条款" in words
    assert "第七条保险" in words
