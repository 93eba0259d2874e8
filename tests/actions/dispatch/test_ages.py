from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from gigdesk import errors
from gigdesk.actions import dispatch
from tests.workforce import FIRST, LABOUR, add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

BOTH = {**LABOUR, "insurance_kinds": "social,injury"}
YOUNG, OLD = "1990-03-02", "1965-03-02"  # men of 36 and 61 on the first working day


def mixed(desk: Desk, **order: Any) -> bytes:
    people = [
        add_person(desk, 1, birth=YOUNG, address="青山镇三村"),
        add_person(desk, 3, birth=OLD, address="青山镇三村"),
    ]
    return add_batch(desk, add_order(desk, **order), people)


def kinds(desk: Desk) -> dict[str, str]:
    return {row["worker_name"]: row["kind"] for row in dispatch.list_contracts(desk)}


def test_each_gets_the_contract_that_fits_where_the_order_allows_both(
    desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "all.pdf"
    made = dispatch.make_contracts(desk, mixed(desk, **BOTH), out)
    assert (made.contracts, made.problems) == (2, ())
    assert made.template == "劳动合同; 超龄劳动者用工协议"
    assert sorted(kinds(desk).values()) == ["labour", "overage"]
    with pypdfium2.PdfDocument(out) as paper:
        shown = "".join(page.get_textpage().get_text_range() for page in paper)
    assert shown.count("已达到法定退休年龄") == 1


def test_a_file_for_each_person_is_the_contract_that_fits(desk: Desk, tmp_path: Path) -> None:
    made = dispatch.make_contracts(desk, mixed(desk, **BOTH), tmp_path / "papers")
    found = []
    for path, _ in sorted(made.files):
        with pypdfium2.PdfDocument(path) as paper:
            shown = "".join(page.get_textpage().get_text_range() for page in paper)
        found.append("已达到法定退休年龄" in shown)
    assert sorted(found) == [False, True]


@pytest.mark.parametrize(
    ("order", "template", "why"),
    [
        (LABOUR, None, "pension_age"),
        (BOTH, "labour", "pension_age"),
        (BOTH, "overage", "below_pension_age"),
        (
            {**BOTH, "employment_form": "overage", "insurance_kinds": "injury"},
            None,
            "below_pension_age",
        ),
    ],
)
def test_whoever_the_contract_does_not_fit_is_named_with_the_right_kind(
    desk: Desk, tmp_path: Path, order: dict[str, Any], template: str | None, why: str
) -> None:
    batch = mixed(desk, **order)
    made = dispatch.make_contracts(desk, batch, tmp_path / "all.pdf", template=template)
    (left,) = made.problems
    assert (made.contracts, left.rules) == (1, (why,))
    assert left.number == (3 if why == "pension_age" else 1)
    assert left.name not in kinds(desk)


def test_a_draft_in_the_wrong_kind_is_refused_too(desk: Desk, tmp_path: Path) -> None:
    order = add_order(desk, employment_form="overage", insurance_kinds="injury", days_per_week=5)
    batch = add_batch(desk, order, [add_person(desk, 1, birth=YOUNG)])
    with pytest.raises(errors.Refused, match="below_pension_age"):
        dispatch.make_contracts(desk, batch, tmp_path / "all.pdf", draft=True)


def test_lists_and_proposals_remark_on_an_age_the_contract_does_not_fit(desk: Desk) -> None:
    order = add_order(desk, **LABOUR)
    young, old = add_person(desk, 1, birth=YOUNG), add_person(desk, 3, birth=OLD)
    proposed = dispatch.propose(desk, order)
    told = {
        one.worker.id: "dispatch.finding.pension_age" in [why.code for why in one.reasons.soft]
        for one in proposed.candidates
    }
    assert told == {young: False, old: True}
    planned = dispatch.plan(desk, order_id=order, depart_on=FIRST, take=5)
    assert [one.worker_id for one in planned.people] == [young]
    (added,), _ = dispatch.add_members(desk, batch_id=planned.id, people=[old])
    assert added.done
    assert "dispatch.finding.pension_age" in [why.code for why in added.remarks]
