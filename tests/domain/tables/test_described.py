from __future__ import annotations

from pathlib import Path

from gigdesk.domain import tables
from gigdesk.domain.tables import described


def test_the_page_about_the_tables_is_fresh() -> None:
    page = Path(tables.__file__).with_name("TABLES.md")
    stale = "python -m installer.tables makes it fresh"
    assert page.read_text(encoding="utf-8") == described.page(), stale


def test_every_table_and_column_is_described() -> None:
    assert described.SAYS.keys() == {table.name for table in tables.TABLES}
    page = described.page()
    for table in tables.TABLES:
        part = page.split(f"\n## {table.name}\n")[1].split("\n## ")[0]
        assert described.SAYS[table.name] in part
        for column in table.columns:
            assert f"\n| {column.name} | {column.storage} |" in part


def test_the_page_says_how_a_column_merges_and_how_private_it_is() -> None:
    part = described.page().split("\n## worker\n")[1].split("\n## ")[0]
    assert "kind registry · scope station" in part
    assert "| doc_no | text |  |  | surface | I |  |" in part
