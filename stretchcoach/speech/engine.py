"""The interface of a speech engine, and the ways in which it fails."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]
    """Mono samples from -1 to 1."""


class Voice(NamedTuple):
    """A voice that an engine has on this computer."""

    id: str
    """The id that settings and commands use, `ENGINE:VOICE`."""
    name: str
    engine: str
    language: str
    """A language tag such as `en-US`; empty if the engine does not tell."""
    natural: bool
    """Whether it sounds like a person."""


class EngineUnavailableError(Exception):
    """The engine cannot speak at all: it is missing, cannot be loaded, lacks the voice, or has failed too often."""


class LineFailedError(Exception):
    """A single line could not be spoken. Other lines may succeed."""


class SpeechEngine(Protocol):
    """Turns text into samples."""

    def voices(self) -> Sequence[Voice]:
        """Return the voices that need no download, the preferred one first. Raises EngineUnavailableError."""

    def synthesize(self, text: str, voice: str, rate: int) -> "tuple[Samples, int]":
        """Return mono samples and their sample rate.

        An empty `voice` means the engine's own choice for English. `rate` is in words a minute. Raises
        EngineUnavailableError, or any other exception if only this text fails.
        """
