"""What the choices of an order's form are found by."""

from __future__ import annotations

from gigdesk.domain.workers import pinyin
from gigdesk.gui.fields import Field
from gigdesk.gui.orders import order_fields


def test_the_kind_of_work_is_found_by_the_initials_of_its_words() -> None:
    field = next(
        one
        for one in order_fields.declared()
        if isinstance(one, Field) and one.key == "employment_form"
    )
    for option in field.options:
        assert pinyin.initials(option.words)[0] in option.keys
