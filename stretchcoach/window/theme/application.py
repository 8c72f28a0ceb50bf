"""The one QApplication, and what the window learns from it: screens, the interface's locale, reduced motion."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from stretchcoach.i18n import _
from stretchcoach.settings.choices import Motion


def application() -> QApplication:
    """Return the process's QApplication. Raise RuntimeError if there is none yet."""
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        raise RuntimeError("a window needs a QApplication first")  # noqa: TRY004 - a missing one is the usual case
    return running


def screen_of(window: QWidget | None) -> QScreen:
    """Return the screen that a window is on, or the primary screen for None.

    Ask QGuiApplication, not the widget: PySide ties a widget's QScreen wrapper to the widget, and destroys both.
    """
    found = None if window is None else QGuiApplication.screenAt(window.geometry().center())
    return found or QGuiApplication.primaryScreen()


def interface_locale() -> QLocale:
    """Return the locale of the interface's language, which may differ from the system's."""
    return QLocale(_("en"))  # each catalogue translates this to its own language code


def prefers_reduced_motion(motion: Motion) -> bool:
    """Return whether to reduce motion: as the setting says, or as the desktop does if it leaves that open."""
    if motion is not Motion.SYSTEM:
        return motion is Motion.REDUCED
    # Qt reports the desktop's preference from 6.12 on.
    preference = getattr(QGuiApplication.styleHints().accessibility(), "motionPreference", None)
    return preference is not None and "Reduc" in preference().name
