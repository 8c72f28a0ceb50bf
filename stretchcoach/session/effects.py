"""Effects: what a session wants done when time passes or the person acts."""

from dataclasses import dataclass

from stretchcoach.session.timeline import Chime, Cue


@dataclass(frozen=True)
class PlayLine:
    """Play a line of the timeline `after` seconds from now."""

    cue: Cue
    after: float


@dataclass(frozen=True)
class PlayAnswer:
    """Say something at once that has no place in the timeline."""

    text: str


@dataclass(frozen=True)
class PlayChime:
    """Play a chime `after` seconds from now."""

    chime: Chime
    after: float


@dataclass(frozen=True)
class StopAudio:
    """Fall silent at once and drop everything that is queued."""


@dataclass(frozen=True)
class DropQueued:
    """Drop the lines and chimes due `after` seconds from now or later. An audio device has read the earlier ones."""

    after: float


Effect = PlayLine | PlayAnswer | PlayChime | StopAudio | DropQueued
"""What the caller of a transition carries out."""
