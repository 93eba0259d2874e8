"""A pinyin input method is on all day: Chinese goes through it, numbers pass it by."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.actions import office, workers
from gigdesk.demo import county
from tests.architecture.reading import ROOT
from tests.walk.walk import Walk

if TYPE_CHECKING:
    from pathlib import Path

text = i18n.text
NUMBER = "43992719960421114X"


def test_a_number_ending_in_x_and_a_chinese_name_are_typed_with_the_input_method_on(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "desk"
    desk, _ = county.found_station(folder)
    county.settle(desk)
    desk.close()
    command = [sys.executable, "-m", "gigdesk", "--desk", str(folder), "--user", county.LOGIN]
    with Walk(command, name="input-method", cwd=ROOT, pinyin=True) as walk:
        walk.find(text("window.entry.password"), "password text")
        walk.type(county.PASSWORD)
        walk.keys("Return")
        walk.find(text("home.quick.register"), "push button")
        walk.keys("alt+2")
        walk.find(text("people.nobody"))
        walk.keys("ctrl+n")
        walk.find(text("workers.field.doc_no"), "text")
        walk.type(NUMBER.lower())
        walk.keys("Return")
        walk.wait(lambda: walk.text(text("workers.field.doc_no"), "text") == NUMBER, NUMBER)
        walk.type("wangxiaoming")
        walk.keys("space")
        name = walk.wait(lambda: _composed(walk.text(text("workers.field.name"), "text")), "a name")
        walk.keys("Return")
        walk.type("stc")
        walk.keys("Return", "Return")
        # The input method looks at each field anew; a key pressed meanwhile would go to nobody.
        phone = text("workers.field.phone")
        walk.wait(lambda: walk.focused().name == phone, phone)
        walk.picture("typed")
        walk.keys("ctrl+s")
        walk.find(f"*{name}*", "label")
    desk = office.entry.sign_in(folder, county.LOGIN, county.PASSWORD, read_only=True)
    kept = [workers.people.get(desk, one).worker for one in workers.search.ids(desk)]
    found = workers.search.count(desk, NUMBER)
    desk.close()
    assert found == 1
    assert [one["name"] for one in kept] == [name]
    assert kept[0]["village_id"] is not None


def _composed(words: str) -> str:
    """Return the words once no letter of the composition is left."""
    return "" if any(sign.isascii() for sign in words) else words
