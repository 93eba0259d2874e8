"""Walks through a program in a real window on a screen of its own, with key, mouse and pictures."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tests.walk import eyes, screen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

OUT = Path(__file__).resolve().parents[1] / "out" / "walk"
LOG_TAIL = 2000


class Walk(eyes.Eyes):
    """One run of a program: what it shows comes from `Eyes`, keys and clicks go to its screen."""

    def __init__(
        self,
        command: list[str],
        *,
        name: str,
        size: tuple[int, int] = (1366, 768),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        pinyin: bool = False,
    ) -> None:
        """Start the program; `name` is the folder of pictures and log under `tests/out/walk`.

        The program finds an empty home and `GIGDESK_CONFIG` in `screen.folder`; `env` is added.
        With `pinyin` a real input method is switched on, as on a clerk's computer.
        """
        self.out = OUT / name
        self.out.mkdir(parents=True, exist_ok=True)
        self.screen = screen.Screen(*size)
        if pinyin:
            self.screen.env.update(QT_IM_MODULE="ibus", XMODIFIERS="@im=ibus")
            self.screen.start_pinyin()
        surroundings = {
            **self.screen.env,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "GIGDESK_CONFIG": str(self.screen.folder / "config"),
            **(env or {}),
        }
        self._log = (self.out / "program.log").open("w+", encoding="utf-8")
        self._helper = eyes.Reader(self.screen.env, self._log)
        self.program = subprocess.Popen(
            command,
            env=surroundings,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )
        super().__init__(self._helper, self.program.pid, self._end_of_program)

    def __enter__(self) -> Self:
        """Return the walk itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take a last picture where something went wrong, and put everything away."""
        if error is not None:
            self.picture("failed")
        self.close()

    def close(self) -> None:
        """End the program if it still runs, then the reader and the screen."""
        if self.program.poll() is None:
            self.program.kill()
        self.program.wait()
        self._helper.close()
        self._log.close()
        self.screen.close()

    def ended(self, *, patience_ms: int = eyes.PATIENCE_MS) -> int:
        """Wait until the program ends by itself and return its exit code."""
        return self.program.wait(timeout=patience_ms / 1000)

    def keys(self, *names: str) -> None:
        """Press keys or chords, such as `Return`, `ctrl+s`, `shift+Tab`."""
        self.screen.keys(*names)

    def type(self, words: str) -> None:
        """Type where the focus is: ASCII by keys, anything else by pasting it."""
        if words.isascii():
            self.screen.type(words)
        else:
            self.screen.copy(words)
            self.screen.keys("ctrl+v")

    def click(self, target: eyes.Node | str, role: str = "", *, button: int = 1) -> None:
        """Click the middle of something with the mouse, once it stands still."""
        node = self.find(target, role) if isinstance(target, str) else target
        self.screen.click(*self.steady(node).centre, button=button)

    def picture(self, name: str) -> Path:
        """Write what the screen shows to `tests/out/walk/<walk>/<name>.png`."""
        return self.screen.picture(self.out / f"{name}.png")

    def log(self) -> str:
        """Return the end of what the program printed."""
        return (self.out / "program.log").read_text(encoding="utf-8")[-LOG_TAIL:]

    def _end_of_program(self) -> str:
        code = self.program.poll()
        return "" if code is None else f"the program ended with {code}:\n{self.log()}\nwaiting"
