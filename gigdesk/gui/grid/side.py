"""The names at the left edge of a grid, each with what its row comes to; they never scroll away."""

from __future__ import annotations

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui import parts, theme

EDGE_ROLE = int(QtCore.Qt.ItemDataRole.UserRole) + 7
"""What a model says at the edge of a row, beside its label."""

EDGE_EM = 2.6
_RIGHT = QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter


class Side(QtWidgets.QHeaderView):
    """A header of rows with the label on the left and the row's sum on the right."""

    def __init__(self, parent: QtWidgets.QWidget) -> None:
        """Stand at the left of a table."""
        super().__init__(QtCore.Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(True)

    def sectionSizeFromContents(self, number: int) -> QtCore.QSize:
        """Leave room for the sum beside the label."""
        size = super().sectionSizeFromContents(number)
        words = self.model().headerData(number, self.orientation(), EDGE_ROLE)
        if words is not None:
            # A sum over many rows may be wider than the sums that stand above it.
            sides = theme.measures().unit * 2 + theme.CELL_EDGE
            needed = self.fontMetrics().horizontalAdvance(str(words)) + sides
            size.setWidth(size.width() + max(theme.measures().em(EDGE_EM), needed))
        return size

    def paintSection(self, painter: QtGui.QPainter, rect: QtCore.QRect, number: int) -> None:
        """Draw the label as ever, and the sum over the right edge."""
        painter.save()
        super().paintSection(painter, rect, number)
        painter.restore()
        words = self.model().headerData(number, self.orientation(), EDGE_ROLE)
        if words:
            painter.save()
            painter.setFont(self.font())
            painter.setPen(theme.colour("text"))
            inner = rect.adjusted(0, 0, -theme.measures().unit - theme.CELL_EDGE, -2)
            painter.drawText(inner, _RIGHT, str(words))
            painter.restore()


def title_corner(table: QtWidgets.QTableView, words: str) -> None:
    """Say in the corner of a table what stands at the right of its row labels."""
    corner = table.findChild(QtWidgets.QAbstractButton)
    if corner is None or corner.layout() is not None:
        return
    label = parts.label(words, "hint")
    label.setAlignment(_RIGHT)
    label.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    corner.setLayout(parts.down(label))
    corner.setAccessibleName(words)

    def fit() -> None:
        side = theme.measures().unit + theme.CELL_EDGE
        # Qt made the corner: what was held of it here may be gone while it still stands there.
        held = table.findChild(QtWidgets.QAbstractButton)
        layout = held.layout() if held is not None else None
        if layout is not None:
            layout.setContentsMargins(side, 0, side, 0)

    theme.follow(corner, fit)
