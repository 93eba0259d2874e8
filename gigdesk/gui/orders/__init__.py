"""Page: employers, their orders, and how each order stands."""
