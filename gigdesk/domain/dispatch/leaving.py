"""Why people go before the end: the codes by which an employer's early leavers are counted."""

from __future__ import annotations

OTHER = "other"
CODES = (
    "unlike_promise",
    "low_pay",
    "lodging",
    "too_hard",
    "ill",
    "family",
    "other_work",
    "sent_away",
    OTHER,
)


def why_not(code: str, reason: str) -> str | None:
    """Return the refusal of a reason for leaving: neither a code nor words, or a wrong code.

    A code says enough by itself, but for `OTHER`; words alone count as `OTHER`.
    """
    if code and code not in CODES:
        return "dispatch.error.leave_code"
    if not reason.strip() and code in ("", OTHER):
        return "dispatch.error.reason_needed"
    return None
