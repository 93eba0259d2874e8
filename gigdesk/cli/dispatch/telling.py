"""What commands about batches tell: people done or refused with the rule, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.actions import dispatch, office
from gigdesk.cli import streams
from gigdesk.domain.workers import findings, masking

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session
    from gigdesk.domain.workers import Finding

_REFUSED = 3


def sentence(finding: Finding) -> str:
    """Return a finding in the user's words."""
    return i18n.text(finding.code, **finding.params)


def people(found: Iterable[dispatch.Outcome]) -> list[dict[str, Any]]:
    """Return outcomes per person as an answer shows them."""
    return [
        {
            "id": one.worker_id,
            "number": one.number,
            "name": one.name,
            "done": one.done,
            "rules": list(one.rules),
            "reasons": [sentence(why) for why in one.against],
            "remarks": [sentence(why) for why in one.remarks],
        }
        for one in found
    ]


def told(
    session: Session,
    number: int,
    found: Sequence[dispatch.Outcome],
    unknown: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return what became of each person; the exit code is 3 when nobody was done."""
    done = settle(session, found)
    rows = [*people(found), *unknown]
    return {"number": number, "done": done, "refused": len(rows) - done, "people": rows}


def settle(session: Session, found: Sequence[dispatch.Outcome]) -> int:
    """Return for how many it was done; the exit code is 3 where it was for nobody of them."""
    done = sum(one.done for one in found)
    if found and not done:
        refuse(session, found)
    return done


def refuse(session: Session, found: Iterable[dispatch.Outcome]) -> None:
    """Answer with 3, and say on the error stream why; the answer itself names each person."""
    session.exit_code = _REFUSED
    if session.options.json:
        streams.say(i18n.text("cli.dispatch.refused", reasons=why(found)))


def why(found: Iterable[dispatch.Outcome]) -> str:
    """Return every reason once, in the order in which they come up."""
    return "; ".join(dict.fromkeys(sentence(why) for one in found for why in one.against))


def meant(desk: Desk, said: Sequence[str]) -> tuple[list[bytes], list[dict[str, Any]]]:
    """Return whom these numbers mean, and a refused row for each that means nobody.

    `place` counts what was said from 1. Raises errors.NotFound where not one of them is known.
    """
    ids, unknown, failure = list[bytes](), list[dict[str, Any]](), None
    for place, one in enumerate(said, 1):
        try:
            ids.append(office.history.find(desk, "worker", one))
        except errors.NotFound as error:
            failure = failure or error
            why = findings.error("dispatch.finding.unknown_person")
            nobody = dispatch.Outcome(b"", 0, "", done=False, against=(why,))
            row = people([nobody])[0] | {"id": None, "number": None}
            unknown.append(row | {"place": place, "said": masking.mask_words(one)})
    if failure is not None and not ids:
        raise failure
    return ids, unknown
