"""The sounds that come with the program: chimes and backgrounds.

`assets/sounds/make.py` makes the chimes and settles how long each one rings; the session's `CHIME_SECONDS` keeps that
time free of words. To add a background, make `assets/sounds/backgrounds/NAME.ogg` with
`assets/sounds/make_backgrounds.py` and add NAME to `settings/sounds.py`.
"""

from pathlib import Path

from stretchcoach.resources import ASSETS
from stretchcoach.session.timeline import Chime


def chime_path(chime: Chime) -> Path:
    """Return the sound file of a chime."""
    return ASSETS / "sounds" / f"{chime}.flac"


def background_path(name: str) -> Path:
    """Return the sound file of a bundled background."""
    return ASSETS / "sounds" / "backgrounds" / f"{name}.ogg"
