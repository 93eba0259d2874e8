"""The picture of a name that nobody can type, beside the typed one in the parties' block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.documents.forms import template as templates
from gigdesk.documents.pdf.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = "worker_name"


def placed(
    template: templates.Template, paragraphs: Sequence[templates.Paragraph], picture: bytes
) -> tuple[templates.Paragraph, ...]:
    """Return paragraphs with a picture where the person's name stands first in the parties' block.

    Where a template has the name only in a text, the picture stands in a line of its own below.
    """
    found = tuple(paragraphs)
    holding = [
        (each.kind == "text", at, column)
        for at, each in enumerate(found)
        for column, pieces in enumerate(template.blocks[each.block].columns)
        if each.kind in ("field", "text") and any(piece.mark == _MARK for piece in pieces)
    ]
    if not picture or not holding:
        return found
    is_text, at, column = min(holding)
    one, shown = found[at], Span("", filled=True, picture=picture)
    if is_text:
        label = Span(i18n.words(templates.PAPER_LANGUAGE)["forms.name_image"])
        line = templates.Paragraph("field", ((label, shown),), one.block, one.clause)
        return (*found[: at + 1], line, *found[at + 1 :])
    columns = list(one.columns)
    columns[column] = (*columns[column], shown)
    return (*found[:at], replace(one, columns=tuple(columns)), *found[at + 1 :])
