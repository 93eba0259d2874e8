"""Filling in the form that a superior sent: a workbook with `{{marks}}`, kept as it looks."""

from __future__ import annotations

from gigdesk.documents.excel.filling.form import Filled as Filled
from gigdesk.documents.excel.filling.form import Words as Words
from gigdesk.documents.excel.filling.form import check_form as check_form
from gigdesk.documents.excel.filling.form import fill_form as fill_form
from gigdesk.documents.excel.filling.form import words as words
from gigdesk.documents.excel.filling.marks import Mark as Mark
