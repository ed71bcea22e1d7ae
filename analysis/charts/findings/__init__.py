"""Sentences, key figures and tables computed from the frames: true of the data, in the right number, empty
or not.

A module a report: each has `finding` (what the first screen says) and `key_figures`.
"""
