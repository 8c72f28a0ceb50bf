"""Stretches, doses and routines, and the TOML files that they are read from."""
