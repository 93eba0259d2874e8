"""The numbers people read out: a letter for the kind of record and a count, such as `W12`."""

from __future__ import annotations

from gigdesk import errors

LETTERS = {
    "worker": "W",
    "household": "H",
    "employer": "E",
    "job_order": "O",
    "batch": "B",
    "loan": "L",
    "reserve_pool": "R",
    "contract": "C",
    "training_class": "T",
    "intake": "I",
    "act": "A",
    "employer_record": "R",
    "pay_band": "P",
}


_DESK_DIGITS = 4
_MOST_DIGITS = 15  # more is a card or a document number, and from 19 on beyond the file's integers


def read(text: str) -> int | None:
    """Return the count that plain digits say, or None for anything else or far too many of them.

    Signs such as ² and ③ are digits to Unicode and yet no number anybody reads out.
    """
    plain = text.strip()
    fits = plain.isascii() and plain.isdigit() and len(plain) <= _MOST_DIGITS
    return int(plain) if fits else None


def spoken(table: str, number: int) -> str:
    """Return a number as it is read out."""
    return f"{LETTERS[table]}{number}"


def of_desk(desk_id: bytes) -> str:
    """Return what a desk is called beside others of its station: the end of its id, `7F3A`.

    An id ends in random bits, so that two PCs of one station differ.
    """
    return desk_id.hex()[-_DESK_DIGITS:].upper()


def heard(said: str, table: str) -> int | bytes:
    """Return the count in a number of a table that somebody typed, or the id if it is a whole one.

    Raises errors.Invalid where it is neither, and for the letter of another kind of record.
    """
    text = said.strip()
    if len(text) == 32:  # noqa: PLR2004 -- an id as hexadecimal
        try:
            return bytes.fromhex(text)
        except ValueError:
            raise errors.Invalid("office.error.bad_number", "number", said=said) from None
    number = read(bare(text, table))
    if number is None:
        raise errors.Invalid("office.error.bad_number", "number", said=said)
    return number


def bare(said: str, table: str) -> str:
    """Return what was typed without the letter of its kind: `O3` is 3 for an order."""
    text = said.strip()
    digits = text[1:]
    return digits if text[:1].upper() == LETTERS[table] and read(digits) is not None else text
