"""Diagnostics: the log of a run, and reports of crashes."""
