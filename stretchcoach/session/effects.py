"""What a session wants done, in answer to time passing or to a press."""

from dataclasses import dataclass

from stretchcoach.session.timeline import Chime, Cue


@dataclass(frozen=True)
class PlayLine:
    """PlayLine a line, `after` seconds from now."""

    cue: Cue
    after: float


@dataclass(frozen=True)
class PlayAnswer:
    """PlayLine something that belongs to no place in the timeline, now."""

    text: str


@dataclass(frozen=True)
class PlayChime:
    """Sound a chime, `after` seconds from now."""

    chime: Chime
    after: float


@dataclass(frozen=True)
class StopAudio:
    """Fall silent at once, and forget what was to come."""


@dataclass(frozen=True)
class DropQueued:
    """Drop the lines and chimes that are due `after` seconds from now or later; an audio device has read the others."""

    after: float


Effect = PlayLine | PlayAnswer | PlayChime | StopAudio | DropQueued
"""One thing to be done by whoever drives the session."""
