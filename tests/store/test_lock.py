from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.store.lock import Lock

if TYPE_CHECKING:
    from pathlib import Path


def hold_elsewhere(folder: Path) -> subprocess.Popen[str]:
    code = (
        "import sys, time; from pathlib import Path; from gigdesk.store.lock import Lock\n"
        "held = Lock(Path(sys.argv[1])); held.take(); print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_writer_is_refused_with_the_name_of_the_first(tmp_path: Path) -> None:
    other = hold_elsewhere(tmp_path)
    try:
        with pytest.raises(errors.Busy) as caught:
            Lock(tmp_path).take()
        assert caught.value.params["pid"] == other.pid
    finally:
        other.kill()
        other.communicate()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    other = hold_elsewhere(tmp_path)
    other.kill()
    other.communicate()
    mine = Lock(tmp_path)
    mine.take(wait_ms=2000)
    mine.release()


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    first = Lock(tmp_path)
    first.take()
    first.release()
    first.release()
    second = Lock(tmp_path)
    second.take()
    second.release()
