"""No rule stands in the dated table that nothing reads: a setting without effect misleads."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigdesk.domain import office

ROOT = Path(__file__).parents[2] / "gigdesk"
SHOWN = {ROOT / "domain" / "office" / "rules.py", ROOT / "gui" / "office" / "rules.py"}
SOURCES = "".join(
    path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.py")) if path not in SHOWN
)
# Read by group and figure, see `ages.retirement_rules`.
GROUPED = "retirement.{category}_{name}"


@pytest.mark.parametrize("rule_id", [rule.rule_id for rule in office.rules.DEFAULTS])
def test_every_rule_of_the_table_is_read_by_something_that_acts(rule_id: str) -> None:
    grouped = rule_id.startswith("retirement.") and GROUPED in SOURCES
    assert grouped or f'"{rule_id}"' in SOURCES
