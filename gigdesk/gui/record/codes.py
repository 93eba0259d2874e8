"""The labels of national and own codes in the user's language."""

from __future__ import annotations

import functools

from gigdesk import i18n

SETS = {
    "certificate_kind": "people.code.certificate_kind",
    "disability_grade": "people.code.disability_grade",
    "disability_kind": "people.code.disability_kind",
    "doc_kind": "people.code.doc_kind",
    "education": "people.code.education",
    "employment_form": "people.code.employment_form",
    "employment_place": "people.code.employment_place",
    "employment_status": "people.code.employment_status",
    "ethnic": "people.code.ethnic",
    "health": "people.code.health",
    "hukou_kind": "people.code.hukou_kind",
    "industry": "people.code.industry",
    "insured": "people.code.insured",
    "marital": "people.code.marital",
    "meal_need": "people.code.meal_need",
    "person_category": "people.code.person_category",
    "political": "people.code.political",
    "province": "people.code.province",
    "relation": "people.code.relation",
    "service_need": "people.code.service_need",
    "sex": "people.code.sex",
    "skill_level": "people.code.skill_level",
    "training_wish": "people.code.training_wish",
    "verified_how": "people.code.verified_how",
    "yes_no": "people.code.yes_no",
}


def of(code_set: str) -> dict[str, str]:
    """Return the labels of a set by their codes."""
    return _labels(code_set, i18n.language())


def label(code_set: str, code: object) -> str:
    """Return the words of one code; a text that is no code stands for itself."""
    text = str(code or "")
    return of(code_set).get(text, text)


@functools.lru_cache(maxsize=64)
def _labels(code_set: str, language: str) -> dict[str, str]:
    """Return the words of a set of codes in a language (`language` only keys the memory)."""
    del language
    pairs = (each.partition(" ") for each in i18n.text(SETS[code_set]).split("|"))
    return {code: said for code, _, said in pairs}
