"""The speech engines, the best first. To add one, write a `SpeechEngine` in a module of its own and list it here."""

import importlib.util
import sys
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from stretchcoach.speech import natural, system
from stretchcoach.speech.engine import SpeechEngine


class EngineEntry(NamedTuple):
    """An engine, with everything that the rest of the program has to know about it."""

    name: str
    """The first part of its voice ids."""
    make: Callable[[], SpeechEngine]
    modules: tuple[str, ...]
    """The modules that have to be installed."""
    packages: tuple[str, ...]
    """The packages whose versions decide how it sounds."""
    default_voice: str
    """The voice for English; empty if the engine chooses it."""
    language_of: Callable[[str], str]
    """Returns the language tag that a voice's name tells, or an empty string."""
    respell: Callable[[str, str], str]
    """Returns how a word is written for the engine, given the word and its entry in `data/pronunciations.toml`."""


ENGINES: Mapping[str, EngineEntry] = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            EngineEntry(
                natural.NAME,
                natural.NaturalEngine,
                modules=("hibari", "onnxruntime"),
                packages=("hibari-tts", "onnxruntime"),
                default_voice=natural.DEFAULT_VOICE,
                language_of=natural.language_of,
                respell=natural.respell,
            ),
            EngineEntry(
                system.NAME,
                system.SystemEngine,
                modules=("pyttsx3",),
                packages=("pyttsx3", "espeakng-loader") if sys.platform.startswith("linux") else ("pyttsx3",),
                default_voice="",
                language_of=system.language_of,
                respell=system.respell,
            ),
        )
    }
)
FALLBACK = ENGINES[system.NAME]
"""The engine that is tried even if it seems to be missing, so that the person learns why nothing is spoken."""


@cache
def is_installed(engine: str) -> bool:
    """Whether the modules of an engine are installed."""
    return all(importlib.util.find_spec(module) is not None for module in ENGINES[engine].modules)
