from __future__ import annotations

import datetime

from gigdesk.domain.orders import employers

DAY = datetime.date(2026, 10, 1)


def test_an_employer_needs_a_name_and_a_flag_its_reason() -> None:
    found = {
        one.code.rsplit(".", 1)[-1] for one in employers.check({"name": " ", "flag": "banned"})
    }
    assert found == {"name_missing", "no_licence_number", "flag_without_reason"}
    assert employers.check({"name": "青禾", "owner_doc_no": "430602198503020014"}) == ()


def test_only_a_ban_that_still_runs_bans() -> None:
    def employer(flag: str, until: datetime.date | None) -> employers.Employer:
        return employers.Employer(employers.EmployerId(b""), 1, "青禾", flag=flag, flag_until=until)

    assert employer("banned", DAY).is_banned(DAY)
    assert not employer("banned", DAY - datetime.timedelta(days=1)).is_banned(DAY)
    assert not employer("watched", None).is_banned(DAY)
