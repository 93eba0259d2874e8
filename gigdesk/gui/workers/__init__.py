"""The pages of people: the list, registration, one person, import, and records that are doubles."""
