"""Commands about people: those about single ones, and rosters taken in or taken back."""

from gigdesk.cli.workers.group import group as group
