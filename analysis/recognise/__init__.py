"""RECOGNISE: mentions of actors, dates, counts, weapons and quotations in one article."""
