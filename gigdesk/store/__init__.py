"""What is kept: the desktop's only SQL."""
