from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.office import logins


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＤＭＩＮ", "admin"),
        ("Élan", "ÉLAN"),
        ("E\N{COMBINING ACUTE ACCENT}lan", "élan"),
        ("ЕЛЕНА", "елена"),
        (" Bob ", "bob"),
        ("　李 ", "李"),
        ("Groß", "GROSS"),
        ("İx", "İX"),
    ],
)
def test_one_login_in_two_spellings_is_one(one: str, other: str) -> None:
    assert logins.folded(one) == logins.folded(other)


@given(st.text(max_size=12))
def test_folding_again_changes_nothing(login: str) -> None:
    assert logins.folded(logins.folded(login)) == logins.folded(login)
    assert logins.folded(login.lower()) == logins.folded(login)


@pytest.mark.parametrize("login", ["", "  ", "　", "*recovery", " *x", "＊recovery"])
def test_nobody_is_called_nothing_or_like_the_recovery_sheet(login: str) -> None:
    assert not logins.is_login(login)
