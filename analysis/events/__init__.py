"""EVENTS: launches, tallies, decisions, positions, statements and designations of one article."""
