"""Sees a window through its accessible names and presses what it sees, as a screen reader does."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from gigdesk import stamps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

READER = Path(__file__).with_name("reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE_MS = 15_000
PAUSE_MS = 50
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Node:
    """Something in the window: what it is called, what it says, where it stands on the screen."""

    id: int
    role: str
    name: str
    text: str
    states: tuple[str, ...]
    box: tuple[int, int, int, int]

    @property
    def centre(self) -> tuple[int, int]:
        """Give the point in the middle, in pixels of the screen."""
        x, y, width, height = self.box
        return x + width // 2, y + height // 2


@dataclass(frozen=True, slots=True)
class Table:
    """How large a table is, and the words of the rows that were asked for."""

    rows: int
    columns: int
    cells: list[list[str]]


class Reader:
    """The helper under the system's Python that speaks AT-SPI; one JSON line each way."""

    def __init__(self, env: Mapping[str, str], log: TextIO) -> None:
        """Start the helper on a screen's session bus."""
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, str(READER)],
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )

    def ask(self, **request: object) -> dict[str, Any]:
        """Return the answer to a request; `ok` in it says whether it could be done."""
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        if pipe_in is None or pipe_out is None:
            raise RuntimeError("the reader has no pipes")
        pipe_in.write(json.dumps(request) + "\n")
        pipe_in.flush()
        line = pipe_out.readline()
        if not line:
            raise RuntimeError("the reader of the window died; see program.log")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """Hang up."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.terminate()
        self._process.wait()


class Eyes:
    """Finds, reads and presses what a program shows.

    Names are matched whole; `*` in a name stands for any words. Roles are those of AT-SPI: `push
    button`, `text`, `label`, `table`, `table cell`, `check box`, `combo box`, `list item`,
    `page tab`, `menu item`, `dialog`, `frame`. Whatever is asked for is waited for; when it does
    not come, AssertionError shows the whole tree.
    """

    def __init__(self, reader: Reader, pid: int, alive: Callable[[], str]) -> None:
        """Look at the program `pid`; `alive` says why it is not, empty while it is."""
        self._reader = reader
        self._pid = pid
        self._alive = alive

    def find(self, name: str, role: str = "", *, within: Node | None = None) -> Node:
        """Return the first visible thing of this name (and role), waiting for it."""
        return self.all(name, role, within=within)[0]

    def all(
        self, name: str, role: str = "", *, within: Node | None = None, state: str = ""
    ) -> list[Node]:
        """Return all visible things of this name, waiting until there is one."""
        what = f"{role or 'anything'} {name!r} {state}"
        return self.wait(lambda: self.now(name, role, within=within, state=state), what)

    def now(
        self, name: str, role: str = "", *, within: Node | None = None, state: str = ""
    ) -> list[Node]:
        """Return the visible things of this name without waiting; often none."""
        inner = within.id if within else None
        return _nodes(
            self._reader.ask(
                do="find", pid=self._pid, name=name, role=role, within=inner, state=state, most=200
            )
        )

    def gone(self, name: str, role: str = "") -> None:
        """Wait until nothing of this name can be seen."""
        what = f"the end of {role or 'anything'} {name!r}"
        self.wait(lambda: not self.now(name, role), what)

    def text(self, name: str, role: str = "") -> str:
        """Return the words inside something: a field's content, a label's text."""
        return self.find(name, role).text

    def focused(self) -> Node:
        """Return what has the focus of the keyboard, the innermost if several say so."""
        return self.all("*", state="focused")[-1]

    def table(self, name: str, *, first: int = 0, count: int = 50) -> Table:
        """Return the size of a table and the words of some of its rows."""
        node = self.find(name)
        answer = self._must(do="table", id=node.id, first=first, count=count)
        return Table(answer["rows"], answer["columns"], answer["cells"])

    def cell(self, name: str, row: int, column: int) -> Node:
        """Return one cell of a table, so that it can be clicked."""
        node = self.find(name)
        return _nodes(self._must(do="cell", id=node.id, row=row, column=column))[0]

    def tree(self) -> str:
        """Return everything that can be seen, as indented lines."""
        return "\n".join(self._reader.ask(do="tree", pid=self._pid).get("lines", ()))

    def press(self, name: str, role: str = "") -> None:
        """Press something without mouse or key."""
        self._must(do="press", id=self.find(name, role).id)

    def steady(self, node: Node) -> Node:
        """Return a node once it stands still: a window is moved about while it opens."""
        while True:
            stamps.sleep_ms(PAUSE_MS)
            again = _nodes(self._must(do="look", id=node.id))[0]
            if again.box == node.box:
                return again
            node = again

    def set_text(self, name: str, words: str) -> None:
        """Put words into a field, any characters, and wait until they stand there."""
        self._must(do="set_text", id=self.find(name, "text").id, text=words)
        self.wait(lambda: self.find(name, "text").text == words, f"{words!r} in {name!r}")

    def focus(self, name: str, role: str = "") -> None:
        """Put the focus on something."""
        self._must(do="focus", id=self.find(name, role).id)

    def wait(
        self, question: Callable[[], Found], what: str, *, patience_ms: int = PATIENCE_MS
    ) -> Found:
        """Ask until the answer is true and return it.

        Raises AssertionError with `what` was waited for and the tree, when patience ends or the
        program does.
        """
        until = stamps.monotonic_ms() + patience_ms
        while True:
            answer = question()
            if answer:
                return answer
            dead = self._alive()
            if dead or stamps.monotonic_ms() > until:
                shown = self.tree() or "(nothing is shown)"
                message = f"{dead or 'waited'} for {what}; the window shows:\n{shown}"
                raise AssertionError(message)
            stamps.sleep_ms(PAUSE_MS)

    def _must(self, **request: object) -> dict[str, Any]:
        answer = self._reader.ask(**request)
        if not answer["ok"]:
            message = f"{request}: {answer['why']}"
            raise AssertionError(message)
        return answer


def _nodes(answer: Mapping[str, Any]) -> list[Node]:
    return [
        Node(
            each["id"],
            each["role"],
            each["name"],
            each["text"],
            tuple(each["states"]),
            tuple(each["box"]),
        )
        for each in answer.get("nodes", ())
    ]
