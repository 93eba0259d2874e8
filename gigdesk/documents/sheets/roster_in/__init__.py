"""Rosters: which sheet is one, where its header stands, what columns mean, who is a person."""

from __future__ import annotations

from gigdesk.documents.sheets.roster_in.by_hand import by_hand as by_hand
from gigdesk.documents.sheets.roster_in.carried import Told as Told
from gigdesk.documents.sheets.roster_in.carried import taken_out as taken_out
from gigdesk.documents.sheets.roster_in.carried import told_layout as told_layout
from gigdesk.documents.sheets.roster_in.carried import told_rows as told_rows
from gigdesk.documents.sheets.roster_in.headers import WHY_WORDS as WHY_WORDS
from gigdesk.documents.sheets.roster_in.headers import ColumnGuess as ColumnGuess
from gigdesk.documents.sheets.roster_in.kinds import SKIP_WORDS as SKIP_WORDS
from gigdesk.documents.sheets.roster_in.layouts import headings as headings
from gigdesk.documents.sheets.roster_in.layouts import layout_key as layout_key
from gigdesk.documents.sheets.roster_in.layouts import source_key as source_key
from gigdesk.documents.sheets.roster_in.people import ReadRow as ReadRow
from gigdesk.documents.sheets.roster_in.people import rows as rows
from gigdesk.documents.sheets.roster_in.plan import Block as Block
from gigdesk.documents.sheets.roster_in.plan import RosterPlan as RosterPlan
from gigdesk.documents.sheets.roster_in.plan import plans as plans
