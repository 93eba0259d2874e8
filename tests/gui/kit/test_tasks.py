"""The runner: work elsewhere, answers here, stale ones dropped, errors in one place."""

from __future__ import annotations

import functools
import threading
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.gui import dialogs, tasks

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.gui.kit.people import PeopleDesk

Runner = tasks.Tasks[Any]


def given(number: int, _desk: Any) -> int:
    return number


def test_a_query_runs_elsewhere_and_its_answer_comes_back_here(
    qtbot: QtBot, runner: Runner
) -> None:
    owner, seen = QtCore.QObject(), []
    here = threading.get_ident()

    def take(there: int) -> None:
        seen.append((there, threading.get_ident()))

    runner.ask(lambda _desk: threading.get_ident(), take, owner=owner)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != here
    assert seen[0][1] == here


def test_only_the_last_of_equal_questions_is_answered(qtbot: QtBot, runner: Runner) -> None:
    owner = QtCore.QObject()
    seen: list[int] = []
    gate = threading.Event()
    runner.ask(lambda _desk: gate.wait(5), lambda _answer: None, owner=owner, slot="gate")
    for number in range(5):
        runner.ask(functools.partial(given, number), seen.append, owner=owner)
    gate.set()
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(30)
    assert seen == [4]


def test_questions_of_different_slots_are_all_answered(qtbot: QtBot, runner: Runner) -> None:
    owner = QtCore.QObject()
    seen: set[int] = set()
    for number in range(5):
        runner.ask(functools.partial(given, number), seen.add, owner=owner, slot=number)
    qtbot.waitUntil(lambda: seen == {0, 1, 2, 3, 4})


def test_the_answer_to_a_dead_owner_is_dropped(qtbot: QtBot, runner: Runner) -> None:
    owner, other = QtCore.QObject(), QtCore.QObject()
    seen: list[str] = []
    gate = threading.Event()
    runner.ask(lambda _desk: gate.wait(5), lambda _answer: seen.append("dead"), owner=owner)
    owner.deleteLater()
    QtCore.QCoreApplication.sendPostedEvents(owner, QtCore.QEvent.Type.DeferredDelete)
    gate.set()
    runner.ask(lambda _desk: 1, lambda _answer: seen.append("alive"), owner=other)
    qtbot.waitUntil(lambda: "alive" in seen)
    assert seen == ["alive"]


def test_an_act_is_done_even_when_its_page_has_died(
    qtbot: QtBot, runner: Runner, people_desk: PeopleDesk
) -> None:
    owner = QtCore.QObject()
    runner.do(lambda desk, _progress: desk.saved.append({"name": "x"}), owner=owner)
    owner.deleteLater()
    qtbot.waitUntil(lambda: bool(people_desk.saved))


def test_a_failure_whose_page_has_died_is_reported_and_not_handed_to_the_dead(
    qtbot: QtBot, runner: Runner, reported: list[BaseException]
) -> None:
    page, gate = QtWidgets.QLabel(), threading.Event()

    def refuse(_desk: Any, _progress: tasks.Progress) -> None:
        gate.wait(5)
        raise errors.Refused("window.error.refused")

    def show(error: BaseException) -> bool:
        page.setText(str(error))
        return True

    runner.do(refuse, owner=page, failed=show)
    shiboken6.delete(page)
    gate.set()
    qtbot.waitUntil(lambda: bool(reported))
    assert [type(error) for error in reported] == [errors.Refused]


def test_who_presses_twice_sends_an_act_once(qtbot: QtBot, runner: Runner) -> None:
    gate, done, owner = threading.Event(), list[str](), QtCore.QObject()

    def send(name: str) -> tasks.Job:
        def work(_desk: Any, _progress: tasks.Progress) -> None:
            gate.wait(5)
            done.append(name)

        return runner.do(work, owner=owner, slot=("send", name))

    first = send("a")
    assert send("a") is first
    assert send("b") is not first
    gate.set()
    qtbot.waitUntil(lambda: first.is_over and len(done) == 2)
    qtbot.waitUntil(lambda: send("a") is not first)
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["a", "b", "a"]


def test_an_act_that_failed_may_be_sent_again(qtbot: QtBot, runner: Runner) -> None:
    owner, seen = QtCore.QObject(), list[object]()

    def work(_desk: Any, _progress: tasks.Progress) -> str:
        if not seen:
            raise errors.Refused("window.error.refused")
        return "sent"

    def take(error: BaseException) -> bool:
        seen.append(error)
        runner.do(work, seen.append, owner=owner, slot="send")
        return True

    runner.do(work, seen.append, owner=owner, slot="send", failed=take)
    qtbot.waitUntil(lambda: "sent" in seen)


@pytest.mark.parametrize("lane", ["do", "prepare"])
def test_whoever_waits_for_a_job_is_told_that_it_was_cancelled(
    qtbot: QtBot, runner: Runner, lane: str
) -> None:
    told: list[str] = []

    def work(_desk: Any, progress: tasks.Progress) -> None:
        while True:
            threading.Event().wait(0.002)
            progress.step(1)

    job = getattr(runner, lane)(
        work, None, owner=runner, title="Look", cancelled=lambda: told.append("cancelled")
    )
    job.cancel()
    qtbot.waitUntil(lambda: told == ["cancelled"])
    assert job.is_over


def test_every_act_tells_that_something_was_written(qtbot: QtBot, runner: Runner) -> None:
    with qtbot.waitSignal(runner.wrote) as told:
        runner.do(lambda _desk, _progress: 7, owner=runner)
    assert told.args == [7]


def test_a_refusal_goes_to_its_page_and_a_bug_to_the_report(
    qtbot: QtBot, runner: Runner, reported: list[BaseException]
) -> None:
    taken: list[BaseException] = []

    def refuse(_desk: Any, _progress: tasks.Progress) -> None:
        raise errors.Refused("window.error.refused")

    def fail(_desk: Any, _progress: tasks.Progress) -> None:
        raise ValueError

    def take(error: BaseException) -> bool:
        taken.append(error)
        return isinstance(error, errors.Refused)

    runner.do(refuse, owner=runner, failed=take)
    runner.do(fail, owner=runner, failed=take)
    qtbot.waitUntil(lambda: bool(reported))
    assert [type(error) for error in taken] == [errors.Refused, ValueError]
    assert [type(error) for error in reported] == [ValueError]


def test_what_the_system_refuses_is_told_in_a_sentence_and_is_no_bug(
    qtbot: QtBot, runner: Runner, reported: list[BaseException], tmp_path: Path
) -> None:
    in_the_way = tmp_path / "GigDesk"
    in_the_way.write_bytes(b"")
    taken: list[BaseException] = []

    def make_folder(_desk: Any, _progress: tasks.Progress) -> None:
        in_the_way.mkdir(exist_ok=True)

    runner.do(make_folder, owner=runner)
    runner.prepare(make_folder, print, owner=runner, title="", failed=taken.append)
    qtbot.waitUntil(lambda: len(reported) == 2)
    for error in (*reported, *taken):
        assert isinstance(error, errors.EnvironmentFailure)
        assert str(in_the_way) in dialogs.words_of(error)
        assert dialogs.words_of(error) != i18n.text("window.crash.words")
        assert isinstance(error.__cause__, FileExistsError)


def test_a_job_tells_how_far_it_is_and_how_long_it_takes(qtbot: QtBot, runner: Runner) -> None:
    gate = threading.Event()

    def work(_desk: Any, progress: tasks.Progress) -> str:
        progress.step(1, 4, "reading")
        threading.Event().wait(0.15)
        progress.step(2, 4)
        gate.wait(5)
        progress.step(4, 4)
        return "done"

    job = runner.do(work, owner=runner, title="Import")
    qtbot.waitUntil(lambda: job.count == 2)
    assert job.state is tasks.State.RUNNING
    assert job.remaining_seconds is not None
    assert runner.busy() == [job]
    gate.set()
    qtbot.waitUntil(lambda: job.is_over)
    assert (job.count, job.words, runner.busy()) == (4, "reading", [])


def test_a_cancelled_job_stops_at_its_next_step_and_is_no_error(
    qtbot: QtBot, runner: Runner, reported: list[BaseException]
) -> None:
    seen: list[object] = []

    def work(_desk: Any, progress: tasks.Progress) -> object:
        for number in range(100_000):
            threading.Event().wait(0.002)
            progress.step(number, 100_000)
        return None

    job = runner.do(work, seen.append, owner=runner, title="Import")
    qtbot.waitUntil(lambda: job.count > 0)
    job.cancel()
    qtbot.waitUntil(lambda: job.is_over)
    assert job.state is tasks.State.CANCELLED
    assert (seen, reported) == ([], [])


def test_short_acts_go_first_between_the_steps_of_a_long_one_in_their_order(
    qtbot: QtBot, runner: Runner
) -> None:
    done: list[str] = []
    gate = threading.Event()

    def long(_desk: Any, progress: tasks.Progress) -> None:
        gate.wait(5)
        for step in range(2):
            progress.let_others()
            done.append(f"step {step}")

    def short(name: str, _desk: Any, progress: tasks.Progress) -> None:
        progress.let_others()
        done.append(name)

    runner.do(long, owner=runner, title="Import")
    runner.do(functools.partial(short, "first"), owner=runner)
    runner.do(functools.partial(short, "other import"), owner=runner, title="Other")
    runner.do(functools.partial(short, "second"), owner=runner)
    runner.do(functools.partial(short, "leaving"), owner=runner, last=True)
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 6)
    assert done == ["first", "second", "step 0", "step 1", "other import", "leaving"]


def test_a_job_in_slices_stops_at_a_whole_one_and_no_other_way(
    qtbot: QtBot, runner: Runner, reported: list[BaseException]
) -> None:
    done: list[int] = []
    told: list[str] = []
    gate = threading.Event()

    def long(_desk: Any, progress: tasks.Progress) -> None:
        for step in range(9):
            progress.let_others()
            progress.step(step, 9)
            done.append(step)
            if step == 1:
                gate.wait(5)

    job = runner.do(long, owner=runner, title="Import", cancelled=lambda: told.append("stopped"))
    qtbot.waitUntil(lambda: done == [0, 1])
    job.stop_whole()
    gate.set()
    qtbot.waitUntil(lambda: job.is_over)
    assert (done, job.state, job.wanted) == ([0, 1], tasks.State.CANCELLED, True)
    assert (told, reported) == (["stopped"], [])


def test_what_fails_between_the_steps_is_told_to_its_own_page_only(
    qtbot: QtBot, runner: Runner, reported: list[BaseException]
) -> None:
    seen: list[object] = []
    gate = threading.Event()

    def long(_desk: Any, progress: tasks.Progress) -> str:
        gate.wait(5)
        progress.let_others()
        return "whole"

    def refuse(_desk: Any, _progress: tasks.Progress) -> None:
        raise errors.Refused("window.error.refused")

    def take(error: BaseException) -> bool:
        seen.append(type(error))
        return True

    job = runner.do(long, seen.append, owner=runner, title="Import")
    runner.do(refuse, owner=runner, failed=take)
    gate.set()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert (seen, job.state, reported) == ([errors.Refused, "whole"], tasks.State.DONE, [])


def test_a_long_preparation_never_stands_before_a_search(qtbot: QtBot, runner: Runner) -> None:
    gate = threading.Event()
    seen: list[object] = []
    runner.prepare(lambda _desk, _p: gate.wait(5), seen.append, owner=runner, title="Papers")
    runner.ask(lambda _desk: "found", seen.append, owner=runner)
    qtbot.waitUntil(lambda: seen == ["found"])
    gate.set()
    qtbot.waitUntil(lambda: seen == ["found", True])


def test_stopping_finishes_acts_and_closes_what_the_threads_opened(
    qtbot: QtBot, people_desk: PeopleDesk
) -> None:
    made = tasks.Tasks(people_desk, lambda _error: None)
    made.do(lambda desk, _progress: desk.saved.append({"name": "last"}), owner=made)
    assert qtbot
    assert made.stop()
    assert people_desk.saved == [{"name": "last"}]
    assert people_desk.closed


def test_long_work_whose_owner_died_while_it_waited_is_not_waited_for(
    qtbot: QtBot, runner: Runner
) -> None:
    owner, other = QtCore.QObject(), QtCore.QObject()
    gate = threading.Event()
    runner.prepare(
        lambda _desk, _progress: gate.wait(5), lambda _answer: None, owner=other, title="first"
    )
    waiting = runner.prepare(
        lambda _desk, _progress: 1, lambda _answer: None, owner=owner, title="second"
    )
    owner.deleteLater()
    QtCore.QCoreApplication.sendPostedEvents(owner, QtCore.QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.waitUntil(lambda: not runner.busy())
    assert waiting.state is tasks.State.CANCELLED
