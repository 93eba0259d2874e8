"""The papers: contracts from editable templates, consent, recovery sheet, printed lists."""
