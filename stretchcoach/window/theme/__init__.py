"""Colours, sizes, fonts, icons and style sheets."""
