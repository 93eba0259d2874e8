"""The papers themselves: contracts from editable templates, consent, recovery sheet, printed lists."""
