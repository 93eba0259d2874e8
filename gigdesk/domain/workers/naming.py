"""What the tables of the spec and their columns are called: keys of words, for every history."""

from __future__ import annotations

PERSON = {
    "doc_kind": "workers.field.doc_kind",
    "doc_no": "workers.field.doc_no",
    "name": "workers.field.name",
    "printed_name": "workers.field.printed_name",
    "former_name": "workers.field.former_name",
    "nickname": "workers.field.nickname",
    "sex": "workers.field.sex",
    "birth_date": "workers.field.birth_date",
    "doc_valid_from": "workers.field.doc_valid_from",
    "doc_valid_to": "workers.field.doc_valid_to",
    "ethnic": "workers.field.ethnic",
    "political": "workers.field.political",
    "education": "workers.field.education",
    "marital": "workers.field.marital",
    "hukou_kind": "workers.field.hukou_kind",
    "hukou_code": "workers.field.hukou_code",
    "hukou_address": "workers.field.hukou_address",
    "village_id": "workers.field.village_id",
    "address": "workers.field.address",
    "address_code": "workers.field.address_code",
    "phone": "workers.field.phone",
    "emergency_name": "workers.field.emergency_name",
    "emergency_relation": "people.field.emergency_relation",
    "emergency_phone": "people.field.emergency_phone",
    "bank_account": "workers.field.bank_account",
    "bank_name": "workers.field.bank_name",
    "bank_branch_code": "workers.field.bank_branch_code",
    "social_card": "workers.field.social_card",
    "job_card_no": "people.field.job_card_no",
    "employment_status": "workers.field.employment_status",
    "employment_place": "workers.field.employment_place",
    "employment_province": "workers.field.employment_province",
    "employment_form": "workers.field.employment_form",
    "industry": "people.field.industry",
    "trade": "people.field.trade",
    "employer_name": "workers.field.employer_name",
    "employed_since": "workers.field.employed_since",
    "annual_income_fen": "people.field.annual_income_fen",
    "unemployed_since": "workers.field.unemployed_since",
    "unemployed_reason": "workers.field.unemployed_reason",
    "person_kind": "workers.field.person_kind",
    "hardship": "people.field.hardship",
    "wanted_trades": "people.field.wanted_trades",
    "wanted_industry": "people.field.wanted_industry",
    "wanted_region": "people.field.wanted_region",
    "wanted_form": "people.field.wanted_form",
    "wanted_income_fen": "people.field.wanted_income_fen",
    "service_needs": "people.field.service_needs",
    "training_wish": "people.field.training_wish",
    "insured_employee_pension": "people.field.insured_employee_pension",
    "insured_resident_pension": "people.field.insured_resident_pension",
    "insured_rural_pension": "workers.field.insured_rural_pension",
    "insured_employee_medical": "people.field.insured_employee_medical",
    "insured_resident_medical": "people.field.insured_resident_medical",
    "insured_unemployment": "workers.field.insured_unemployment",
    "insured_work_injury": "workers.field.insured_work_injury",
    "insured_rural_medical": "workers.field.insured_rural_medical",
    "skilled_training": "people.field.skilled_training",
    "training_kind": "workers.field.training_kind",
    "training_project": "workers.field.training_project",
    "has_national_certificate": "people.field.has_national_certificate",
    "certificate_level": "people.field.certificate_level",
    "services_received": "people.field.services_received",
    "meal_need": "workers.field.meal_need",
    "health_note": "workers.field.health_note",
    "disability_kind": "workers.field.disability_kind",
    "disability_grade": "workers.field.disability_grade",
    "disability_no": "workers.field.disability_no",
    "relation_to_head": "workers.field.relation_to_head",
    "photo_sha256": "workers.field.photo_sha256",
    "name_image_sha256": "workers.field.name_image_sha256",
    "household_id": "workers.field.household_id",
    "notes": "workers.field.notes",
    "registered_by": "workers.field.registered_by",
    "registered_on": "workers.field.registered_on",
    "source_note": "workers.field.source_note",
    "verified_how": "workers.field.verified_how",
    "state": "workers.field.state",
}
"""The fields of a person, as every page names them."""

_OF_PERSON = {"number": "people.column.number", "merged_into": "people.story.merged"}
_BELONGING = {
    "address": "workers.field.address",
    "basis": "people.consent.basis",
    "batch_id": "people.recorded.batch",
    "category": "people.category.category",
    "certificate_no": "people.certificate.no",
    "class_id": "people.recorded.class",
    "contract_no": "people.recorded.contract_no",
    "copy_given": "people.recorded.copy_given",
    "copy_on": "people.recorded.copy_on",
    "day": "people.recorded.day",
    "employer_id": "workers.field.employer_name",
    "employer_name": "workers.field.employer_name",
    "end_reason": "people.recorded.reason",
    "end_code": "people.recorded.end_code",
    "ended_on": "people.recorded.ended_on",
    "enrolled_on": "people.recorded.enrolled_on",
    "evidence": "people.category.evidence",
    "expires_on": "people.wish.expires_on",
    "form": "workers.field.employment_form",
    "form_version": "people.consent.form_version",
    "from_day": "people.period.since",
    "given_how": "people.consent.given_how",
    "given_on": "people.consent.given_on",
    "deducted_grams": "people.recorded.deducted_grams",
    "disputed": "people.recorded.disputed",
    "gross_grams": "people.recorded.gross_grams",
    "part": "people.recorded.part",
    "weighed_at": "people.recorded.weighed_at",
    "crew_id": "people.recorded.group_name",
    "leads": "people.recorded.leads",
    "passed_over": "people.recorded.passed_over",
    "chosen_why": "people.recorded.chosen_why",
    "how_chosen": "people.recorded.how_chosen",
    "income_fen": "people.field.wanted_income_fen",
    "issued_on": "people.certificate.issued_on",
    "issuer": "people.certificate.issuer",
    "kind": "people.recorded.kind",
    "level": "people.certificate.level",
    "mark": "people.recorded.mark",
    "minutes": "people.recorded.minutes",
    "note": "workers.field.notes",
    "number": "people.column.number",
    "order_id": "people.recorded.order",
    "overtime_kind": "people.recorded.overtime_kind",
    "overtime_minutes": "people.recorded.overtime_minutes",
    "owner": "people.phone.owner",
    "phone": "workers.field.phone",
    "pickup": "people.recorded.pickup",
    "place": "workers.field.employment_place",
    "province": "workers.field.employment_province",
    "purpose": "people.consent.purpose",
    "quarters": "people.recorded.days",
    "reason": "people.recorded.reason",
    "recipients": "people.consent.recipients",
    "region": "people.field.wanted_region",
    "times": "people.recorded.times",
    "registered_on": "people.wish.registered_on",
    "result": "people.recorded.result",
    "review_on": "people.certificate.review_on",
    "scan_sha256": "people.scan.title",
    "score": "people.recorded.score",
    "seat": "people.recorded.seat",
    "signed_how": "people.recorded.signed_how",
    "signed_on": "people.recorded.signed_on",
    "since": "people.period.since",
    "state": "people.wish.state",
    "status": "workers.field.employment_status",
    "to_day": "people.period.until",
    "trade": "people.field.trade",
    "trades": "people.field.wanted_trades",
    "until": "people.period.until",
    "until_assumed": "people.recorded.until_assumed",
    "until_day": "people.period.until",
    "valid_from": "people.category.valid_from",
    "valid_to": "people.category.valid_to",
    "vehicle_id": "people.recorded.vehicle",
    "verified_by": "people.recorded.verified_by",
    "verified_how": "workers.field.verified_how",
    "verified_on": "people.recorded.verified_on",
    "void": "people.standing.void",
    "withdrawn_on": "people.consent.withdraw",
}
"""The columns of the tables that belong to a person; one name means the same in each."""

_PAGES = {
    "station": "settings.station.",
    "staff": "settings.staff.",
    "division": "settings.places.",
    "rule": "settings.rules.",
    "holiday": "settings.holidays.",
    "contract_template": "settings.templates.",
    "employer": "orders.field.",
    "job_order": "orders.field.",
    "employer_record": "orders.record.",
    "order_review": "orders.reviewed.",
    "pay_band": "orders.band.",
    "batch": "dispatch.field.",
    "vehicle": "dispatch.vehicle.",
    "insurance_product": "dispatch.product.",
    "training_class": "training_page.field.",
    "household": "workers.field.",
}
"""Where the page of a table has the words of its columns."""

SILENT = {
    **dict.fromkeys(("id", "station_id"), "says nothing to people"),
    **dict.fromkeys(
        ("name_pinyin", "name_initials", "trade_pinyin", "place_pinyin", "spoken", "initials"),
        "made from a column beside it, for the search",
    ),
    **dict.fromkeys(("file_sha256", "rows_sha256", "pool_sha256", "sha256"), "the print of a file"),
    **dict.fromkeys(("fields", "answers", "data_classes"), "the paper itself shows it"),
    "template_id": "which print of a form it is",
    **dict.fromkeys(
        ("certificate_id", "replaces_id", "corrects_id", "renews_id"), "points within one story"
    ),
    **dict.fromkeys(("source", "source_sheet", "source_row"), "told as where the change is from"),
}
"""Columns of any table that no history tells, with the reason."""

SILENT_OF = {
    ("batch_member", "position"): "where in a list one stands",
    ("batch_member", "promise_terms"): "the print of what was promised",
    ("insurance_row", "position"): "where in a list one stands",
    ("insurance_row", "pair"): "points within one list",
    ("intake", "columns"): "the page of the import shows it",
    ("intake", "counts"): "the page of the import shows it",
    ("intake", "act_id"): "the act is told beside it",
    ("column_map", "room"): "only the registry of people remembers columns",
    ("column_map", "layout_key"): "the print of a heading",
}
_TOLD = frozenset({("rule", "source")})
UNTOLD_TABLES = {"act": "every line of a history tells who, when and why of its act"}
"""Tables whose own rows no history shows, with the reason."""


def is_told(table: str, column: str) -> bool:
    """Say whether a history tells a column: whose row it is stands before it."""
    if (table, column) in _TOLD:
        return True
    if column == "worker_id" or table in UNTOLD_TABLES:
        return False
    return column not in SILENT and (table, column) not in SILENT_OF


def of_table(table: str) -> str:
    """Return the key of what a record of a table is called."""
    return f"recorded.table.{table}"


def of_column(table: str, column: str) -> tuple[str, ...]:
    """Return the keys of what a column is called, the nearest first; the first with words holds."""
    if table == "worker":
        return (_OF_PERSON.get(column) or PERSON.get(column, f"workers.field.{column}"),)
    own = (f"recorded.field.{table}.{column}",)
    if table in _PAGES:
        return (*own, f"{_PAGES[table]}{column}", f"recorded.any.{column}")
    if column in _BELONGING:
        return (*own, _BELONGING[column])
    return (*own, f"recorded.any.{column}")
