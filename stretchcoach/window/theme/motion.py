"""How much may move: as the person wants it, else as the desktop does."""

from PySide6.QtGui import QGuiApplication

from stretchcoach.settings.choices import Motion


def prefers_reduced_motion(motion: Motion) -> bool:
    """Whether as little as can be is to move."""
    if motion is not Motion.SYSTEM:
        return motion is Motion.REDUCED
    # Qt tells the desktop's wish from 6.12 on.
    wish = getattr(QGuiApplication.styleHints().accessibility(), "motionPreference", None)
    return wish is not None and "Reduc" in wish().name
