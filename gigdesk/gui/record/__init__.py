"""One record on a page: the way there and back, its head, its numbers, small questions."""

from gigdesk.gui.record import codes as codes
from gigdesk.gui.record.asking import all_words as all_words
from gigdesk.gui.record.asking import phone_doubts as phone_doubts
from gigdesk.gui.record.asking import question as question
from gigdesk.gui.record.asking import words_of as words_of
from gigdesk.gui.record.head import Facts as Facts
from gigdesk.gui.record.head import Head as Head
from gigdesk.gui.record.head import MenuButton as MenuButton
from gigdesk.gui.record.head import MenuEntry as MenuEntry
from gigdesk.gui.record.head import Rows as Rows
from gigdesk.gui.record.head import airy as airy
from gigdesk.gui.record.head import left_in as left_in
from gigdesk.gui.record.lists import Narrowed as Narrowed
from gigdesk.gui.record.lists import fits as fits
from gigdesk.gui.record.lists import plain as plain
from gigdesk.gui.record.past import open_past as open_past
from gigdesk.gui.record.past import past_button as past_button
from gigdesk.gui.record.tiles import Folding as Folding
from gigdesk.gui.record.tiles import Tiles as Tiles
from gigdesk.gui.record.trail import FormPage as FormPage
from gigdesk.gui.record.trail import Trail as Trail
from gigdesk.gui.record.trail import body as body
from gigdesk.gui.record.trail import leave_gone as leave_gone
from gigdesk.gui.record.trail import on_escape as on_escape
from gigdesk.gui.record.trail import on_key as on_key
