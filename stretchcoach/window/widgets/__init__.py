"""Widgets and background work that several features of the window share."""
