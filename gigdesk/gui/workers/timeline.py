"""The life of a person in the registry, told by date: one line of the story under the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, theme
from gigdesk.gui.workers import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.workers.story import Entry

_KEPT = QtCore.Qt.ItemDataRole.UserRole
QUARTERS_A_DAY = 4
# What these acts did has an entry of its own; that columns of the person follow is no news.
_FOLLOWED = ("workers.add_employment", "workers.add_intention", "workers.close_intention")
_UNDO = "office.undo"
KINDS = {
    "registered": ("people.story.registered", "user-plus", "accent"),
    "changed": ("people.story.changed", "pencil", "muted"),
    "merged": ("people.story.merged", "git-merge", "muted"),
    "category": ("people.story.category", "bookmark", "info"),
    "employment": ("people.story.employment", "briefcase", "ok"),
    "intention": ("people.story.intention", "send", "info"),
    "consent": ("people.story.consent", "shield-check", "ok"),
    "withdrawn": ("people.story.withdrawn", "circle-x", "warning"),
    "certificate": ("people.story.certificate", "id", "accent"),
    "class": ("people.story.class", "school", "info"),
    "batch": ("people.story.batch", "bus", "accent"),
    "contract": ("people.story.contract", "file-text", "accent"),
    "work": ("people.story.work", "calendar-check", "ok"),
}


def detail(entry: Entry) -> str:
    """Return what happened, in words, below the heading of its kind."""
    made = _DETAILS.get(entry.kind)
    return made(entry.values) if made is not None else ""


def _joined(*pieces: object) -> str:
    return "  ".join(str(each) for each in pieces if each)


def _changed(values: dict[str, Any]) -> str:
    named = (name for name in values["changes"] if name in words.FIELDS)
    names = i18n.text("people.joint").join(map(words.field, named))
    return _joined(names, _source(values))


def _registered(values: dict[str, Any]) -> str:
    return _joined(values["staff_name"], _source(values))


def _source(values: dict[str, Any]) -> str:
    """Return file and row that a change came from."""
    for row in values["rows"]:
        return i18n.text("people.story.row", file=row["file_name"], row=row["row"])
    return values["source"] or ""


def _employment(values: dict[str, Any]) -> str:
    return _joined(
        words.label("employment_status", values["status"]),
        values["trade"],
        values["employer_name"],
        words.label("employment_place", values["place"]),
        of_work(values),
    )


def _intention(values: dict[str, Any]) -> str:
    until = values["expires_on"]
    return _joined(
        values["trades"],
        words.label("employment_place", values["region"]),
        i18n.text("people.until", day=until) if until else "",
    )


def _certificate(values: dict[str, Any]) -> str:
    until = words.day(values["valid_to"])
    return _joined(
        words.label("certificate_kind", values["kind"]),
        values["trade"],
        words.label("skill_level", values["level"]),
        i18n.text("people.until", day=until) if until else "",
    )


def _batch(values: dict[str, Any]) -> str:
    return _joined(
        f"B{values['number']}",
        values["employer"],
        values["trade"],
        values["place"],
        span(values["first_day"], values["last_day"]),
    )


def _work(values: dict[str, Any]) -> str:
    days = i18n.text("people.story.days", count=f"{values['quarters'] / QUARTERS_A_DAY:g}")
    earned = values.get("wage_fen")
    pay = i18n.text("people.story.pay", amount=words.amount(earned)) if earned else ""
    return _joined(values["month"], f"B{values['number']}", days, pay)


def _category(code: str, evidence: str | None) -> str:
    return _joined(words.category(code), evidence if words.is_named(code) else "")


_DETAILS = {
    "registered": _registered,
    "changed": _changed,
    "merged": _changed,
    "category": lambda values: _category(values["category"], values["evidence"]),
    "employment": _employment,
    "intention": _intention,
    "consent": lambda values: _joined(
        words.said(words.PURPOSES, values["purpose"]), values["recipients"]
    ),
    "withdrawn": lambda values: words.said(words.PURPOSES, values["purpose"]),
    "certificate": _certificate,
    "class": lambda values: _joined(
        values["name"], values["trade"], span(values["from_day"], values["to_day"])
    ),
    "batch": _batch,
    "contract": lambda values: _joined(
        f"C{values['number']}", values["employer"], span(values["from_day"], values["to_day"])
    ),
    "work": _work,
}


def span(first: object, last: object) -> str:
    """Return two days as one span; an end alone is said to be one."""
    start, end = words.day(first), words.day(last)
    if end and not start:
        return i18n.text("people.until", day=end)
    return f"{start} – {end}" if end else start


def of_work(period: Mapping[str, Any]) -> str:
    """Return the days of a period of work; an end that nobody told is said to be none."""
    if not period["until_assumed"]:
        return span(period["since"], period["until"])
    by = i18n.text("people.period.by", day=words.day(period["until"]))
    return f"{words.day(period['since'])} – {by}" if period["since"] else by


class Story(QtWidgets.QListWidget):
    """The story, newest first; each entry has its day, icon, heading and a line of detail."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setAccessibleName(i18n.text("people.tab.story"))
        self.setItemDelegate(_Line(self))
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        theme.follow(self, self.doItemsLayout)

    def show_story(self, entries: Sequence[Entry]) -> None:
        """Show entries."""
        self.clear()
        for entry in entries:
            if entry.kind == "changed" and entry.values["act_name"] in _FOLLOWED:
                continue
            key, icon, colour = KINDS[entry.kind]
            if entry.values.get("act_name") == _UNDO:
                key, icon, colour = "people.story.undone", "arrow-back-up", "muted"
            said, more = i18n.text(key), detail(entry)
            item = QtWidgets.QListWidgetItem(_joined(entry.day, said, more), self)
            item.setData(_KEPT, (entry.day, said, more, icon, colour))
            item.setToolTip(item.text())


class _Line(QtWidgets.QStyledItemDelegate):
    """Paints an entry: the day, the thread with its icon, heading and detail."""

    def paint(
        self,
        painter: QtGui.QPainter,
        option: QtWidgets.QStyleOptionViewItem,
        index: QtCore.QModelIndex | QtCore.QPersistentModelIndex,
    ) -> None:
        """Paint one entry."""
        day, said, more, icon, colour = index.data(_KEPT)
        measures, rect = theme.measures(), option.rect  # type: ignore[attr-defined]
        focused = bool(option.state & QtWidgets.QStyle.StateFlag.State_HasFocus)  # type: ignore[attr-defined]
        painter.save()
        if focused:
            painter.fillRect(rect, theme.colour("hover"))
        left = rect.left() + measures.gap
        wide = measures.em(5.4)
        top = QtCore.QRect(left, rect.top() + measures.unit, wide, measures.row)
        painter.setPen(theme.colour("muted"))
        middle = QtCore.Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top, middle, day)
        thread = left + wide + measures.icon // 2 + measures.gap
        painter.setPen(QtGui.QPen(theme.colour("line"), 2))
        painter.drawLine(thread, rect.top(), thread, rect.bottom() + 1)
        side = measures.icon
        spot = QtCore.QRect(thread - side // 2, top.center().y() - side // 2, side, side)
        painter.fillRect(spot, theme.colour("hover" if focused else "surface"))
        icons.icon(icon, colour).paint(painter, spot)
        self._write(painter, rect, thread + side, (said, more))
        painter.restore()

    @staticmethod
    def _write(
        painter: QtGui.QPainter, rect: QtCore.QRect, left: int, texts: tuple[str, str]
    ) -> None:
        said, more = texts
        measures, middle = theme.measures(), QtCore.Qt.AlignmentFlag.AlignVCenter
        room = rect.right() - left - measures.gap
        first = QtCore.QRect(left, rect.top() + measures.unit, room, measures.row)
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(first, middle, said)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        cut = QtGui.QFontMetrics(font).elidedText(
            more, QtCore.Qt.TextElideMode.ElideRight, max(0, room)
        )
        second = first.translated(0, round(measures.letter * 1.35))
        painter.drawText(second, middle, cut)

    def sizeHint(
        self,
        _option: QtWidgets.QStyleOptionViewItem,
        index: QtCore.QModelIndex | QtCore.QPersistentModelIndex,
    ) -> QtCore.QSize:
        """Return the height of heading and detail."""
        measures = theme.measures()
        lines = round(measures.letter * 1.35) if index.data(_KEPT)[2] else 0
        return QtCore.QSize(measures.em(12), measures.row + lines + measures.unit * 2)
