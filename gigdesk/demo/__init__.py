"""The sample county: synthetic people, orders and a season, made by the acts a clerk would use."""
