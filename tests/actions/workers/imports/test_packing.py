from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from gigdesk.actions.workers.imports import packing
from gigdesk.domain.workers import rows

TODAY = rows.Sheet(datetime.date(2026, 9, 1))
texts = st.text(max_size=30)
fields = st.sampled_from(
    ["name", "doc_no", "phone", "birth_date", "sex", "village", "notes", "bank_account"]
)
cells = st.dictionaries(
    fields,
    st.builds(rows.TypedCell, texts, st.sampled_from(["text", "number", "date", "error"])),
    max_size=8,
)


@given(found=cells, place=st.integers(1, 10**6), section=texts, hidden=st.booleans())
def test_a_row_comes_out_as_it_went_in(
    *, found: dict[str, rows.TypedCell], place: int, section: str, hidden: bool
) -> None:
    numbered = {
        name: cell
        for name, cell in found.items()
        if cell.kind != "number" or cell.text.replace(".", "", 1).isdecimal()
    }
    kept = [(at, cell.kind, cell.text) for at, cell in enumerate(numbered.values())]
    reading = rows.read(place, dict(numbered), TODAY)
    entry = packing.Entry("花名册", 0, hidden, section, kept, reading)
    found_again = packing.unpack(packing.pack(entry))
    assert (found_again, found_again.cells) == (entry, kept)
