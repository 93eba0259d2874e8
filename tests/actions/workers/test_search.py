"""Lists, filters, saved filters and the counts of the home page."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.actions import office, workers
from gigdesk.domain.workers import dates
from gigdesk.store import workers as rows
from tests.actions.workers.conftest import with_check
from tests.workforce import add_person

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

WANG = with_check("43060219800101123")
LI = with_check("43060219760229234")


def test_the_list_is_masked_and_knows_age_and_village(
    desk: Desk, register: Register, villages: dict[str, bytes]
) -> None:
    register("王小明", WANG, village_id=villages["大元村"], phone="13812345678")
    (row,) = workers.search.search(desk, "王")
    assert (row["name"], row["age"], row["village"], row["town"]) == (
        "王小明",
        46,
        "大元村",
        "青山镇",
    )
    assert row["doc_no"].startswith("430***")
    assert row["phone"] == "138****5678"
    assert workers.search.count(desk, "小明") == 1


def test_a_renamed_village_needs_no_new_index(
    desk: Desk, register: Register, villages: dict[str, bytes]
) -> None:
    made = register("王小明", WANG, village_id=villages["大元村"])
    office.places.change(desk, division_id=villages["大元村"], changes={"name": "金星村"})
    assert workers.search.ids(desk, "金星") == [made.worker_id]
    assert workers.search.ids(desk, "jx") == [made.worker_id]
    assert workers.search.ids(desk, "大元") == []


@pytest.mark.parametrize(
    ("ends", "birth"), [("0101", "19850101"), ("9911", "19991103"), ("0012", "20000124")]
)
def test_the_last_four_of_a_telephone_come_before_digits_inside_numbers(
    desk: Desk, register: Register, ends: str, birth: str
) -> None:
    """They are all of it that is shown; what stands in masked digits is nobody's to know."""
    inside = [register("李秀英", with_check(f"430602{birth}{n:03d}")) for n in range(101, 113)]
    meant = register("王小明", WANG, phone=f"1391234{ends}")
    further = register("赵云", LI, phone="13800000000")
    workers.belongings.add_phone(desk, worker_id=further.worker_id, phone=f"1371111{ends}")
    found = workers.search.ids(desk, ends, limit=5)
    assert found[:2] == [meant.worker_id, further.worker_id]
    assert set(found[2:]) <= {one.worker_id for one in inside}


def test_a_person_is_named_in_three_ways(desk: Desk, register: Register) -> None:
    made = register("王小明", WANG)
    for said in (WANG.lower(), "W1", "1", made.worker_id.hex()):
        assert workers.search.find_one(desk, said) == made.worker_id
    for said in (LI, "W2", "nobody"):
        with pytest.raises(errors.NotFound):
            workers.search.find_one(desk, said)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    birth=st.dates(datetime.date(1940, 1, 1), datetime.date(2012, 12, 31))
    | st.sampled_from([datetime.date(2008, 2, 29), datetime.date(1976, 2, 29)]),
    day=st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31))
    | st.sampled_from([datetime.date(2024, 2, 29), datetime.date(2025, 2, 28)]),
    least=st.integers(0, 90),
    span=st.integers(0, 20),
)
def test_ages_in_filters_are_those_by_birthday(
    desk: Desk, birth: datetime.date, day: datetime.date, least: int, span: int
) -> None:
    wanted = workers.search.WorkerFilter(age_from=least, age_to=least + span, day=day.isoformat())
    where = rows.filters.where(wanted, day)
    told = desk.store.value(
        f"SELECT count(*) FROM (SELECT ? AS birth_date, NULL AS merged_into) w WHERE {where.sql}",  # noqa: S608 -- the filter's own words
        (birth.isoformat(), *where.params),
    )
    assert bool(told) == (least <= dates.age_on(birth, day) <= least + span)


def test_filters_narrow_by_what_they_say(
    desk: Desk, register: Register, villages: dict[str, bytes]
) -> None:
    wang = register(
        "王小明",
        WANG,
        village_id=villages["大元村"],
        phone="13812345678",
        trade="焊工",
        employment_status="1",
        employment_place="4",
    ).worker_id
    li = register("李英", LI, doc_valid_to="2020-01-01").worker_id
    workers.people.set_state(desk, worker_id=li, state="moved")
    workers.certificates.add_certificate(
        desk, worker_id=wang, values={"kind": "6", "valid_to": "2026-10-01"}
    )
    town = office.places.divisions(desk, "town")[0]["id"]
    wanted = workers.search.WorkerFilter
    for found, one in (
        (wang, wanted(villages=(villages["大元村"],))),
        (wang, wanted(towns=(town,))),
        (wang, wanted(sex="1")),
        (li, wanted(age_from=50, age_to=50)),
        (wang, wanted(trade="焊", employment_status="1", employment_place="4")),
        (wang, wanted(certificate_kind="6", day="2026-09-30")),
        (li, wanted(states=("moved", "died"))),
        (li, wanted(lacking=("phone", "village"))),
        (li, wanted(doc_expired=True)),
        (wang, wanted(text="wxm")),
        (wang, wanted(states=("active",), registered_from="2026-09-01")),
    ):
        assert workers.search.ids(desk, wanted=one) == [found], one
        assert workers.search.count(desk, wanted=one) == 1
        assert workers.search.ids(desk, "王", wanted=one) == ([wang] if found == wang else [])
        assert workers.search.from_query(one.to_query()) == one
    assert workers.search.count(desk, wanted=wanted(certificate_kind="6", day="2026-10-02")) == 0
    assert workers.search.count(desk, wanted=wanted(registered_to="2026-08-31")) == 0


def test_wishes_that_ran_out_are_found_until_they_are_renewed(
    desk: Desk, register: Register
) -> None:
    wang = register("王小明", WANG, wanted_trades="焊工").worker_id
    li = register("李英", LI).worker_id
    begun, ended = datetime.date(2026, 1, 1), datetime.date(2026, 6, 1)
    workers.livelihood.add_intention(
        desk, worker_id=li, trades="采茶", registered_on=begun, expires_on=ended
    )
    wanted = workers.search.WorkerFilter
    assert workers.search.ids(desk, wanted=wanted(wish_ended=True)) == [li]
    assert workers.search.ids(desk, wanted=wanted(wish_ended=True, day="2026-06-01")) == []
    # It hangs on the record that was joined and is found by the person of today.
    workers.doubles.merge(desk, keep=wang, other=li)
    assert workers.search.ids(desk, wanted=wanted(wish_ended=True)) == [wang]
    workers.livelihood.add_intention(desk, worker_id=wang, trades="采茶")
    assert workers.search.count(desk, wanted=wanted(wish_ended=True)) == 0


def test_saved_filters_are_counted(desk: Desk, register: Register) -> None:
    register("王小明", WANG)
    register("李英", LI)
    wanted = workers.search.WorkerFilter(sex="2", age_from=50)
    query = wanted.to_query()
    office.slots.save_filter(desk, page=workers.search.PAGE, name="五十岁以上妇女", query=query)
    (one,) = workers.search.saved(desk)
    assert one["wanted"] == wanted
    assert workers.search.count_filters(desk) == {one["id"]: 1}
    assert workers.search.saved_by_name(desk, "五十岁以上妇女") == wanted
    with pytest.raises(errors.NotFound):
        workers.search.saved_by_name(desk, "x")


def test_the_home_page_counts_what_waits(desk: Desk, register: Register) -> None:
    register("王小明", WANG, phone="13812345678")
    register("李英", LI, doc_valid_to="2020-01-01")
    office.slots.keep_draft(desk, "workers.new", {"name": "赵"})
    told = workers.search.counts(desk)
    assert told == {
        "people": 2,
        "active": 2,
        "no_phone": 1,
        "no_village": 2,
        "doc_expired": 1,
        "certificates_ending": 0,
        "intentions_ended": 0,
        "drafts": 1,
        "rows_waiting": 0,
    }


def test_reading_desks_search_too(desk: Desk, register: Register) -> None:
    register("王小明", WANG)
    reader = desk.reader()
    assert workers.search.count(reader, "1123") == workers.search.count(desk, "1123")
    assert len(workers.search.search(reader, "小明")) == 1
    reader.close()


def test_the_index_can_be_made_anew(desk: Desk, register: Register) -> None:
    register("王小明", WANG)
    with desk.store.atomic():
        desk.store.execute("DELETE FROM worker_find")
    assert [code for code, _ in office.safety.verify(desk).findings] == ["verify.search_differs"]
    assert workers.search.count(desk, "wxm") == 0
    assert office.safety.rebuild(desk).people == 1
    assert office.safety.verify(desk).sound
    assert workers.search.count(desk, "wxm") == 1


@pytest.mark.parametrize("typed", ["lv", "lü", "Lü", "lyu", "lvmei", "lümei", "lyumei"])
def test_a_name_with_an_umlaut_is_found_as_keyboards_and_passports_spell_it(
    desk: Desk, register: Register, typed: str
) -> None:
    found = register("吕梅", with_check("43060219800101123"))
    register("李英", with_check("43060219800101133"))
    assert workers.search.ids(desk, typed) == [found.worker_id]


def test_people_are_found_by_the_trade_they_do_and_by_the_one_a_certificate_is_for(
    desk: Desk, register: Register
) -> None:
    welder = register("王小明", with_check("43060219800101123"), trade="焊工").worker_id
    holder = register("李英", with_check("43060219760229234")).worker_id
    register("张三", with_check("43060219780228225"), trade="采棉")
    workers.certificates.add_certificate(
        desk, worker_id=holder, values={"kind": "1", "trade": "焊工"}
    )
    assert set(workers.search.ids(desk, "焊工")) == {welder, holder}
    assert workers.search.ids(desk, "焊工 王") == [welder]
    workers.people.correct(desk, worker_id=welder, changes={"trade": "钢筋工"})
    assert workers.search.ids(desk, "焊工") == [holder]
    assert workers.search.ids(desk, "钢筋") == [welder]


@pytest.mark.parametrize(
    ("name", "typed"),
    [("单雄信", ("shan", "dan", "danxiong")), ("曾国强", ("zeng", "cengguoqiang"))],
)
def test_a_surname_is_found_by_every_way_its_character_is_read(
    desk: Desk, register: Register, name: str, typed: tuple[str, ...]
) -> None:
    who = register(name, with_check("43060219760229234")).worker_id
    for one in typed:
        assert workers.search.ids(desk, one) == [who], one
    assert workers.search.ids(desk, "xin") == ([who] if name.endswith("信") else [])


def test_the_list_and_its_filter_know_the_categories_that_words_name(desk: Desk) -> None:
    person = add_person(desk, 3, hardship="建档立卡户，持证残疾人", person_kind="退伍军人")
    assert add_person(desk, 4, hardship="刑满释放、家中独子")
    for code, found in (("01", [person]), ("04", [person]), ("08", [person]), ("11", [])):
        wanted = workers.search.WorkerFilter(categories=(code,))
        assert workers.search.ids(desk, wanted=wanted) == found
        assert workers.search.count(desk, wanted=wanted) == len(found)
    (row,) = workers.search.whole(desk, [person])
    assert row["categories"] == "01,04,08"
