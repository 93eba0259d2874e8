"""What a person can do: may I, is it allowed, write it, note it."""
