"""What two records of one pair say, field by field beside each other, and which side stays."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions.workers import doubles
from gigdesk.domain.workers import joining
from gigdesk.gui import icons, parts, theme
from gigdesk.gui.workers import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Difference = tuple[str, Any, Any]
    Record = Mapping[str, Any]

_SAME = ("name", "sex", "birth_date", "doc_no", "phone", "village_id")
_UNSHOWN = frozenset(("doc_kind", "printed_name", "name_image_sha256"))
"""Fields that are no rows of their own: they go with the one that leads them."""
_SAME_MARK = ("check", "ok", "doubles_page.same")
_ONE_MARK = ("plus", "muted", "doubles_page.one_side")
_OTHER_MARK = ("alert-triangle", "warning", "doubles_page.differs")
"""Only what cannot both be right is marked as a conflict; what one side has is simply kept."""


class Sides(QtWidgets.QWidget):
    """Shows the record that stays beside the one that goes, with a choice where they differ.

    `differing` holds (field, value that stays, value that goes); `places` names villages by id.
    """

    def __init__(
        self,
        records: tuple[Record, Record],
        differing: Sequence[Difference],
        places: Mapping[bytes, str],
    ) -> None:
        """Propose a side for each field in which they differ."""
        super().__init__()
        self.groups: dict[str, QtWidgets.QButtonGroup] = {}
        self._places = places
        grid = QtWidgets.QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.measures().gap)
        grid.setVerticalSpacing(theme.measures().unit)
        for at, share in enumerate((0, 0, 1, 1)):
            grid.setColumnStretch(at, share)
        for at, (row, key) in enumerate(
            zip(records, ("doubles_page.stays", "doubles_page.goes"), strict=True), 2
        ):
            said = i18n.text(key, number=words.number(row["number"]))
            grid.addWidget(parts.label(said, "section", wrap=True), 0, at)
        differs = {name for name, _, _ in differing}
        found = _in_order(records, differing)
        for at, (name, *values) in enumerate(found, 1):
            self._field(grid, at, name, values, differs=name in differs)
        self._begin({name: (one, other) for name, one, other in found})
        self.setLayout(grid)

    def choices(self) -> dict[str, str]:
        """Return for each field which record's value stays, where a side is chosen."""
        sides = {0: doubles.KEEP, 1: doubles.OTHER}
        return {
            name: sides[group.checkedId()]
            for name, group in self.groups.items()
            if group.checkedId() in sides
        }

    def _field(
        self,
        grid: QtWidgets.QGridLayout,
        row: int,
        name: str,
        values: Sequence[Any],
        *,
        differs: bool,
    ) -> None:
        title = parts.label(words.field(name), "heading" if differs else "muted")
        icon, tone, key = _SAME_MARK
        if differs:
            icon, tone, key = _ONE_MARK if "" in (each or "" for each in values) else _OTHER_MARK
        mark = icons.Picture(icon, tone)
        mark.setAccessibleName(i18n.text(key))
        mark.setToolTip(mark.accessibleName())
        grid.addWidget(mark, row, 0)
        grid.addWidget(title, row, 1)
        said = [words.side(self._places, name, value) for value in values]
        if not differs:
            for at, each in enumerate(said, 2):
                grid.addWidget(parts.label(each, "muted", wrap=True), row, at)
            return
        group = self.groups[name] = QtWidgets.QButtonGroup(self)
        for at, each in enumerate(said):
            choice = QtWidgets.QRadioButton(each)
            choice.setAccessibleName(f"{words.field(name)} {each}")
            group.addButton(choice, at)
            grid.addWidget(choice, row, at + 2)
            choice.clicked.connect(functools.partial(self._choose, name, at))
        if said[0] == said[1]:
            note = parts.label(i18n.text("doubles_page.hidden_digits"), "small", wrap=True)
            grid.addWidget(note, row, 3, QtCore.Qt.AlignmentFlag.AlignRight)

    def _begin(self, shown: Mapping[str, tuple[Any, Any]]) -> None:
        """Propose a side for what belongs together; where only a person can say, none."""
        for lead, *rest in dict.fromkeys(joining.group_of(name) for name in self.groups):
            names = [name for name in (lead, *rest) if name in self.groups]
            said = [[shown[name][at] not in (None, "") for name in names] for at in (0, 1)]
            for name in names:
                for at in (0, 1):
                    self.groups[name].button(at).setEnabled(any(said[at]))
            if any(said[0]) and lead == names[0] and not said[0][0]:
                continue
            self.groups[names[0]].button(0 if any(said[0]) else 1).setChecked(True)
            self._together(names[0], 0 if any(said[0]) else 1)

    def _choose(self, name: str, at: int, _checked: bool = True) -> None:  # noqa: FBT001, FBT002 -- Qt hands the state over
        """Choose a side for a field, what belongs to it and what mostly came from it."""
        self._together(name, at)
        for other in joining.FOLLOWING.get(name, ()):
            if other in self.groups:
                self.groups[other].button(at).setChecked(True)

    def _together(self, name: str, at: int) -> None:
        """Choose the same side for all that belongs to a field."""
        for other in joining.group_of(name):
            if other in self.groups:
                self.groups[other].button(at).setChecked(True)


def _in_order(records: tuple[Record, Record], differing: Sequence[Difference]) -> list[Difference]:
    """Return what tells people apart first, then all else in which the two differ."""
    keep, other = records
    told = {name for name, _, _ in differing if name not in _UNSHOWN}
    first = [
        (name, keep.get(name), other.get(name))
        for name in _SAME
        if name in told or keep.get(name) not in (None, "")
    ]
    rest = [one for one in differing if one[0] in told and one[0] not in _SAME]
    return [*first, *rest]
