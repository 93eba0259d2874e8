"""The page that makes the contracts of a batch as a job and shows the finished PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, orders
from gigdesk.gui import dialogs, fields, folder, jobs, parts, preview, record
from gigdesk.gui.dispatch import asking
from gigdesk.gui.dispatch.refusals import Mend, Refusals
from gigdesk.gui.fields import Field, Kind, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from gigdesk.gui.tasks import Job, Progress
    from gigdesk.gui.window import Window


class PrintPage(QtWidgets.QWidget):
    """Template, draft or final, for whom; then the job, then the paper itself."""

    def __init__(
        self,
        frame: Window,
        row: Mapping[str, Any],
        people: Sequence[bytes] | None,
        trail: record.Trail,
        *,
        kind: str = "",
    ) -> None:
        """Print for `people`, or for everybody on the list; `kind` is a template for a start."""
        super().__init__()
        self.frame = frame
        self.row = row
        self.people = people
        self.trail = trail
        self.kind = kind
        self.ready = False
        self.asked = False
        self.job: Job | None = None
        self.preview: preview.Preview | None = None
        self._make()
        batch_id = row["id"]

        def look(desk: Any, progress: Progress) -> tuple[list[dict[str, Any]], str]:
            return asking.templates(desk, progress), kind or asking.kind_of(desk, batch_id, people)

        # Who presses before the templates have come is answered when they have.
        frame.tasks.do(look, self._show_templates, failed=self._get_ready, owner=self)
        order_id = row["order_id"]
        frame.tasks.ask(lambda desk: orders.get_order(desk, order_id), self._show_order, owner=self)

    def _make(self) -> None:
        text = i18n.text
        self.head = record.Head(self.trail.back)
        self.head.show_record(text("batches_page.print_title", number=self.row["number"]))
        self.template = fields.make(
            Field("template", "batches_page.template", Kind.CHOICE), self.frame.tasks
        )
        self.draft = QtWidgets.QCheckBox(text("batches_page.draft"))
        count = self.row["listed"] if self.people is None else len(self.people)
        self.start = parts.button(
            text("batches_page.make_count", count=count), "printer", "primary", do=self.run
        )
        label = parts.label(text("batches_page.template"))
        label.setBuddy(self.template.target())
        choice = self.template.target()
        row = parts.across(label, choice, self.draft, self.start)
        row.setStretch(1, 1)
        self.choice = parts.panel(row, 0)
        self.hint = parts.label(text("batches_page.print_hint"), "hint", wrap=True)
        self.to_order = parts.button(
            text("batches_page.open_order"),
            "briefcase",
            do=lambda: self.frame.open("orders", self.row["order_id"]),
        )
        self.to_order.hide()
        self.said = parts.Note("", "warning", self.to_order)
        self.said.hide()
        self.place = QtWidgets.QStackedWidget()
        self.place.addWidget(parts.Empty("file-text", text("batches_page.no_paper")))
        whole = parts.down(self.head, gap=0.75)
        whole.addWidget(self.choice)
        whole.addWidget(self.hint)
        whole.addWidget(self.said)
        whole.addWidget(self.place, 1)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        record.on_escape(self, self.trail.back)
        record.on_key(self, "Ctrl+S", self.run)
        self.setFocusProxy(self.start)

    def _show_templates(self, answer: tuple[Sequence[Mapping[str, Any]], str]) -> None:
        found, kind = answer
        options = [
            Option(
                each["value"],
                i18n.text("batches_page.version", name=each["name"], version=each["version"]),
            )
            for each in found
        ]
        if self.row["employment_form"]:
            options.insert(0, Option("", i18n.text("batches_page.by_order")))
        self.template.set_options(options)  # type: ignore[attr-defined]
        known = kind in [each["kind"] for each in found]
        self.template.set_value(kind if known else "" if self.row["employment_form"] else None)
        if not (known or self.row["employment_form"]):
            self.template.target().setFocus()
        self._get_ready()

    def _get_ready(self, _error: BaseException | None = None) -> bool:
        """Take what was pressed meanwhile; whatever failed before is still told."""
        self.ready = True
        if self.asked:
            self.run()
        return False

    def _show_order(self, order: Mapping[str, Any]) -> None:
        """Say before anything is made what the contracts would lack."""
        between = i18n.text("forms.between")
        terms = between.join(i18n.text(f"orders.field.{name}") for name in order["missing_terms"])
        if terms:
            self.said.say(i18n.text("batches_page.order_lacks", terms=terms), "warning")
            self.said.show()
        self.to_order.setVisible(bool(terms))

    def run(self) -> None:
        """Make the contracts; progress and cancel stand on the page and in the list of jobs."""
        if not self.ready:
            self.asked = True
            return
        if self.job is not None and not self.job.is_over:
            return
        if self.template.value() is None and not self.row["employment_form"]:
            self.said.say(i18n.text("batches_page.choose_template"), "warning")
            self.said.show()
            self.template.target().setFocus()
            return
        draft, template = self.draft.isChecked(), self.template.value() or None
        title = i18n.text(
            "batches_page.file",
            number=self.row["number"],
            paper=i18n.text("batches_page.drafts" if draft else "batches_page.contracts"),
        )
        if self.people is not None:
            title = i18n.text("batches_page.file_of", file=title, count=len(self.people))
        wanted = folder.place(self.frame, f"{title}.pdf")

        def draw(desk: Any, progress: Progress) -> dispatch.Drawn:
            return dispatch.draw_contracts(
                desk,
                self.row["id"],
                wanted,
                template=template,
                draft=draft,
                people=self.people,
                progress=progress.step,
            )

        # The papers are made where only reading is done; what is noted then is a short act. It
        # belongs to the window: whoever leaves the page in the meantime still gets the contracts.
        self.job = self.frame.tasks.prepare(
            draw,
            lambda drawn: self._ask_before(drawn, wanted),
            failed=self._failed,
            owner=self.frame,
            title=title,
        )
        self._put(self._waiting(self.job))

    def _ask_before(self, drawn: dispatch.Drawn, wanted: Path) -> None:
        """Ask before contracts that were given out become void by what is printed now."""
        text, gone = i18n.text, drawn.replaces
        if not gone:
            self._keep(drawn, wanted)
            return

        def leave() -> None:
            if shiboken6.isValid(self):
                self._put(parts.Empty("file-text", text("batches_page.no_paper")))

        dialogs.ask(
            self.frame,
            text("batches_page.renumber", count=len(gone)),
            text("batches_page.renumber_words", numbers=asking.numbers(gone)),
            yes=text("batches_page.renumber_yes"),
            then=lambda: self._keep(drawn, wanted),
            otherwise=leave,
            danger=True,
        )

    def _keep(self, drawn: dispatch.Drawn, wanted: Path) -> None:
        """Note the contracts and write them beside what was printed before, never over it."""

        def keep(desk: Any, _progress: Progress) -> tuple[dispatch.Printed, dispatch.Pages]:
            out = folder.free(wanted)
            out.parent.mkdir(parents=True, exist_ok=True)
            return dispatch.keep_contracts(desk, drawn=drawn, out=out), dispatch.open_pages(out)

        self.frame.tasks.do(keep, self._made, failed=self._failed, owner=self.frame)

    def _waiting(self, job: Job) -> QtWidgets.QWidget:
        return parts.panel(parts.down(jobs.JobRow(job), None), 0)

    def _failed(self, error: BaseException) -> bool:
        if not shiboken6.isValid(self):
            return False
        self._put(parts.Empty("file-text", i18n.text("batches_page.no_paper")))
        self.said.say(dialogs.words_of(error), "error")
        self.said.show()
        return True

    def _made(self, answer: tuple[dispatch.Printed, dispatch.Pages]) -> None:
        printed, pages = answer
        told = i18n.text("batches_page.made", count=printed.contracts, pages=printed.pages)
        folder.tell(self.frame, told, pages.path)
        if not shiboken6.isValid(self):
            return
        paper = preview.Paper(str(pages.path), pages.count, pages.picture, pages.size_mm)
        self.preview = preview.Preview(self.frame.tasks, paper)
        self.preview.said.connect(self.frame.say)
        self._put(self.preview)
        once_more = i18n.text("batches_page.make_again")
        self.start.setText(f"{parts.AIR}{once_more}")
        self.start.setAccessibleName(once_more)
        self.hint.hide()
        self.folding = record.Folding(self, self.choice)
        self.folding.fit()
        for area in self.preview.findChildren(QtWidgets.QScrollArea):
            area.setFocus()
        said = [i18n.text("batches_page.made_so", made=told)]
        said += asking.printed_again(printed) + asking.looked_at(printed)
        if printed.by_hand:
            said.append(i18n.text("batches_page.by_hand"))
        if printed.missing_characters:
            strange = "  ".join(f"{one} (U+{ord(one):04X})" for one in printed.missing_characters)
            said.append(i18n.text("batches_page.strange", characters=strange))
        doubtful = bool(printed.missing_characters or printed.problems or printed.remarks)
        self.said.say("  ".join(said), "warning" if doubtful else "ok")
        self.said.setVisible(len(said) > 1 or doubtful)
        if printed.problems:
            title = i18n.text("batches_page.not_made_for")
            made = Refusals(
                self.frame,
                title,
                printed.problems,
                self.trail.back,
                self._mends(printed.problems),
                done=printed.contracts,
            )
            self.trail.push(made)

    def _mends(self, problems: Sequence[dispatch.Outcome]) -> list[Mend]:
        """Offer the kind of contract that their age asks for to whom another was not made."""
        by_kind: dict[str, list[bytes]] = {}
        for one in problems:
            for kind in asking.kinds(one.against):
                by_kind.setdefault(kind, []).append(one.worker_id)
        return [
            (asking.offer(kind, people), "printer", self._printer(kind, people))
            for kind, people in by_kind.items()
        ]

    def _printer(self, kind: str, people: Sequence[bytes]) -> Callable[[], object]:
        return lambda: self.trail.push(
            PrintPage(self.frame, self.row, people, self.trail, kind=kind)
        )

    def _put(self, widget: QtWidgets.QWidget) -> None:
        before = self.place.currentWidget()
        self.place.addWidget(widget)
        self.place.setCurrentWidget(widget)
        self.place.removeWidget(before)
        before.deleteLater()
