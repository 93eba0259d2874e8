"""What would fill a form wrongly without a word: choices that fit nothing, lists two abreast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.documents.excel.filling import values
from gigdesk.domain import workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.documents.excel.filling.marks import Mark

_MOST_WORDS = 12
# Fields of any words that mostly hold those of a list.
_OPEN = dict.fromkeys(("categories", "person_kind", "hardship"), "person_category")
_FEWEST = 2  # marks in each half of a list two abreast


def check(marks: Iterable[Mark], blocks: Mapping[str, tuple[int, int]]) -> None:
    """Refuse a choice that fits no value of its field, and a list that stands twice in a row.

    Raises errors.Invalid with the cells and what could be written instead.
    """
    found = list(marks)
    for mark in found:
        for how in mark.how:
            if "=" in how:
                _check_choice(mark, how)
    for title, (first, _) in blocks.items():
        row = [mark for mark in found if (mark.sheet, mark.row) == (title, first)]
        own = sorted((mark for mark in row if mark.per_record), key=lambda mark: mark.column)
        half = len(own) // 2
        keys = [mark.key for mark in own]
        if half >= _FEWEST and keys[:half] == keys[half:]:
            raise errors.Invalid(
                "sheets.error.form_twice", marks="; ".join(_said(mark) for mark in own[half:])
            )


def _check_choice(mark: Mark, how: str) -> None:
    """Refuse `1=x` where the field never holds 1; fields of any words may hold what they like."""
    words = _words_of(mark.key)
    is_closed = mark.key in workers.worker.BY_NAME and mark.key not in _OPEN
    if not words or not is_closed or any(one in words for one in values.wanted(how)):
        return
    raise errors.Invalid(
        "sheets.error.form_choice",
        mark=_said(mark),
        known=i18n.text("people.joint").join(words[:_MOST_WORDS]),
        meant=f"{words[0]}=1",
    )


def _words_of(key: str) -> list[str]:
    """Return the words a field chooses from; none where it holds any words."""
    field = workers.worker.BY_NAME.get(key)
    code_set = _OPEN.get(key, field.code_set if field is not None else None)
    if code_set is None or code_set in workers.codes.OPEN_SETS:
        return []
    return list(workers.codes.CODES[code_set].values())


def unmatched(marks: Iterable[Mark], records: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return in words which choices fitted nobody although there are values; it is not refused.

    A tick for welders in a list without any is right as it is; one with a misspelt word is not.
    """
    found = []
    for mark in marks:
        known = _words_of(mark.key)
        chosen = [how for how in mark.how if "=" in how]
        if not mark.per_record or any(one in known for how in chosen for one in values.wanted(how)):
            continue
        texts = {values.as_text(one.get(mark.key)) for one in records} - {""}
        fits = (how for how in chosen for text in texts for _ in values.matched(how, text))
        if chosen and texts and next(fits, None) is None:
            shown = i18n.text("people.joint").join(sorted(texts)[:3])
            found.append(i18n.text("sheets.loss.choice", mark=_said(mark), values=shown))
    return tuple(found)


def _said(mark: Mark) -> str:
    return f"{mark.place} {mark.text}"
