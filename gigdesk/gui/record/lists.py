"""Short lists that an act narrows, their columns of states, and choices that initials find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.domain import workers
from gigdesk.gui import parts, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Narrowed(table.RowSource[Any]):
    """Rows of a short list that an act has narrowed by the typed words; only ordered here."""

    def __init__(self, find: Callable[[Any, table.Query], Sequence[table.Row]]) -> None:
        """`find(desk, query)` looks at words and filters itself."""
        super().__init__(lambda desk, query: find(desk, query.extra["asked"]))

    def count(self, desk: Any, query: table.Query) -> int:
        """Bring the rows anew and count them."""
        return super().count(desk, _asked(query))

    def page(self, desk: Any, query: table.Query, start: int, limit: int) -> Sequence[table.Row]:
        """Return a part of the rows brought last for this query."""
        return super().page(desk, _asked(query), start, limit)


def _asked(query: table.Query) -> table.Query:
    if "asked" in query.extra:
        return query
    return table.Query(sort=query.sort, extra={"asked": query})


def plain(listing: table.Listing) -> table.Listing:
    """Leave the row above a short list out: there is nothing to look for and little to choose."""
    for tool in listing.findChildren(parts.IconButton):
        tool.hide()
    return listing


def state_column(
    key: str,
    title: str,
    states: Mapping[Any, tuple[str, str]],
    *,
    width: float,
    frozen: bool = False,
) -> table.Column:
    """Return a status column of codes; `states` gives the key of the words and the tone of each.

    `width` counts Chinese characters. A row with a code that `states` lacks raises KeyError.
    """
    return table.Column(
        key,
        title,
        kind="status",
        width=width,
        frozen=frozen,
        show=lambda row: i18n.text(states[row[key]][0]),
        tone=lambda row: states[row[key]][1],
    )


def fits(typed: str, *names: object) -> bool:
    """Say whether typed words stand in one of these names, or are its pinyin initials."""
    wanted = typed.strip().casefold()
    known = [str(name) for name in names if name]
    if not wanted or any(wanted in name.casefold() for name in known):
        return True
    if not wanted.isascii() or not wanted.isalpha():
        return False
    return any(
        spoken.startswith(wanted)
        for name in known
        for spoken in (*workers.pinyin.initials(name), workers.pinyin.full_pinyin(name))
    )
