"""The set-up script: what it asks of a machine, and the lock it makes for the newest Qt."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).resolve().parents[1] / "installer" / "source.py"


@pytest.fixture
def source() -> ModuleType:
    spec = importlib.util.spec_from_file_location("source", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_newest_qt_replaces_the_older_for_every_machine(source: ModuleType) -> None:
    lock = source.LOCK.read_text(encoding="utf-8")
    changed = source.with_newest_qt(lock)
    assert changed.count("pyside6-essentials==") == 1
    assert changed.count("shiboken6==") == 1
    (line,) = [line for line in changed.splitlines() if line.startswith("pyside6-essentials==")]
    assert ";" not in line
    others = [line for line in lock.splitlines() if line.startswith(("openpyxl", "click"))]
    assert all(line in changed.splitlines() for line in others)


def test_what_to_run_by_hand_is_one_line(source: ModuleType) -> None:
    words = source.by_hand(["libgl1", "xvfb"])
    assert "\n" not in words
    assert "apt-get install -y libgl1 xvfb" in words


def test_a_python_without_a_fitting_version_is_told_so_in_words(
    source: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "OLDEST", (3, 90))
    monkeypatch.setattr(source, "TOO_NEW", (3, 90))
    with pytest.raises(source.CannotGoOn, match=r"needs Python 3\.11"):
        source.go_on_with_a_fitting_python()


def test_a_machine_that_says_nothing_of_letters_gets_utf_8(
    source: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert source.surroundings()["LC_ALL"] == "C.UTF-8"
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "LC_ALL" not in source.surroundings()


@pytest.fixture
def stand_in(source: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an environment whose `gigdesk` only notes how it was called, and return the note."""
    monkeypatch.setattr(source, "ROOT", tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    program = tmp_path / ".venv" / "bin" / "gigdesk"
    program.parent.mkdir(parents=True)
    program.write_text(
        '#!/bin/sh\necho "$@" >> called.txt\n[ "$1" != "$FAIL" ]\n', encoding="utf-8"
    )
    program.chmod(0o755)
    return tmp_path / "called.txt"


def test_the_demonstration_opens_the_window_only_where_there_is_a_display(
    source: ModuleType,
    stand_in: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert source.demo(source.ROOT / ".venv") == 0
    assert stand_in.read_text(encoding="utf-8").splitlines() == ["demo"]
    assert ".venv/bin/gigdesk --desk gigdesk-demo/desk --user demo" in capfd.readouterr().out
    monkeypatch.setenv("DISPLAY", ":9")
    assert source.demo(source.ROOT / ".venv") == 0
    assert stand_in.read_text(encoding="utf-8").splitlines() == [
        "demo",
        "demo",
        "--desk gigdesk-demo/desk --user demo",
    ]


def test_a_demonstration_that_fails_opens_no_window(
    source: ModuleType, stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setenv("FAIL", "demo")
    assert source.demo(source.ROOT / ".venv") == 1
    assert stand_in.read_text(encoding="utf-8").splitlines() == ["demo"]
