from __future__ import annotations

import json
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.store import vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHEAP = vault.Cost(64, 1, 1)
MAKES = """
import pathlib, sys
from gigdesk.store import vault
vault.Vault(pathlib.Path(sys.argv[1])).create("li", "rice-and-tea")
"""


def new_vault(folder: Path) -> tuple[vault.Vault, bytes, str]:
    made = vault.Vault(folder / vault.FILE_NAME, cost=CHEAP)
    key, code = made.create("Li", "rice-and-tea")
    return made, key, code


def test_a_guess_costs_what_rfc_9106_recommends_where_memory_is_short(tmp_path: Path) -> None:
    made = tmp_path / vault.FILE_NAME
    subprocess.run([sys.executable, "-c", MAKES, str(made)], check=True)
    written = json.loads(made.read_text(encoding="utf-8"))
    entries = [one for one in _dictionaries(written) if "memory_kib" in one]
    assert len(entries) == 2
    assert {(one["memory_kib"], one["passes"]) for one in entries} == {(64 * 1024, 3)}


def _dictionaries(held: object) -> Iterator[dict[str, Any]]:
    if isinstance(held, dict):
        yield held
        for one in held.values():
            yield from _dictionaries(one)


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


@pytest.mark.parametrize("mine", ["wang", "*recovery"])
def test_nobody_comes_in_as_somebody_else_by_an_entry_of_his_own(tmp_path: Path, mine: str) -> None:
    made, key, code = new_vault(tmp_path)
    made.set_password(key, "wang", "wang-password")
    held = json.loads(made.path.read_text(encoding="utf-8"))
    taken = held["entries"][mine]
    for entry in (taken, {**taken, "sum": vault.sum_of("li", taken)}):
        held["entries"]["li"] = entry
        made.path.write_text(json.dumps(held), encoding="utf-8")
        secret = "wang-password" if mine == "wang" else vault.compact_code(code)
        with pytest.raises((errors.WrongPassword, errors.Damaged)):
            made.unlock("li", secret)
    assert made.unlock("wang", "wang-password") == key
    assert made.unlock_by_code(code) == key


def test_the_recovery_sheet_is_nobody_in_capital_letters_either(tmp_path: Path) -> None:
    made, key, code = new_vault(tmp_path)
    told = made.path.read_text(encoding="utf-8").replace("*recovery", "*Recovery")
    made.path.write_text(told, encoding="utf-8")
    assert made.logins() == ["li"]
    assert made.unlock_by_code(code) == key


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
    ["", "{", "[" * 100_000, "{}", "[]", "1", '{"entries": []}', '{"entries": null}',
     '{"entries": {}}',
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
    made = vault.Vault(tmp_path / vault.FILE_NAME, cost=CHEAP)
    key, _ = made.create(login, "rice-and-tea")
    held = json.loads(made.path.read_text(encoding="utf-8"))
    held["entries"][login.lower()] = held["entries"].pop(made.logins()[0])
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
    made, key, code = new_vault(tmp_path)
    held = json.loads(made.path.read_text(encoding="utf-8"))
    held["entries"]["li"][name] = value
    made.path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(errors.Damaged) as caught:
        made.unlock("li", "rice-and-tea")
    assert caught.value.code == "errors.key_damaged"
    assert made.unlock_by_code(code) == key
    made.set_password(key, "li", "another-one")
    assert made.unlock("li", "another-one") == key
    assert made.damages() == []


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


def altered(made: vault.Vault, name: str, field: str) -> None:
    """Change one letter of an entry, as a disk does that goes bad."""
    held = json.loads(made.path.read_text(encoding="utf-8"))
    was = str(held["entries"][name][field])
    now = ("B" if was[5] == "A" else "A") if len(was) > 8 else "9"
    changed = was[:5] + now + was[6:] if len(was) > 8 else was + now
    is_number = isinstance(held["entries"][name][field], int)
    held["entries"][name][field] = int(changed) if is_number else changed
    made.path.write_text(json.dumps(held), encoding="utf-8")


@pytest.mark.parametrize("field", ["salt", "wrapped", "memory_kib"])
def test_one_changed_letter_of_an_entry_is_damage_and_no_wrong_password(
    tmp_path: Path, field: str
) -> None:
    made, key, code = new_vault(tmp_path)
    altered(made, "li", field)
    assert [one.code for one in made.damages()] == ["errors.key_damaged"]
    with pytest.raises(errors.Damaged) as caught:
        made.unlock("li", "rice-and-tea")
    assert caught.value.params == {"login": "li"}
    with pytest.raises(errors.WrongPassword):
        made.unlock("wang", "rice-and-tea")
    altered(made, "*recovery", field)
    with pytest.raises(errors.Damaged) as caught:
        made.unlock_by_code(code)
    assert caught.value.code == "errors.sheet_damaged"
    made.set_password(key, "li", "rice-and-tea")
    fresh = made.new_sheet(key)
    assert made.damages() == []
    assert made.unlock_by_code(fresh) == key


def test_an_entry_whose_sum_alone_is_damaged_still_opens_and_is_told(tmp_path: Path) -> None:
    made, key, _ = new_vault(tmp_path)
    altered(made, "li", "sum")
    assert made.unlock("li", "rice-and-tea") == key
    assert [one.code for one in made.damages()] == ["errors.key_damaged"]


def test_an_entry_whose_name_is_damaged_opens_for_whom_it_was_made_and_is_replaced(
    tmp_path: Path,
) -> None:
    made, key, _ = new_vault(tmp_path)
    held = json.loads(made.path.read_text(encoding="utf-8"))
    held["entries"]["lj"] = held["entries"].pop("li")
    made.path.write_text(json.dumps(held), encoding="utf-8")
    assert made.unlock("li", "rice-and-tea") == key
    assert [one.params for one in made.damages()] == [{"login": "lj"}]
    made.set_password(key, "li", "another-one")
    assert (made.logins(), made.damages()) == (["li"], [])


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=0, max_value=7))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_flipped_bit_passes_unseen(tmp_path: Path, at: int, bit: int) -> None:
    made, key, code = new_vault(tmp_path)
    held = bytearray(made.path.read_bytes())
    held[at % len(held)] ^= 1 << bit
    made.path.write_bytes(held)
    try:
        told = made.damages()
    except errors.EnvironmentFailure:
        return
    if not told:
        assert made.logins() == ["li"]
        assert made.unlock("li", "rice-and-tea") == made.unlock_by_code(code) == key
