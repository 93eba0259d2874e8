"""Nothing reaches the error stream while the reader of values works, and everything afterwards."""

from __future__ import annotations

import os
import threading

import pytest

from gigdesk.documents.excel import silence


def test_the_stream_comes_back_when_the_last_of_several_readers_is_done(
    capfd: pytest.CaptureFixture[str],
) -> None:
    inside, go_on = threading.Barrier(3), threading.Event()

    def read(name: bytes, first: bool) -> None:  # noqa: FBT001 -- a thread's plain argument
        with silence.silence():
            inside.wait()
            if not first:
                go_on.wait()
            os.write(2, name)

    readers = [threading.Thread(target=read, args=(b"one", True))]
    readers.append(threading.Thread(target=read, args=(b"two", False)))
    for reader in readers:
        reader.start()
    inside.wait()
    readers[0].join()
    os.write(2, b"meanwhile")
    go_on.set()
    readers[1].join()
    os.write(2, b"afterwards")
    assert capfd.readouterr().err == "afterwards"


def test_the_stream_comes_back_after_a_failure(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="dead"), silence.silence():
        raise ValueError("dead")
    os.write(2, b"afterwards")
    assert capfd.readouterr().err == "afterwards"
