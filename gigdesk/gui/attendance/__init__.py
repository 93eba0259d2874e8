"""Page: the month of a batch, entered like a spreadsheet."""
