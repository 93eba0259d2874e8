"""What every test stands on: settings of its own, the desk's time zone, the first language."""

from __future__ import annotations

import gc
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from gigdesk import i18n
from gigdesk.store import vault
from tests.making import CHEAP

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

# A plain `pytest` needs no display; the walk sets its own.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Figures about examples are of interest, how long one takes on a busy machine is not.
settings.register_profile("gigdesk", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("gigdesk")


HERE = Path(__file__).parent
LONGEST = ("walk", "demo", "gui/window/test_steady.py", "gui/workers/test_intake.py")
"""Begun first, so that no worker is left alone with them at the end."""


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect without a search for garbage, and leave what was collected out of all later ones.

    Ten thousand tests and their modules stay to the end anyhow.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest at the front; all else keeps its order."""
    items.sort(key=lambda item: not any(item.path.is_relative_to(HERE / one) for one in LONGEST))


@pytest.fixture(scope="session", autouse=True)
def own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep all tests off this computer's own settings and clock zone; no password costs much.

    What a password really costs is asked of a process of its own (tests/store/test_vault.py).
    Begun behind a shell, which lets Ctrl+C pass it by, this hears it again, and so does every
    program that it starts.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIGDESK_CONFIG", str(tmp_path_factory.mktemp("config")))
        # China has one zone and no summer time; this form of it needs no zone files.
        patch.setenv("TZ", "CST-8")
        patch.setattr(vault, "STANDARD", CHEAP)
        if hasattr(time, "tzset"):
            time.tzset()
        yield


@pytest.fixture(autouse=True)
def first_language() -> None:
    """Begin every test in Chinese, whatever the one before chose."""
    i18n.use("zh")


@pytest.fixture
def config_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give one test a settings folder that no other test has seen; it does not exist yet."""
    folder = tmp_path / "config"
    monkeypatch.setenv("GIGDESK_CONFIG", str(folder))
    return folder
