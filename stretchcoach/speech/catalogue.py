"""Which voice speaks: the meaning of a saved voice id, and the voices to fall back on if that one cannot speak."""

import importlib.metadata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from stretchcoach.speech import system
from stretchcoach.speech.engines import ENGINES, FALLBACK, is_installed


class VoiceId(NamedTuple):
    """A voice as settings name it, `ENGINE:VOICE`."""

    engine: str
    voice: str
    """The engine's own name for the voice; empty for the engine's own choice."""

    def __str__(self) -> str:
        return f"{self.engine}:{self.voice}"

    @property
    def language(self) -> str:
        """The language tag that the id tells; empty if it tells none."""
        return ENGINES[self.engine].language_of(self.voice) if self.voice else "en"

    @property
    def version(self) -> str:
        """The version of the engine."""
        return _version(self.engine)


def parse_voice(saved: str) -> VoiceId:
    """Return the voice that a saved id means. An id without an engine is pyttsx3's own, from older settings files."""
    engine, separator, voice = saved.partition(":")
    if separator and engine in ENGINES:
        return VoiceId(engine, voice)
    return VoiceId(system.NAME, saved)


def voices_to_try(saved: str | None) -> Sequence[VoiceId]:
    """Return the saved voice, if any, and then the default voice of each engine, in the order to try them."""
    defaults = [
        VoiceId(entry.name, entry.default_voice)
        for entry in ENGINES.values()
        if entry is FALLBACK or is_installed(entry.name)
    ]
    if saved is None:
        return defaults
    chosen = parse_voice(saved)
    # An engine that lacks the saved voice may still have its default voice.
    return [chosen, *(other for other in defaults if other != chosen)]


@cache
def _version(engine: str) -> str:
    versions = []
    for package in ENGINES[engine].packages:
        try:
            versions.append(importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            versions.append("none")
    return " ".join(versions)
