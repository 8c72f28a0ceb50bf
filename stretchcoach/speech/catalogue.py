"""Which voice speaks: what a saved voice id means, and which voices to try if it cannot speak."""

import importlib.metadata
import importlib.util
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from stretchcoach.speech import natural, system

ENGINES = (natural.NAME, system.NAME)
"""The best first."""
_PACKAGES = {
    natural.NAME: ("hibari-tts", "onnxruntime"),
    system.NAME: ("pyttsx3", "espeakng-loader") if sys.platform.startswith("linux") else ("pyttsx3",),
}


class VoiceId(NamedTuple):
    """A voice as settings name it, `ENGINE:VOICE`."""

    engine: str
    voice: str
    """Within the engine; empty for its own choice."""

    def __str__(self) -> str:
        return f"{self.engine}:{self.voice}"

    @property
    def language(self) -> str:
        """The language tag that the id tells; empty if it tells none."""
        if self.engine == natural.NAME or not self.voice:
            return "en"
        return system.language_of(self.voice)

    @property
    def version(self) -> str:
        """The version of the engine."""
        return _version(self.engine)


def parse_voice(saved: str) -> VoiceId:
    """Return what a saved id means. One without a known engine is pyttsx3's own, from an older settings file."""
    engine, separator, voice = saved.partition(":")
    if separator and engine in ENGINES:
        return VoiceId(engine, voice)
    return VoiceId(system.NAME, saved)


def voices_to_try(saved: str | None, is_installed: "Callable[[str], bool] | None" = None) -> Sequence[VoiceId]:
    """Return the saved voice, or the best for English; then the preferred voice of every other engine."""
    installed = is_installed or _is_installed
    defaults = [
        VoiceId(engine, natural.DEFAULT_VOICE if engine == natural.NAME else "")
        for engine in ENGINES
        if engine != natural.NAME or installed(engine)
    ]
    if saved is None:
        return defaults
    chosen = parse_voice(saved)
    # An engine that lacks the saved voice may still have its default one.
    return [chosen, *(other for other in defaults if other != chosen)]


@cache
def _is_installed(engine: str) -> bool:
    modules = ("hibari", "onnxruntime") if engine == natural.NAME else ("pyttsx3",)
    return all(importlib.util.find_spec(module) is not None for module in modules)


@cache
def _version(engine: str) -> str:
    versions = []
    for package in _PACKAGES[engine]:
        try:
            versions.append(importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            versions.append("none")
    return " ".join(versions)
