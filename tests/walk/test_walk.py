"""The harness itself: it drives a tiny program in a real window by name, key and mouse."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.walk.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TINY = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

app = QApplication(sys.argv)
window = QWidget()
window.setWindowTitle("tiny")
name, greeting, button = QLineEdit(), QLabel("nobody yet"), QPushButton("Greet")
name.setAccessibleName("name")
greeting.setAccessibleName("")
table = QTableWidget(500, 2)
table.setAccessibleName("greeted")
hidden = QLabel("never seen")
hidden.hide()
layout = QVBoxLayout(window)
for each in (name, button, greeting, table, hidden):
    layout.addWidget(each)
count = [0]

def greet():
    greeting.setText("hello " + name.text())
    table.setItem(count[0], 1, QTableWidgetItem(name.text()))
    count[0] += 1

button.clicked.connect(greet)
name.returnPressed.connect(greet)
window.resize(600, 400)
window.show()
name.setFocus()
sys.exit(app.exec())
"""


@pytest.fixture
def walk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Walk]:
    program = tmp_path / "tiny.py"
    program.write_text(TINY, encoding="utf-8")
    command = [sys.executable, str(program)]
    with Walk(command, name=request.node.name, size=(911, 512)) as started:
        started.find("name", "text")
        yield started


def test_keys_mouse_and_names_reach_a_real_window(walk: Walk) -> None:
    walk.click("name", "text")
    assert walk.focused().name == "name"
    walk.type("Li Wei")
    walk.keys("Return")
    assert walk.find("hello Li Wei", "label").box[2] > 0
    walk.set_text("name", "王小明")
    walk.press("Greet", "push button")
    walk.find("hello 王小明")
    walk.keys("ctrl+a")
    walk.type("𬭎妹")
    walk.click("Greet", "push button")
    walk.find("hello 𬭎妹")
    table = walk.table("greeted", count=4)
    assert (table.rows, table.columns) == (500, 2)
    assert [row[1] for row in table.cells] == ["Li Wei", "王小明", "𬭎妹", ""]
    walk.click(walk.cell("greeted", 1, 1))
    walk.wait(lambda: walk.now("王小明", "table cell", state="focused"), "the focus in the cell")
    assert walk.now("never seen") == []


def test_a_picture_shows_the_screen(walk: Walk) -> None:
    picture = walk.picture("shown")
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (911, 512)
    assert len(data) > 2000


def test_what_does_not_come_shows_the_tree(walk: Walk) -> None:
    with pytest.raises(AssertionError, match="push button 'Greet'"):
        walk.wait(lambda: walk.now("Farewell"), "a farewell", patience_ms=300)


def test_a_program_that_dies_is_noticed_at_once(tmp_path: Path) -> None:
    program = tmp_path / "dies.py"
    program.write_text("raise SystemExit('no desk here')", encoding="utf-8")
    with (
        Walk([sys.executable, str(program)], name="dies") as walk,
        pytest.raises(AssertionError, match="no desk here"),
    ):
        walk.find("anything")
