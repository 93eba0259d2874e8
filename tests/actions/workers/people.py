"""ID numbers of synthetic people: people of 1980, 1975 and 2001."""

from __future__ import annotations

from gigdesk.domain.workers import identity

NUMBERS = tuple(
    body + identity.check_character(body)
    for body in ("43060219800101123", "43060219750515234", "43060220010909345")
)
