"""The journal page: an overview of the past, and a list of sessions to look at and correct."""
