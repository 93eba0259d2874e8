"""What a half-typed trade may mean."""

from __future__ import annotations

from gigdesk.domain.workers import trades


def test_initials_find_trades_of_the_registry_before_the_common_ones() -> None:
    found = trades.suggest("cc", ["采棉", "茶厂普工", "采茶"])
    assert found[:2] == ["茶厂普工", "采茶"]
    assert found[-1] == "cc"


def test_what_is_typed_in_chinese_stands_first_and_is_never_replaced_unasked() -> None:
    found = trades.suggest("焊", [])
    assert found[0] == "焊"
    assert "焊工" in found
    assert trades.suggest("焊工", [])[0] == "焊工"


def test_only_the_last_of_several_words_is_looked_for() -> None:
    assert "采茶、焊工" in trades.suggest("采茶、hg", [])
    assert trades.suggest("采茶、", ["装卸工"])[0] == "采茶、装卸工"


def test_nothing_typed_offers_what_the_registry_knows() -> None:
    assert trades.suggest("", ["采椒、采棉", "采椒"])[:2] == ["采椒", "采棉"]


def test_a_trade_is_known_from_the_registry_or_as_a_common_one() -> None:
    assert trades.is_listed("采茶、捏面人", ["捏面人"])
    assert not trades.is_listed("采茶、捏面人", [])
    assert not trades.is_listed("hyg", ["养鸭"])
    assert trades.is_listed("", [])
