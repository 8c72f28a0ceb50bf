"""The locale of the interface: numbers and dates are written as its language writes them, not as the system does."""

from PySide6.QtCore import QLocale

from stretchcoach.i18n import _


def interface_locale() -> QLocale:
    """Return the locale of the language that the interface is in."""
    return QLocale(_("en"))  # a catalogue has the code of its own language here
