"""Commands about batches: planning, lists, coaches, contracts, the way there and back."""

from gigdesk.cli.dispatch.group import group as group
