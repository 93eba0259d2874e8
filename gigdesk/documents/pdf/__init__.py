"""Paper: `fonts` and `face`, `text` set into lines, rows on a `page`, `preview` as a picture."""
