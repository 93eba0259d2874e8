"""The picture of a name that nobody can type, on a person's page: shown like the name itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.domain import office
from gigdesk.gui import dialogs, folder, parts, pictures, reach, theme
from gigdesk.gui.workers import notices, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.gui.window import Window

WIDE_EM, HIGH_EM = 12, 3
"""A strip has so much room at most; it keeps its own proportions."""


class NameImage(QtWidgets.QWidget):
    """The picture with its buttons; without one, what it is for and the button to choose one."""

    def __init__(self, frame: Window, again: Callable[[], object]) -> None:
        """`again` asks the whole page anew after something was done."""
        super().__init__()
        self._frame, self._again = frame, again
        self._image: QtGui.QImage | None = None
        self.person: workers.people.Person | None = None
        text = i18n.text
        title = parts.label(words.field(workers.scans.NAME_IMAGE), "section")
        self.picture = QtWidgets.QLabel()
        self.hint = parts.label(text("people.name_image.hint"), "hint", wrap=True)
        self.choose_one = parts.button(
            text("people.name_image.choose"), "upload", "link", do=self.choose
        )
        self.take_away = parts.button(text("people.name_image.remove"), "x", "link", do=self.remove)
        shown = parts.across(self.picture, self.choose_one, self.take_away, None, gap=0.5)
        column = parts.down(title, self.hint, gap=0.25)
        column.addLayout(shown)
        self.setLayout(column)
        theme.follow(self, self._fit)

    @property
    def is_kept(self) -> bool:
        """Say whether there is a picture."""
        return self.person is not None and bool(self.person.worker[workers.scans.NAME_IMAGE])

    def show_person(self, person: workers.people.Person) -> None:
        """Show the picture where there is one; its bytes are asked for only then."""
        self.person, self._image = person, None
        key = "people.name_image.replace" if self.is_kept else "people.name_image.choose"
        self.choose_one.say(i18n.text(key))
        self.take_away.setVisible(self.is_kept)
        self.picture.setVisible(self.is_kept)
        self.picture.clear()
        self.hint.setVisible(not self.is_kept)
        said = i18n.text("people.name_image.shown", name=person.worker["name"])
        self.picture.setAccessibleName(said)
        if not self.is_kept:
            return
        worker_id, longest = person.id, max(office.contents.NAME_IMAGE)
        self._frame.tasks.ask(
            lambda desk: pictures.read(
                workers.scans.name_image(desk, worker_id=worker_id).content, longest
            ),
            self._show,
            owner=self,
            slot="name image",
        )

    @reach.needs("workers.attach_name_image")
    def choose(self) -> None:
        """Choose a picture from a file."""
        said = i18n.text("people.name_image.choose")
        folder.choose_file(
            self._frame, said, i18n.text("people.photo.files"), "name_image", self.take
        )

    def take(self, path: Path) -> None:
        """Keep the picture of a file."""
        if self.person is None:
            return
        worker_id = self.person.id
        self._do(
            lambda desk: workers.scans.attach_name_image(
                desk, worker_id=worker_id, content=workers.scans.read(path)
            )
        )

    @reach.needs("workers.remove_name_image")
    def remove(self) -> None:
        """Take the picture away after a question."""
        if self.person is None:
            return
        worker_id, name = self.person.id, self.person.worker["name"]
        dialogs.ask(
            self._frame,
            i18n.text("people.name_image.remove_ask"),
            i18n.text("people.name_image.remove_words", name=name),
            yes=i18n.text("people.name_image.remove"),
            then=lambda: self._do(
                lambda desk: workers.scans.remove_name_image(desk, worker_id=worker_id)
            ),
            danger=True,
        )

    def _do(self, act: Callable[[Any], Any]) -> None:
        def told(answer: Any) -> None:
            notices.say(self._frame, answer, self._again)
            self._again()

        self._frame.tasks.do(lambda desk, _progress: act(desk), told, owner=self, slot="keep")

    def _show(self, image: QtGui.QImage) -> None:
        self._image = image
        self._fit()

    def _fit(self) -> None:
        """Draw the strip in the letters' proportion."""
        if self._image is None:
            return
        measures, ratio = theme.measures(), self.devicePixelRatioF()
        wide, high = (round(measures.em(side) * ratio) for side in (WIDE_EM, HIGH_EM))
        keep = QtCore.Qt.AspectRatioMode.KeepAspectRatio
        smooth = QtCore.Qt.TransformationMode.SmoothTransformation
        fitted = QtGui.QPixmap.fromImage(self._image).scaled(wide, high, keep, smooth)
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(fitted)
