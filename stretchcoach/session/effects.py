"""What a session wants done, in answer to time passing or to a press."""

from dataclasses import dataclass

from stretchcoach.session.timeline import Chime, Cue


@dataclass(frozen=True)
class Say:
    """Say a line, `after` seconds from now."""

    cue: Cue
    after: float


@dataclass(frozen=True)
class Tell:
    """Say something that belongs to no place in the timeline, now."""

    text: str


@dataclass(frozen=True)
class Ring:
    """Sound a chime, `after` seconds from now."""

    chime: Chime
    after: float


@dataclass(frozen=True)
class Hush:
    """Fall silent at once, and forget what was to come."""


@dataclass(frozen=True)
class Unsay:
    """Drop the lines and chimes that are due `after` seconds from now or later; an audio device has read the others."""

    after: float


Wish = Say | Tell | Ring | Hush | Unsay
"""One thing to be done by whoever drives the session."""
