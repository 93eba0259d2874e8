"""What the user's role reaches: what it does not reach is neither offered nor done by a key.

The act stands at the deed itself (`needs`), and whatever offers deeds asks here (`allows`):
buttons, menus and rows. So a page says once what a deed needs, and no button can be forgotten.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T", bound="Callable[..., object]")
ACT = "needed_act"
"""The attribute of a deed that names the act it needs."""


class _Role:
    """The role of whoever sits at the window."""

    def __init__(self) -> None:
        self.may: Callable[[str], bool] | None = None
        self.refuse: Callable[[], object] = lambda: None


_ROLE = _Role()


def use(may: Callable[[str], bool] | None, refuse: Callable[[], object]) -> None:
    """Go by `may(act)` from now on; `refuse` tells whoever presses a key that leads nowhere."""
    _ROLE.may, _ROLE.refuse = may, refuse


def reaches(act: str) -> bool:
    """Say whether the role reaches an act."""
    return _ROLE.may is None or _ROLE.may(act)


def allows(do: Callable[..., object] | None) -> bool:
    """Say whether a deed may be offered."""
    act = getattr(do, ACT, "")
    return not act or reaches(act)


def needs(act: str) -> Callable[[T], T]:
    """Let a deed be done only by roles that reach `act`."""

    def mark(do: T) -> T:
        code: Any = getattr(do, "__code__", None)
        is_plain = code is not None and code.co_argcount <= 1
        # A signal hands over as much as its receiver takes; a deed without values takes none.
        if is_plain and code.co_argcount == 0:

            def guarded() -> object:
                return do() if reaches(act) else _ROLE.refuse()

        elif is_plain:

            def guarded(self: Any, **named: Any) -> object:  # type: ignore[misc]
                return do(self, **named) if reaches(act) else _ROLE.refuse()

        else:

            def guarded(*given: Any, **named: Any) -> object:  # type: ignore[misc]
                return do(*given, **named) if reaches(act) else _ROLE.refuse()

        functools.update_wrapper(guarded, do)
        setattr(guarded, ACT, act)
        return cast("T", guarded)

    return mark
