"""Preferences: each setting is declared once, and stored in `settings.toml`."""
