"""Shows the kit with synthetic people: run it, or let it take a picture of one page."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[3]))

from PySide6 import QtCore, QtWidgets

from gigdesk import config, errors, i18n
from gigdesk.gui import (
    dialogs,
    form,
    grid,
    parts,
    table,
    tasks,
    theme,
    window,
)
from gigdesk.gui.fields import Candidate, Field, Finding, Kind, Option, Section
from gigdesk.gui.form.page import Doing
from gigdesk.gui.table.listing import Nothing
from gigdesk.gui.window import keys
from tests.gui.kit import exhibits, people

if TYPE_CHECKING:
    from collections.abc import Sequence

TONES = {key: tone for key, _, tone in people.STATES}
WORDS = {key: words for key, words, _ in people.STATES}
COLUMNS = (
    table.Column("name", "姓名", width=5, frozen=True),
    table.Column("docno", "证件号码", width=11),
    table.Column("phone", "电话", width=7),
    table.Column("village", "村（社区）", width=6),
    table.Column("trade", "工种", width=4),
    table.Column("age", "年龄", kind="number", width=3.5),
    table.Column("days", "本月天数", kind="number", width=5),
    table.Column("pay_fen", "应发（元）", kind="money", width=6),
    table.Column("insured", "参保", kind="check", width=3.5),
    table.Column(
        "state",
        "状态",
        kind="status",
        width=7,
        show=lambda row: WORDS[row.state],
        tone=lambda row: TONES[row.state],
    ),
)
SEX = (Option("1", "男", ("nan", "n")), Option("2", "女", ("nv", "n")))
TRADES = tuple(Option(name, name) for name in people.TRADES)
FIELDS: tuple[Field | Section, ...] = (
    Section("身份"),
    Field("docno", "证件号码", Kind.DOCUMENT, required=True),
    Field("name", "姓名", required=True),
    Field("sex", "性别", Kind.CHOICE, options=SEX),
    Field("born", "出生日期", Kind.DATE),
    Field("age", "年龄", Kind.DERIVED),
    Field("phone", "电话", Kind.PHONE),
    Section("住址与意向"),
    Field(
        "village",
        "村（社区）",
        Kind.LOOKUP,
        required=True,
        remember=True,
        find=lambda _desk, words: [
            Candidate(each, each, "石桥镇") for each in people.VILLAGES if words in each
        ],
    ),
    Field("pay", "期望日薪", Kind.MONEY),
    Field("trades", "工种", Kind.CHIPS, options=TRADES, wide=True),
    Field("away", "愿意外出务工", Kind.CHECK),
    Field("note", "备注", Kind.LONG, wide=True),
)


def check(values: dict[str, Any]) -> Sequence[Finding]:
    found = []
    if values["docno"] and len(values["docno"]) != 18:
        found.append(Finding("docno", "身份证号应为 18 位，现在是 " + str(len(values["docno"]))))
    if values["phone"] and len(values["phone"]) != 11:
        found.append(Finding("phone", "手机号一般是 11 位，请核对。", "warning", "phone.length"))
    return found


class PeoplePage(QtWidgets.QWidget):
    """A list on the left and the record on the right."""

    def __init__(self, frame: window.Window) -> None:
        super().__init__()
        self.frame = frame
        add = parts.button("登记人员", "user-plus", "primary", do=self.add)
        self.list = table.Listing(
            frame.tasks,
            people.People(),
            COLUMNS,
            name="人员",
            view="people",
            layouts=frame.layouts,
            tools=(parts.button("导入", "file-import"), parts.button("导出", "file-export"), add),
            nothing=Nothing("还没有人员", "导入名册，或登记第一个人。", "users"),
        )
        self.list.selection_said.connect(frame.say_below)
        self.list.opened.connect(self.open_record)
        self.list.set_filter(table.Filter("village", "石桥村", "村：石桥村"))
        self.setLayout(parts.down(self.list))
        parts.pad(self, 1, 0.75)
        self.setFocusProxy(self.list.search)

    def add(self) -> None:
        self.frame.open("form")

    def open_record(self, row_id: Any) -> None:
        self.frame.say(f"打开了第 {row_id} 号", undo=lambda: None)


class FormPage(QtWidgets.QWidget):
    """A form with something to complain of."""

    def __init__(self, frame: window.Window) -> None:
        super().__init__()
        self.form = form.Form(
            FIELDS,
            Doing(act=lambda desk, values, _: desk.saved.append(values), check=check),
            name="登记人员",
            tasks=frame.tasks,
        )
        self.setLayout(parts.down(self.form))
        self.setFocusProxy(self.form)
        self.form.left.connect(lambda: frame.open("people"))
        self.form.show_values({"docno": "43010119900307", "born": "1990-03-07", "age": "36 岁"})
        self.form.boxes["phone"].editor.set_value("1388888")
        self.form.boxes["trades"].editor.set_value(("采茶", "电焊"))
        self.form.save()


def mark(words: str) -> str | None:
    plain = words.strip()
    if plain not in ("", "√", "半", "假", "1", "0.5"):
        raise errors.Invalid("gallery.mark", field="mark")
    return {"1": "√", "0.5": "半"}.get(plain, plain) or None


class GridPage(QtWidgets.QWidget):
    """A month grid."""

    def __init__(self, frame: window.Window) -> None:
        super().__init__()
        days = [datetime.date(2026, 3, number) for number in range(1, 32)]
        columns = [
            grid.GridColumn(
                day.isoformat(),
                str(day.day),
                width=1.6,
                parse=mark,
                centre=True,
                shaded=day.weekday() > 4,
                tone=lambda value: "warning" if value == "假" else "",
            )
            for day in days
        ]
        model = grid.GridModel(columns, self)
        rows = [(number, people.person(number).name) for number in range(1, 41)]
        values = {
            (row, day.isoformat()): "√"
            for row, _ in rows
            for day in days[:20]
            if (row * day.day) % 7 and day.weekday() < 6
        }
        values |= {(row, "2026-03-09"): "假" for row in (2, 5)}
        model.set_rows(rows, values)
        self.grid = grid.Grid(model, "三月考勤", clock=frame.clock)
        self.setLayout(parts.down(parts.Note("三月考勤：石桥村采茶第 2 批", "info"), self.grid))
        parts.pad(self, 1, 0.75)
        self.setFocusProxy(self.grid)


class PartsPage(QtWidgets.QWidget):
    """The small stones."""

    def __init__(self, _frame: window.Window) -> None:
        super().__init__()
        column = parts.down()
        buttons = parts.across(
            parts.button("主要操作", "plus", "primary"),
            parts.button("普通操作", "printer"),
            parts.button("危险操作", "trash", "danger"),
            parts.button("链接", "external-link", "link"),
            None,
        )
        off = parts.button("不能用", "lock")
        off.setEnabled(False)
        buttons.insertWidget(3, off)
        column.addLayout(buttons)
        for tone, words in (
            ("ok", "导入完成：新增 812 人，更新 90 人。"),
            ("info", "本月还有 3 个批次待派。"),
            ("warning", "有 12 个证件将在 30 天内到期。"),
            ("error", "第 17 行：身份证号校验位不对。"),
        ):
            column.addWidget(parts.Note(words, tone, parts.button("查看", kind="link")))
        states = parts.across(gap=2)
        for key, words, tone in people.STATES:
            states.addWidget(parts.Status(words, tone))
            assert key
        states.addStretch(1)
        column.addLayout(states)
        tabs = QtWidgets.QTabWidget()
        for title in ("基本信息", "证书", "派工记录", "历史"):
            tabs.addTab(parts.Empty("list-details", "还没有" + title, "点“新增”开始。"), title)
        column.addWidget(tabs, 1)
        self.setLayout(parts.down(parts.scroll(parts.panel(column, 1))))


def empty(frame: window.Window) -> QtWidgets.QWidget:
    return table.Listing(
        frame.tasks,
        table.RowSource(lambda _desk, _query: []),
        COLUMNS,
        name="人员",
        view="empty",
        nothing=Nothing(
            "还没有人员",
            "导入名册，或登记第一个人。",
            "users",
            (("登记人员", "user-plus", print), ("导入名册", "file-import", print)),
        ),
    )


PAGES = (
    window.PageSpec("home", "home", "首页", PartsPage),
    window.PageSpec("people", "users", "人员", PeoplePage),
    window.PageSpec("form", "briefcase", "用工", FormPage),
    window.PageSpec("grid", "calendar-month", "考勤", GridPage),
    window.PageSpec("empty", "bus", "派工", empty),
    window.PageSpec("cards", "list-check", "今天", exhibits.cards),
    window.PageSpec("paper", "printer", "打印", exhibits.paper),
    window.PageSpec("settings", "settings", "设置", empty, at_foot=True),
)


def search(desk: people.PeopleDesk, words: str) -> list[window.HitGroup]:
    found = [each for each in desk.people if words in each.name][:6]
    hits = [
        window.Hit("people", each.id, each.name, f"{each.village} {each.docno}") for each in found
    ]
    batch = [window.Hit("grid", 2, "石桥村采茶第 2 批", "2026-03-02 出发  18 人")]
    return [window.HitGroup("人员", "user", hits), window.HitGroup("批次", "bus", batch)]


def make(app: QtWidgets.QApplication, desk: people.PeopleDesk) -> window.Window:
    runner = tasks.Tasks(desk, lambda error: dialogs.report(app.activeWindow(), error))
    hooks = window.Hooks(
        search=search,
        undoables=lambda _desk: [
            window.Undoable(1, "导入名册 柳林村.xlsx（812 人）", "今天 09:12")
        ],
        health=lambda _desk: window.Health(unsent=3, conflicts=1, backup="今天 08:00"),
        unlock=lambda _desk, _password: None,
    )
    return window.Window(runner, PAGES, hooks, user="刘站长", settings=config.load_settings())


def act(frame: window.Window, what: str) -> None:
    """Bring the window into a state worth a picture."""
    if what == "search":
        frame.head.search.setFocus()
        frame.head.search.setText("王")
    elif what == "notice":
        frame.say("已登记 王建国（石桥村）", undo=lambda: None)
    elif what == "lock":
        frame.lock()
    elif what == "keys":
        QtCore.QTimer.singleShot(0, lambda: keys.show_keys(frame))
    elif what == "ask":
        dialogs.ask(
            frame,
            "撤销这一步？",
            "将撤销：导入名册 柳林村.xlsx（812 人）。",
            yes="撤销",
            then=print,
        )
    elif what == "crash":
        dialogs.crashed(frame, ValueError("数字 430101199003071126 不该出现"))
    elif what == "chooser":
        page = frame.page("people")
        assert isinstance(page, PeoplePage)
        page.list.table.head.choose()
    elif what == "rows":
        page = frame.page("people")
        assert isinstance(page, PeoplePage)
        page.list.clear()
        page.list.table.setFocus()
        QtCore.QTimer.singleShot(500, page.list.table.selectAll)


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--step", type=int, default=1)
    words.add_argument("--dark", action="store_true")
    words.add_argument("--size", default="1366x768")
    words.add_argument("--page", default="people")
    words.add_argument("--act", default="")
    words.add_argument("--shot", default="")
    words.add_argument("--entry", default="")
    words.add_argument("--demo", action="store_true")
    words.add_argument("--lang", default="zh")
    chosen = words.parse_args()
    i18n.use(chosen.lang)
    app = QtWidgets.QApplication([])
    theme.use(app, step=chosen.step, dark=chosen.dark)
    if chosen.entry:
        dialog = exhibits.way_in(chosen.entry)
        dialog.show()
    desk = people.PeopleDesk(5000)
    frame = make(app, desk)
    frame.settings.font_step, frame.settings.dark = chosen.step, chosen.dark
    frame.show_demo(demo=chosen.demo)
    wide, high = (int(part) for part in chosen.size.split("x"))
    frame.resize(wide, high)
    frame.setVisible(not chosen.entry)
    frame.open(chosen.page)
    QtCore.QTimer.singleShot(400, lambda: act(frame, chosen.act))
    if chosen.shot:

        def take() -> None:
            app.primaryScreen().grabWindow(0).save(chosen.shot)
            app.quit()

        QtCore.QTimer.singleShot(1600, take)
    code = app.exec()
    frame.tasks.stop()
    frame.may_close = True
    return code


if __name__ == "__main__":
    raise SystemExit(main())
