"""Lists of records that are searched, filtered, sorted and paged in SQL, with their one frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.gui import parts, record, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6 import QtWidgets

    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.window import Window

Found = tuple[int, list[dict[str, Any]]]


class Paged:
    """Serves what an act finds, page by page.

    `find(desk, query, order=, descending=, limit=, offset=)` gives the count of all and one page.
    """

    def __init__(self, find: Callable[..., Found]) -> None:
        """Ask `find`; a limit of nought only counts."""
        self._find = find

    def count(self, desk: Any, query: Query) -> int:
        """Return how many rows fit."""
        return self._find(desk, query, order="", descending=False, limit=0, offset=0)[0]

    def page(self, desk: Any, query: Query, start: int, limit: int) -> Sequence[Row]:
        """Return one page of them in the order of the column the user chose."""
        order, down = query.sort[0] if query.sort else ("", False)
        found = self._find(desk, query, order=order, descending=down, limit=limit, offset=start)
        return found[1]


@dataclass(frozen=True, slots=True)
class Look:
    """What tells one list from another; all words are keys.

    `empty` are heading and sentence of an empty list, `states` code → words already in the user's
    language, in their order, and `every`, `only` the keys of the state menu's own words.
    """

    view: str
    name: str
    new: str
    hint: str
    icon: str
    empty: tuple[str, str]
    states: Mapping[str, str] | None = None
    state: str = ""
    every: str = ""
    only: str = ""


def make(
    frame: Window,
    find: Callable[..., Found],
    columns: Sequence[table.Column],
    look: Look,
    *,
    add: Callable[[], object],
    tools: Sequence[QtWidgets.QWidget] = (),
) -> table.Listing:
    """Return the list: search box, menu of states where it has any, the button for a new record.

    `tools` stand between both; where they have no room, plain ones move into a menu.
    """
    text = i18n.text
    new = text(look.new)
    states = record.MenuButton(text(look.state)) if look.states else None
    made = table.Listing(
        frame.tasks,
        Paged(find),
        columns,
        name=text(look.name),
        view=look.view,
        layouts=frame.layouts,
        tools=(
            *((states,) if states else ()),
            *tools,
            parts.button(new, "plus", "primary", do=add),
        ),
        folding=True,
        nothing=table.Nothing(
            text(look.empty[0]), text(look.empty[1]), look.icon, ((new, "plus", add),)
        ),
    )
    made.search.setPlaceholderText(text(look.hint))
    made.selection_said.connect(frame.say_below)
    if states is not None:
        states.offer(_menu(made, look))
    return made


def _menu(made: table.Listing, look: Look) -> list[record.MenuEntry]:
    def only(code: str, shown: str) -> Callable[[], object]:
        told = i18n.text(look.only, state=shown)
        return lambda: made.set_filter(table.Filter("state", code, told))

    every = (i18n.text(look.every), "", lambda: made.set_filter(None, "state"))
    return [every, *((words, "", only(code, words)) for code, words in (look.states or {}).items())]
