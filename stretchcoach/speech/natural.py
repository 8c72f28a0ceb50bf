"""The natural engine: hibari-tts, which runs a small neural voice offline."""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchcoach.speech.engine import EngineUnavailableError, Voice

if TYPE_CHECKING:
    from stretchcoach.speech.engine import Samples

NAME = "natural"
DEFAULT_VOICE = "heart"
_RATES = (83, 100, 117, 125, 135, 145, 155, 166, 184, 247, 301)
_SPEEDS = (0.5, 0.6, 0.7, 0.78, 0.8, 0.82, 0.88, 1.0, 1.2, 1.4, 2.0)
"""Words a minute, measured over all our lines, at each of hibari's speeds. The relation is not linear."""
_SEED = 0
"""The seed of hibari's noise. With a fixed one, the same text always gives the same samples."""
_SENTENCE_PAUSE_SECONDS = 0.25
_MOST_CHARACTERS = 300
"""Longer sentences are split, because memory grows with the length."""


class NaturalEngine:
    """Speaks with hibari-tts. A voice is loaded with its first line and kept, which takes about 200 MB."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def voices(self) -> Sequence[Voice]:
        """Return the bundled voice, then the downloaded voices. Raises EngineUnavailableError."""
        found = []
        for name, known in self._hibari.voices.VOICES.items():
            try:
                self._hibari.voices.voice_path(name, download_missing=False)
            except FileNotFoundError:
                continue
            language, _separator, region = str(known["language"]).replace("_", "-").partition("-")
            tag = f"{language}-{region.upper()}" if region else language
            found.append(Voice(f"{NAME}:{name}", name.capitalize(), NAME, tag, natural=True))
        return sorted(found, key=lambda voice: voice.id != f"{NAME}:{DEFAULT_VOICE}")

    def synthesize(self, text: str, voice: str, rate: int) -> "tuple[Samples, int]":
        """Return the samples of `text` and their rate, spoken sentence by sentence. Raises EngineUnavailableError."""
        import numpy as np

        hibari = self._load(voice or DEFAULT_VOICE)
        speed = float(np.interp(rate, _RATES, _SPEEDS))
        pause = np.zeros(round(_SENTENCE_PAUSE_SECONDS * hibari.sample_rate), np.float32)
        parts: list[Samples] = []
        for passage in _passages(hibari.split_sentences(text)):
            parts += ([pause] if parts else []) + [hibari(passage, speed=speed, seed=_SEED)]
        return np.concatenate(parts) if parts else pause[:0], hibari.sample_rate

    @cached_property
    def _hibari(self) -> Any:
        try:
            import hibari.voices
        except Exception as error:  # a native library can fail to load in many ways
            raise EngineUnavailableError(_reason(error)) from error
        return hibari

    def _load(self, voice: str) -> Any:
        if voice not in self._loaded:
            if voice not in self._hibari.voices.VOICES:
                raise EngineUnavailableError(f"no voice is called {voice}")
            try:
                model = Path(self._hibari.voices.voice_path(voice, download_missing=False))
                self._loaded[voice] = self._hibari.Hibari(voice=voice, model=str(model))
            except FileNotFoundError as error:
                raise EngineUnavailableError(f"the voice {voice} is not on this computer") from error
            except Exception as error:  # onnxruntime has its own types for a damaged model or a lack of memory
                raise EngineUnavailableError(_reason(error)) from error
        return self._loaded[voice]


def language_of(_voice: str) -> str:
    """Return the language tag of a voice: they all speak English."""
    return "en"


def respell(word: str, phonemes: str) -> str:
    """Return a word with the phonemes by which hibari pronounces it."""
    return f"[{word}](/{phonemes}/)"


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:200]


def _passages(sentences: Sequence[str]) -> list[str]:
    """Split long sentences at commas, and at spaces if there are none."""
    passages: list[str] = []
    for sentence in sentences:
        rest = sentence
        while len(rest) > _MOST_CHARACTERS:
            cut = max(rest.rfind(",", 0, _MOST_CHARACTERS), rest.rfind(";", 0, _MOST_CHARACTERS)) + 1
            cut = cut or rest.rfind(" ", 0, _MOST_CHARACTERS) + 1 or _MOST_CHARACTERS
            passages.append(rest[:cut])
            rest = rest[cut:]
        passages.append(rest)
    return [passage for passage in passages if re.search(r"\w", passage)]
