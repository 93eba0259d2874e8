"""What is true: records and rules; no file, no SQL, no window."""
