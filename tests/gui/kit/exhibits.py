"""The larger pieces of the gallery: what is due, a paper, and the ways in."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui

from gigdesk import errors
from gigdesk.gui import entry, home, parts, preview
from gigdesk.gui.entry.steps import Recovery, Setup
from gigdesk.gui.entry.wizard import Wizard
from gigdesk.gui.entry.worker import Before

if TYPE_CHECKING:
    from PySide6 import QtWidgets

    from gigdesk.gui import window


def _given(facts: home.Facts, _desk: Any) -> home.Facts:
    return facts


def cards(frame: window.Window) -> QtWidgets.QWidget:
    due = (
        ("证件将到期", "id", 12, "30 天内，最早 3 月 18 日", "warning"),
        ("待派批次", "bus", 3, "最近的明天出发", "info"),
        ("待处理的导入行", "file-import", 7, "2 个文件", "warning"),
        ("考勤还没填", "calendar-month", 0, "都填了", "ok"),
        ("到期合同", "file-text", 4, "本月内", "info"),
        ("可能重复的人", "users", 21, "建议今天核对", "warning"),
    )
    return home.HomePage(
        frame,
        [
            home.CardSpec(
                title,
                icon,
                title,
                functools.partial(_given, home.Facts(count, words, tone)),
                "people",
            )
            for title, icon, count, words, tone in due
        ],
    )


def paper(frame: window.Window) -> QtWidgets.QWidget:
    def draw(number: int, dpi: int) -> tuple[int, int, bytes]:
        image = QtGui.QImage(
            round(8.27 * dpi), round(11.69 * dpi), QtGui.QImage.Format.Format_RGB888
        )
        image.fill(QtCore.Qt.GlobalColor.white)
        painter = QtGui.QPainter(image)
        painter.setFont(QtGui.QFont(painter.font().families()[0], 16))
        painter.drawText(image.rect().adjusted(60, 60, 0, 0), f"劳务协议 第 {number + 1} 页")
        painter.end()
        data = bytes(image.constBits())
        line = image.bytesPerLine()
        rows = (data[y * line : y * line + image.width() * 3] for y in range(image.height()))
        return image.width(), image.height(), b"".join(rows)

    made = preview.Preview(frame.tasks, preview.Paper("x.pdf", 18, draw))
    parts.pad(made, 1, 0.75)
    return made


def way_in(which: str) -> QtWidgets.QDialog:
    before = Before(print)
    if which == "signin":
        dialog = entry.SignIn(
            before,
            lambda _u, _p: None,
            users=("刘站长", "王芳"),
            last="王芳",
            station="石桥镇零工服务站",
            recover=lambda *_: None,
        )
        QtCore.QTimer.singleShot(
            300, lambda: dialog._not_in(errors.WrongPassword("window.entry.differs"))
        )
        return dialog
    wizard = Wizard(
        before,
        Setup(
            create=lambda _v: (None, Recovery("", "")),
            keep_sheet=lambda _w, _p: None,
            demo=lambda: None,
        ),
    )
    wizard.sheet.show_recovery(Recovery("7KQ4-92MD-XR8T-5HWC", ""))
    wizard._show(int(which.removeprefix("step") or 0))
    return wizard
