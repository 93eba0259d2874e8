"""Every failure that has a name, as one tree.

    GigDeskError
    ├── EnvironmentFailure        the machine or a file is to blame; told to the user
    │   ├── Busy                  another program or window holds the desk
    │   ├── Damaged               the file or its history does not prove itself
    │   ├── DiskFull              nothing was written
    │   ├── TooNew                the file was made by a newer program
    │   └── UnreadableFile        a file somebody handed us cannot be taken in
    ├── Refused                   a rule said no: a code and its parameters, never a sentence
    │   ├── WrongPassword
    │   ├── NotAllowed            the user's role does not reach this far
    │   ├── NotFound
    │   └── Invalid               a value cannot stand in its field
    └── Bug                       our fault: to the crash log

A code is the tail of a key in `resources/i18n/<language>/errors.json`; the faces put it into words.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Code:
    """The whole key of words with what fills their gaps, as a parameter of another sentence."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


class GigDeskError(Exception):
    """A failure with a code that the faces can put into words.

    `code` is the key `errors.<code>` of the words, `params` fills the gaps in the sentence.
    """

    def __init__(self, code: str, **params: object) -> None:
        """Keep the code and the parameters of the sentence."""
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        """Give the code with its parameters, for logs only."""
        filled = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({filled})"


class EnvironmentFailure(GigDeskError):
    """The machine, the disk or a file is to blame, and the user can do something about it."""


class Busy(EnvironmentFailure):
    """Another program or window holds what is needed."""


class Damaged(EnvironmentFailure):
    """A file, or the history inside it, does not prove itself."""


class DiskFull(EnvironmentFailure):
    """The disk has no room; what was being written has been taken back."""


class TooNew(EnvironmentFailure):
    """The file was made by a newer version of the program."""


class UnreadableFile(EnvironmentFailure):
    """A file that was handed to the program cannot be taken in."""


class Refused(GigDeskError):
    """A rule said no; nothing was changed."""


class WrongPassword(Refused):
    """The password or recovery code does not open the desk."""


class NotAllowed(Refused):
    """The role of the user does not reach this far."""


class NotFound(Refused):
    """There is no such record in this desk."""


class Invalid(Refused):
    """A value cannot stand in its field; `field` names it where one is known."""

    def __init__(self, code: str, field: str | None = None, **params: object) -> None:
        """Keep the code, the name of the field and the parameters of the sentence."""
        super().__init__(code, **params)
        self.field = field


class Bug(GigDeskError):
    """The program itself is wrong; the user is asked to send the crash log."""


_BY_ERRNO = {
    errno.ENOENT: "errors.no_such_file",
    errno.EACCES: "errors.no_permission",
    errno.EPERM: "errors.no_permission",
    errno.EROFS: "errors.read_only_place",
    errno.EISDIR: "errors.is_folder",
    errno.ENOTDIR: "errors.not_folder",
    errno.EEXIST: "errors.not_folder",
    errno.ENAMETOOLONG: "errors.bad_name",
    errno.EINVAL: "errors.bad_name",
    errno.EIO: "errors.disk_io",
}


def of_system(failure: OSError) -> EnvironmentFailure:
    """Return the named failure for what the operating system reported, with the file it is about.

    The original is no part of the sentence: its words are English and its number says nothing.
    """
    if failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull("errors.disk_full")
    file = failure.filename2 or failure.filename
    code = _BY_ERRNO.get(failure.errno or 0, "errors.file_system")
    return EnvironmentFailure(code, file="-" if file is None else str(file))
