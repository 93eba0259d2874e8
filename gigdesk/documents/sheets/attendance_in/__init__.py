"""Attendance that others kept: the month as a matrix, a clock's punches, or results day by day."""

from __future__ import annotations

from gigdesk.documents.sheets.attendance_in.records import AttendanceSheet as AttendanceSheet
from gigdesk.documents.sheets.attendance_in.records import DayRecord as DayRecord
from gigdesk.documents.sheets.attendance_in.records import PersonRow as PersonRow
from gigdesk.documents.sheets.attendance_in.records import Problem as Problem
from gigdesk.documents.sheets.attendance_in.records import SkippedRow as SkippedRow
from gigdesk.documents.sheets.attendance_in.shapes import read as read
