"""The photo on a person's page: hidden like a masked number until somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.domain.workers import consents
from gigdesk.gui import dialogs, folder, parts, pictures, reach, theme
from gigdesk.gui.workers import notices, peeking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gigdesk.gui.window import Window

WIDE_EM, HIGH_EM = 6, 8
"""The proportions of a photo on a card, 3 to 4."""


class Photo(QtWidgets.QWidget):
    """A frame of 3 to 4 with its buttons; `peek` shows the photo, which is noted."""

    def __init__(self, frame: Window, again: Callable[[], object]) -> None:
        """`again` asks the whole page anew after something was done."""
        super().__init__()
        self._frame, self._again = frame, again
        self.person: workers.people.Person | None = None
        self.picture = QtWidgets.QLabel()
        self.picture.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        self.picture.setWordWrap(True)
        parts.role(self.picture, "card")
        self.choose_one = parts.button(
            i18n.text("people.photo.choose"), "upload", "link", do=self.choose
        )
        self.show_it = parts.button(i18n.text("people.photo.show"), "eye", "link", do=self.peek)
        self.take_away = parts.button(i18n.text("people.photo.remove"), "x", "link", do=self.remove)
        column = parts.down(
            self.picture, self.show_it, self.choose_one, self.take_away, None, gap=0.25
        )
        column.setAlignment(self.picture, QtCore.Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(column)
        size = QtWidgets.QSizePolicy.Policy
        self.setSizePolicy(size.Fixed, size.Preferred)
        self._peeking = QtCore.QTimer(self, singleShot=True, interval=peeking.SHOWN_MS)
        self._peeking.timeout.connect(self._hide)
        theme.follow(self, self._fit)

    @property
    def is_kept(self) -> bool:
        """Say whether there is a photo, be it that it may not be shown any more."""
        return self.person is not None and bool(self.person.worker[workers.scans.PHOTO])

    @property
    def is_agreed(self) -> bool:
        """Say whether the person agrees to a photo."""
        return self.person is not None and consents.PHOTO in self.person.purposes

    def show_person(self, person: workers.people.Person) -> None:
        """Say whether there is a photo; it is not shown."""
        self.person = person
        self._peeking.stop()
        self._hide()
        self.choose_one.say(
            i18n.text("people.photo.replace" if self.is_kept else "people.photo.choose")
        )
        self.take_away.setVisible(self.is_kept)
        self.show_it.setVisible(self.is_kept and self.is_agreed)

    @reach.needs("workers.reveal")
    def peek(self) -> None:
        """Show the photo for a moment, or hide it again; each look is noted."""
        if self._peeking.isActive():
            self._peeking.stop()
            self._hide()
        elif self.person is not None and self.is_kept and self.is_agreed:
            worker_id, longest = self.person.id, max(self._size()) * 2
            self._frame.tasks.do(
                lambda desk, _progress: pictures.read(
                    workers.scans.see_photo(desk, worker_id=worker_id).content, longest
                ),
                self._show,
                owner=self,
                slot="photo",
            )

    @reach.needs("workers.attach_photo")
    def choose(self) -> None:
        """Choose a picture from a file."""
        words = i18n.text("people.photo.choose")
        kinds = i18n.text("people.photo.files")
        folder.choose_file(self._frame, words, kinds, "photo", self.take)

    def take(self, path: Path) -> None:
        """Make the picture of a file small and keep it, once the person has agreed to that."""
        self._frame.tasks.ask(
            lambda _desk: pictures.small(workers.scans.read(path)),
            self._ask,
            owner=self,
            slot="picture",
        )

    @reach.needs("workers.remove_photo")
    def remove(self) -> None:
        """Take the photo away after a question."""
        if self.person is None:
            return
        worker_id, name = self.person.id, self.person.worker["name"]
        dialogs.ask(
            self._frame,
            i18n.text("people.photo.remove_ask"),
            i18n.text("people.photo.remove_words", name=name),
            yes=i18n.text("people.photo.remove"),
            then=lambda: self._do(
                lambda desk: workers.scans.remove_photo(desk, worker_id=worker_id)
            ),
            danger=True,
        )

    def _ask(self, content: bytes) -> None:
        """Keep the photo; where nothing says that the person agrees, ask that first."""
        if self.person is None:
            return
        worker_id, name = self.person.id, self.person.worker["name"]

        signed = workers.consents.Given(
            consents.PHOTO, form_version=consents.FORM_VERSION, given_how="signed"
        )

        def keep(desk: Any, also: Sequence[workers.consents.Given] = ()) -> Any:
            return workers.scans.attach_photo(desk, worker_id=worker_id, content=content, also=also)

        if self.is_agreed:
            self._do(keep)
            return
        dialogs.ask(
            self._frame,
            i18n.text("people.photo.ask"),
            i18n.text("people.photo.ask_words", name=name),
            yes=i18n.text("people.photo.ask_yes"),
            then=lambda: self._do(lambda desk: keep(desk, (signed,))),
        )

    def _do(self, act: Callable[[Any], Any]) -> None:
        def told(answer: Any) -> None:
            notices.say(self._frame, answer, self._again)
            self._again()

        self._frame.tasks.do(lambda desk, _progress: act(desk), told, owner=self, slot="keep")

    def _show(self, image: QtGui.QImage) -> None:
        if self.person is None:
            return
        self._peeking.start()
        ratio = self.devicePixelRatioF()
        wide, high = (round(side * ratio) for side in self._size())
        keep = QtCore.Qt.AspectRatioMode.KeepAspectRatio
        smooth = QtCore.Qt.TransformationMode.SmoothTransformation
        fitted = QtGui.QPixmap.fromImage(image).scaled(wide, high, keep, smooth)
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(fitted)
        name = self.person.worker["name"]
        self.picture.setAccessibleName(i18n.text("people.photo.shown", name=name))
        self.show_it.say(i18n.text("people.photo.hide"))

    def _hide(self) -> None:
        key = "people.photo.nobody"
        if self.is_kept:
            key = "people.photo.hidden" if self.is_agreed else "people.photo.ended_short"
        self.picture.setText(i18n.text(key))
        self.picture.setAccessibleName(i18n.text(key))
        self.show_it.say(i18n.text("people.photo.show"))

    def _size(self) -> tuple[int, int]:
        measures = theme.measures()
        return measures.em(WIDE_EM), measures.em(HIGH_EM)

    def _fit(self) -> None:
        self.picture.setFixedSize(*self._size())
