"""A screen of its own: Xvfb, a session bus and a window manager; pictures, keys and clicks."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Self

from Xlib import X
from Xlib.display import Display

from gigdesk import stamps

if TYPE_CHECKING:
    from types import TracebackType

# The window manager takes no key for itself, so that every key reaches the program.
WINDOW_MANAGER = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
  <keyboard></keyboard>
</openbox_config>
"""
ENGINE = "libpinyin"
INPUT_METHOD_MS = 20_000


class Screen:
    """A display, its session bus and its window manager; gone with the `with` block."""

    def __init__(self, width: int = 1366, height: int = 768) -> None:
        """Start everything a desktop program needs, on a free display."""
        self.size = (width, height)
        # Socket paths may be 108 bytes long at most: a short folder, not the test's own.
        self.folder = Path(tempfile.mkdtemp(prefix="walk-"))
        self._running: list[subprocess.Popen[str]] = []
        self.env = self._surroundings()
        self.env["DISPLAY"] = self._start_display()
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus()
        rules = self.folder / "rc.xml"
        rules.write_text(WINDOW_MANAGER, encoding="utf-8")
        self._start(["openbox", "--sm-disable", "--config-file", str(rules)])

    def __enter__(self) -> Self:
        """Return the screen itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put everything away."""
        self.close()

    def close(self) -> None:
        """End what was started, the last first, and remove the folder."""
        for process in reversed(self._running):
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
        self._running.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    def keys(self, *names: str) -> None:
        """Press keys or chords by their X names, such as `Return` or `ctrl+s`."""
        self._tool("key", "--delay", "20", *names)

    def type(self, words: str) -> None:
        """Type plain ASCII letters, as fast as a quick typist."""
        self._tool("type", "--delay", "15", "--", words)

    def click(self, x: int, y: int, *, button: int = 1) -> None:
        """Move the mouse and click."""
        self._tool("mousemove", "--sync", str(x), str(y), "click", str(button))

    def start_pinyin(self) -> None:
        """Switch a real pinyin input method on for the programs of this screen."""
        self._start(["ibus-daemon", "--xim", "--replace", "--panel=disable", "--config=default"])
        until = stamps.monotonic_ms() + INPUT_METHOD_MS
        while self._engine() != ENGINE:
            if stamps.monotonic_ms() > until:
                raise RuntimeError("the pinyin input method did not start")
            subprocess.run(
                [self._path_of("ibus"), "engine", ENGINE],
                env=self.env,
                check=False,
                capture_output=True,
            )

    def _engine(self) -> str:
        command = [self._path_of("ibus"), "engine"]
        asked = subprocess.run(command, env=self.env, check=False, capture_output=True, text=True)
        return asked.stdout.strip()

    def copy(self, words: str) -> None:
        """Put words on the clipboard."""
        subprocess.run(
            [self._path_of("xclip"), "-selection", "clipboard", "-in"],
            input=words.encode(),
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )

    def picture(self, path: Path) -> Path:
        """Write what the screen shows as a PNG file."""
        display = Display(self.env["DISPLAY"])
        try:
            root, (width, height) = display.screen().root, self.size
            data = root.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF).data
        finally:
            display.close()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png(width, height, data))
        return path

    def _tool(self, *words: str) -> None:
        subprocess.run([self._path_of("xdotool"), *words], env=self.env, check=True, timeout=60)

    def _path_of(self, program: str) -> str:
        return shutil.which(program, path=self.env["PATH"]) or program

    def _surroundings(self) -> dict[str, str]:
        kept = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
        env = {name: os.environ[name] for name in kept if name in os.environ}
        env.setdefault("LC_ALL", "C.UTF-8")
        for name, inner in {
            "HOME": "home",
            "XDG_CONFIG_HOME": "home/.config",
            "XDG_DATA_HOME": "home/.local/share",
            "XDG_CACHE_HOME": "home/.cache",
            "XDG_RUNTIME_DIR": "run",
        }.items():
            (self.folder / inner).mkdir(mode=0o700, parents=True, exist_ok=True)
            env[name] = str(self.folder / inner)
        return env

    def _start(
        self, command: list[str], *, told: int = subprocess.DEVNULL, keep: int = 0
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.DEVNULL,
            pass_fds=(keep,) if keep else (),
            text=True,
        )
        self._running.append(process)
        return process

    def _start_display(self) -> str:
        ours, theirs = os.pipe()
        width, height = self.size
        # No key repeats itself (-r): on a busy machine it is let go late, and was typed twice.
        shape = ["-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-r"]
        self._start(["Xvfb", "-displayfd", str(theirs), *shape], keep=theirs)
        os.close(theirs)
        with os.fdopen(ours) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        return f":{number}"

    def _start_bus(self) -> str:
        bus = self._start(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"], told=subprocess.PIPE
        )
        address = bus.stdout.readline().strip() if bus.stdout else ""
        if not address:
            raise RuntimeError("the session bus did not start")
        return address


def png(width: int, height: int, data: bytes) -> bytes:
    """Return pixels of four bytes (blue, green, red, unused) as a PNG file."""
    red_green_blue = bytearray(width * height * 3)
    red_green_blue[0::3] = data[2::4]
    red_green_blue[1::3] = data[1::4]
    red_green_blue[2::3] = data[0::4]
    step = width * 3
    rows = b"".join(
        b"\0" + red_green_blue[start : start + step]
        for start in range(0, len(red_green_blue), step)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
