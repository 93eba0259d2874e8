"""Paper and sheets: rows in, bytes out, and a sheet's rows in."""
