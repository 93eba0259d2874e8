from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.store import vault

if TYPE_CHECKING:
    from pathlib import Path

CHEAP = vault.Cost(64, 1, 1)


def new_vault(folder: Path) -> tuple[vault.Vault, bytes, str]:
    made = vault.Vault(folder / vault.FILE_NAME, cost=CHEAP)
    key, code = made.create("Li", "rice-and-tea")
    return made, key, code


def test_password_and_recovery_code_open_the_same_key(tmp_path: Path) -> None:
    made, key, code = new_vault(tmp_path)
    assert made.unlock("li", "rice-and-tea") == key
    assert made.unlock_by_code(code) == key
    assert made.unlock_by_code(code.lower().replace("-", " ").replace("0", "o")) == key


def test_a_wrong_password_and_an_unknown_login_fail_alike(tmp_path: Path) -> None:
    made, _, _ = new_vault(tmp_path)
    for login, password in (("li", "rice-and-teA"), ("wang", "rice-and-tea"), ("*recovery", "x")):
        with pytest.raises(errors.WrongPassword) as caught:
            made.unlock(login, password)
        assert caught.value.code == "errors.wrong_password"


def test_a_new_password_keeps_the_key_and_ends_the_old_one(tmp_path: Path) -> None:
    made, key, code = new_vault(tmp_path)
    made.set_password(key, "li", "another-one")
    assert made.unlock("li", "another-one") == key
    assert made.unlock_by_code(code) == key
    with pytest.raises(errors.WrongPassword):
        made.unlock("li", "rice-and-tea")


def test_a_new_recovery_sheet_ends_the_old_one(tmp_path: Path) -> None:
    made, key, code = new_vault(tmp_path)
    fresh = made.new_sheet(key)
    assert made.unlock_by_code(fresh) == key
    with pytest.raises(errors.WrongPassword) as caught:
        made.unlock_by_code(code)
    assert caught.value.code == "errors.wrong_code"


def test_a_person_who_left_has_no_key(tmp_path: Path) -> None:
    made, key, _ = new_vault(tmp_path)
    made.set_password(key, "wang", "wang-password")
    made.remove("Wang")
    assert made.logins() == ["li"]
    with pytest.raises(errors.WrongPassword):
        made.unlock("wang", "wang-password")


def test_the_key_does_not_stand_in_the_vault(tmp_path: Path) -> None:
    made, key, _ = new_vault(tmp_path)
    assert key not in made.path.read_bytes()
    assert key.hex() not in made.path.read_text()


def test_a_short_password_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    made = vault.Vault(tmp_path / vault.FILE_NAME, cost=CHEAP)
    with pytest.raises(errors.Invalid):
        made.create("li", "short")
    assert not made.path.exists()


ENTRY = '{"memory_kib": 8, "passes": 1, "lanes": 1, "salt": "AAAA", "wrapped": "#"}'


@pytest.mark.parametrize(
    "content",
    ["", "{", "{}", "[]", "1", '{"entries": []}', '{"entries": null}', '{"entries": {}}',
     '{"entries": {"li": {}}}', '{"entries": {"li": 3}}', f'{{"entries": {{"li": {ENTRY}}}}}'],
)  # fmt: skip
def test_a_broken_vault_is_named(tmp_path: Path, content: str) -> None:
    made, _, _ = new_vault(tmp_path)
    made.path.write_text(content, encoding="utf-8")
    with pytest.raises(errors.Damaged):
        made.logins()
    with pytest.raises(errors.Damaged):
        made.unlock("li", "any-password")


@given(st.binary(min_size=0, max_size=3))
def test_codes_survive_reading_out_and_typing(noise: bytes) -> None:
    code = vault.new_recovery_code()
    typed = code.replace("-", noise.hex()[:0] + " ").lower()
    assert vault.compact_code(typed) == code.replace("-", "")


@pytest.mark.parametrize("login", ["ＡＤＭＩＮ", "Élan", "ЕЛЕНА", "İx", " Bob ", "Groß"])
def test_a_login_opens_in_every_spelling(tmp_path: Path, login: str) -> None:
    made = vault.Vault(tmp_path / vault.FILE_NAME, cost=CHEAP)
    key, _ = made.create(login, "rice-and-tea")
    for typed in (login, login.lower(), login.upper(), f" {login}"):
        assert made.unlock(typed, "rice-and-tea") == key
    made.set_password(key, login.upper(), "another-one")
    assert len(made.logins()) == 1
    assert made.unlock(login, "another-one") == key


@pytest.mark.parametrize("login", ["ＡＤＭＩＮ", "Élan", " Bob ", "Groß"])
def test_keys_that_were_named_in_small_letters_alone_keep_opening(
    tmp_path: Path, login: str
) -> None:
    made, key, _ = new_vault(tmp_path)
    held = json.loads(made.path.read_text(encoding="utf-8"))
    held["entries"][login.lower()] = held["entries"].pop("li")
    made.path.write_text(json.dumps(held), encoding="utf-8")
    assert made.unlock(login, "rice-and-tea") == key
    made.set_password(key, login, "another-one")
    assert made.unlock(login, "another-one") == key
    with pytest.raises(errors.WrongPassword):
        made.unlock(login, "rice-and-tea")
    made.remove(login)
    with pytest.raises(errors.WrongPassword):
        made.unlock(login, "another-one")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_kib", 4),
        ("memory_kib", 10**12),
        ("memory_kib", 4 * 10**9),
        ("memory_kib", 65536.5),
        ("memory_kib", "65536"),
        ("memory_kib", True),
        ("passes", 10**12),
        ("passes", 0),
        ("passes", None),
        ("lanes", 10**7),
        ("lanes", -1),
        ("lanes", []),
        ("salt", "AAAA"),
        ("salt", ""),
        ("salt", 7),
        ("wrapped", "AAAA"),
        ("wrapped", "?"),
        ("wrapped", None),
    ],
)
def test_damaged_numbers_are_damage_and_neither_a_bug_nor_a_wrong_password(
    tmp_path: Path, name: str, value: object
) -> None:
    made, _, _ = new_vault(tmp_path)
    held = json.loads(made.path.read_text(encoding="utf-8"))
    held["entries"]["li"][name] = value
    made.path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(errors.Damaged) as caught:
        made.unlock("li", "rice-and-tea")
    assert caught.value.code == "errors.vault_damaged"


@pytest.mark.parametrize(
    ("version", "failure"),
    [(2, errors.TooNew), ("1", errors.Damaged), (0, errors.Damaged), (None, errors.Damaged)],
)
def test_keys_of_a_newer_program_are_named_as_such(
    tmp_path: Path, version: object, failure: type[errors.GigDeskError]
) -> None:
    made, _, _ = new_vault(tmp_path)
    held = json.loads(made.path.read_text(encoding="utf-8")) | {"format": version}
    made.path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(failure):
        made.unlock("li", "rice-and-tea")


def test_the_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    made, key, _ = new_vault(tmp_path)
    made.set_password(key, "wang", "wang-password")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
