"""Every page comes to rest after any change of letters or window, and rests the same each time."""

from __future__ import annotations

import collections
import functools
import gc
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk.actions import office
from gigdesk.demo import build, county
from gigdesk.gui import folding, theme
from gigdesk.gui import record as record_
from gigdesk.gui.house import House, finding
from gigdesk.gui.window import keys
from gigdesk.gui.workers import card, entries
from gigdesk.gui.workers.intake import Intake
from gigdesk.gui.workers.intake_flow import Step
from gigdesk.gui.workers.page import WorkersPage
from tests.actions.workers.imports import rosters
from tests.gui.frames import quiet
from tests.gui.kit.checks import child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from tests.gui.frames import Stand

    View = Callable[[QtBot, Window, Desk], None]
    Placed = tuple[str, QtCore.QRect]
    Place = tuple[int, tuple[int, int]]
    Course = tuple[str, Sequence[Place]]

USUAL, SMALLEST = (1, (1366, 768)), (3, (911, 512))
WAY = ((0, (1920, 1080)), USUAL, (2, (1024, 600)), SMALLEST)
"""Font steps and sizes on the long way there and back; the short one knows only its ends."""
SHORT_WAY = (SMALLEST, USUAL)

MOST_EVENTS = 12
"""So often a widget may be laid out for one change; what never ends is stopped at `STOPPED`."""
STOPPED, TURNS, SOON_MS, MOST_SAID, SLACK = 200, 40, 300, 12, 2
PEOPLE, QUIET_MS, LOOKS = 200, 1_500, 3
_Type = QtCore.QEvent.Type
COUNTED = (_Type.Resize, _Type.LayoutRequest)


class Counter(QtCore.QObject):
    """Counts how often each widget is given a size or asked to lay itself out."""

    def __init__(self, app: QtCore.QCoreApplication) -> None:
        super().__init__()
        self.seen: collections.Counter[tuple[str, int, str]] = collections.Counter()
        app.installEventFilter(self)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 -- Qt's
        """Count; swallow what goes on without end, so that a loop fails instead of hanging."""
        kind = event.type()
        is_pass = isinstance(watched, folding.Later)
        if not is_pass and not (kind in COUNTED and isinstance(watched, QtWidgets.QWidget)):
            return False
        key = (type(watched).__name__, id(watched), kind.name)
        self.seen[key] += 1
        return self.seen[key] > STOPPED

    def worst(self) -> tuple[int, str]:
        if not self.seen:
            return 0, ""
        (name, _, kind), count = self.seen.most_common(1)[0]
        return count, f"{kind} of {name}"


@pytest.fixture
def counter(qapp: QtWidgets.QApplication) -> Iterator[Counter]:
    made = Counter(qapp)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture(scope="module")
def whole_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build.build(tmp_path_factory.mktemp("steady") / "county", people=PEOPLE).folder


@pytest.fixture
def desk(whole_county: Path, tmp_path: Path) -> Iterator[Desk]:
    place = shutil.copytree(whole_county / build.DESK, tmp_path / "desk")
    made = office.entry.sign_in(place, county.LOGIN, county.PASSWORD)
    yield made
    made.close()


@pytest.fixture
def frame(qtbot: QtBot, desk: Desk, stand: Stand) -> Iterator[Window]:
    hooks = finding.hooks(desk)
    with stand(desk, House().pages(hooks.may), hooks, user=county.LOGIN) as made:
        qtbot.waitUntil(made.foot.backup.isVisible)
        yield made


def layout_of(top: QtWidgets.QWidget) -> list[Placed]:
    """Return what is in sight and where."""
    return [
        (type(each).__name__, each.geometry())
        for each in top.findChildren(QtWidgets.QWidget)
        if each.isVisible()
    ]


def is_like(one: Placed, other: Placed) -> bool:
    """Say whether two are the same but for the line around what has the keyboard."""
    moved = one[1].topLeft() - other[1].topLeft(), one[1].bottomRight() - other[1].bottomRight()
    return one[0] == other[0] and all(each.manhattanLength() <= SLACK for each in moved)


def head_of(frame: Window) -> QtWidgets.QWidget:
    """Return the card of a person; which tab lies below it depends on the way there."""
    return child(frame, card.Card)


def settle(counter: Counter) -> None:
    """Let everything come to rest; fail where it does not."""
    for _ in range(TURNS):
        before = counter.seen.total()
        QtWidgets.QApplication.processEvents()
        QtCore.QThread.msleep(1)
        QtWidgets.QApplication.processEvents()
        if counter.seen.total() == before:
            return
    count, what = counter.worst()
    pytest.fail(f"never comes to rest: {count} x {what}")


def assert_at_rest(qtbot: QtBot, counter: Counter) -> None:
    """Fail where anything is laid out again and again; news of the desk may come in between."""
    for _ in range(LOOKS):
        counter.seen.clear()
        qtbot.wait(QUIET_MS)
        if not counter.seen:
            return
    pytest.fail(f"works at rest: {counter.seen.most_common(MOST_SAID)}")


def one_of(desk: Desk, what: str) -> bytes:
    found = desk.store.query(f"SELECT id FROM {what} ORDER BY id DESC LIMIT 1")  # noqa: S608 -- own
    assert found, what
    return bytes(found[0]["id"])


def wanted_of(desk: Desk, record: Any) -> Any:
    """Return what a page is asked for: `@` and a table stand for the id of its newest row."""
    if isinstance(record, tuple):
        return tuple(wanted_of(desk, each) for each in record)
    return one_of(desk, record[1:]) if str(record).startswith("@") else record


def open_page(name: str, record: Any = None) -> View:
    """Return what opens a page, on what it is asked for."""

    def go(qtbot: QtBot, frame: Window, desk: Desk) -> None:
        assert frame.open(name, wanted_of(desk, record)) is not None
        qtbot.wait(SOON_MS)

    return go


def then(first: View, deed: Callable[[Any], object]) -> View:
    """Return what goes on from a page to another one on top of it."""

    def go(qtbot: QtBot, frame: Window, desk: Desk) -> None:
        first(qtbot, frame, desk)
        page = frame.built[frame._current]
        assert isinstance(page, record_.Trail)
        qtbot.waitUntil(lambda: getattr(page.top, "row", True) not in ({}, None))
        qtbot.waitUntil(lambda: getattr(page.top, "person", True) is not None)
        deed(page)
        qtbot.wait(SOON_MS)

    return go


def open_roster(last: Step) -> View:
    """Return what takes a roster in as far as a step."""

    def go(qtbot: QtBot, frame: Window, desk: Desk) -> None:
        folder = desk.folder.parent / "rosters"
        folder.mkdir(exist_ok=True)
        people = [(f"张{sign}", "三塘村", "13800001234") for sign in "一二三四五六七八九"]
        file = rosters.book(folder / "a.xlsx", people)
        page = frame.open("intake", str(file))
        assert isinstance(page, Intake)
        qtbot.waitUntil(lambda: page.flow.step is Step.COLUMNS)
        if last is not Step.COLUMNS:
            page.columns.go_on()
            page.columns.go_on()
            qtbot.waitUntil(lambda: page.flow.step is last)
        qtbot.wait(SOON_MS)

    return go


def ask_certificate(_qtbot: QtBot, frame: Window, desk: Desk) -> None:
    frame.open("workers")
    entries.certificate(frame, one_of(desk, "worker"), lambda: None)


def ask_filters(_qtbot: QtBot, frame: Window, _desk: Desk) -> None:
    page = frame.open("workers")
    assert isinstance(page, WorkersPage)
    page.list.narrow()


ORDER, BATCH = open_page("orders", "@job_order"), open_page("dispatch", "@batch")
PLANNED = open_page("dispatch", "@batch WHERE state IN ('planned', 'ready')")
VIEWS: dict[str, View] = {
    "home": open_page("home"),
    "person": open_page("workers", "@worker"),
    "registration": open_page("workers", ("new", None)),
    "certificate": ask_certificate,
    "preview": open_roster(Step.PREVIEW),
    "batch": BATCH,
    "month": open_page("attendance", "@batch"),
}


RARER: dict[str, View] = {
    "filters": ask_filters,
    "columns": open_roster(Step.COLUMNS),
    "orders": open_page("orders"),
    "order": ORDER,
    "new order": open_page("orders", ("new", None)),
    "batches": open_page("dispatch"),
    "new batch": then(open_page("dispatch"), lambda page: page.add()),
    "people": open_page("workers"),
    "correction": then(open_page("workers", "@worker"), lambda page: page.top.edit()),
    "intake start": open_page("intake"),
    "inbox": open_page("intake", "inbox"),
    "past": open_page("intake", "past"),
    "employer": open_page("orders", ("employer", "@employer")),
    "search": then(PLANNED, lambda page: page.top.deeds.search()),
    "paste": then(PLANNED, lambda page: page.top.deeds.paste()),
    "proposal": then(PLANNED, lambda page: page.top.deeds.propose()),
    "printing": then(PLANNED, lambda page: page.top.deeds.print_all()),
    "classes": open_page("training"),
    "class": open_page("training", "@training_class"),
    "new class": then(open_page("training"), lambda page: page.add()),
    "doubles": open_page("doubles"),
    "staff": open_page("settings", "staff"),
    "templates": open_page("settings", "templates"),
    "safety": open_page("settings", "safety"),
    "acts": open_page("settings", "acts"),
}
DIALOGS = ("certificate", "filters")


def walk(
    frame: Window, counter: Counter, way: Sequence[Place], look: Callable[[], list[Placed]]
) -> tuple[tuple[int, str], list[str]]:
    """Return the most that was done for one change, and what rested elsewhere on the way back."""
    worst, before, other = (0, ""), dict[Any, Any](), list[str]()
    for place in [*way, *reversed(way)]:
        step, size = place
        counter.seen.clear()
        if step != theme.step():
            keys.set_step(frame, step)
        frame.resize(*size)
        settle(counter)
        worst = max(worst, counter.worst())
        shown = look()
        first = before.setdefault(place, shown)
        if len(first) != len(shown):
            gone = collections.Counter(name for name, _ in first)
            come = collections.Counter(name for name, _ in shown)
            other.append(f"{place}: only before {gone - come}, only after {come - gone}")
            continue
        pairs = zip(first, shown, strict=True)
        other += [f"{place}: {was} -> {now}" for was, now in pairs if not is_like(was, now)]
    return worst, other


@pytest.mark.parametrize(
    "course",
    [
        *(pytest.param((view, SHORT_WAY), id=view) for view in VIEWS),
        *(pytest.param((view, WAY), id=f"{view}, long", marks=pytest.mark.long) for view in VIEWS),
        *(pytest.param((view, SHORT_WAY), id=view, marks=pytest.mark.long) for view in RARER),
    ],
)
def test_a_page_comes_to_rest_and_rests_the_same(
    qtbot: QtBot, frame: Window, desk: Desk, counter: Counter, course: Course
) -> None:
    view, way = course
    (VIEWS | RARER)[view](qtbot, frame, desk)
    quiet(qtbot, frame.tasks)
    settle(counter)
    look = functools.partial(layout_of, frame)
    if view == "person":
        look = functools.partial(layout_of, head_of(frame))
    worst, other = walk(frame, counter, way, look)
    assert worst[0] <= MOST_EVENTS, worst
    assert not other, "\n".join(other[:MOST_SAID])
    assert_at_rest(qtbot, counter)


@pytest.mark.parametrize(
    "views",
    [
        pytest.param(VIEWS, id="pages of the day"),
        pytest.param(VIEWS | RARER, id="every page", marks=pytest.mark.long),
    ],
)
def test_nothing_works_at_rest_with_pages_opened_before(
    qtbot: QtBot, frame: Window, desk: Desk, counter: Counter, views: dict[str, View]
) -> None:
    for name, go in views.items():
        if name not in DIALOGS:
            go(qtbot, frame, desk)
    assert_at_rest(qtbot, counter)


def test_nothing_of_a_window_stays_when_it_has_gone(
    qtbot: QtBot, frame: Window, desk: Desk, request: pytest.FixtureRequest
) -> None:
    for name, go in VIEWS.items():
        if name not in DIALOGS:
            go(qtbot, frame, desk)
    VIEWS["certificate"](qtbot, frame, desk)
    frame.close()
    frame.deleteLater()
    request.node.qt_widgets.clear()  # or it would be closed once more
    gc.collect()
    for _ in range(2):  # lists below a line go after their line
        QtCore.QCoreApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete)
    assert [type(each).__name__ for each in QtWidgets.QApplication.topLevelWidgets()] == []
