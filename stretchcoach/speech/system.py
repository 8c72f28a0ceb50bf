"""The system engine: pyttsx3, with the voices of Windows and macOS, and espeak-ng on Linux."""

import contextlib
import ctypes
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchcoach.speech.engine import EngineUnavailableError, Voice

if TYPE_CHECKING:
    from stretchcoach.speech.engine import Samples

NAME = "system"
_ESPEAK_ENGLISH = "gmw/en-us"
_ATTEMPTS = 5


class SystemEngine:
    """Speaks with pyttsx3, with a new pyttsx3 engine for each line."""

    def voices(self) -> Sequence[Voice]:
        """Return the voices, English ones first. Raises EngineUnavailableError."""
        engine = _engine()
        found = [
            Voice(f"{NAME}:{one.id}", str(one.name or one.id), NAME, _first_language(one), natural=False)
            for one in engine.getProperty("voices")
        ]
        preferred = f"{NAME}:{_english_voice(engine)}"
        return sorted(found, key=lambda voice: (voice.id != preferred, not voice.language.startswith("en")))

    def synthesize(self, text: str, voice: str, rate: int) -> "tuple[Samples, int]":
        """Return the samples of `text` and their rate. Raises EngineUnavailableError."""
        import soundfile

        with tempfile.TemporaryDirectory(prefix="stretchcoach-") as folder:
            # The engines of Windows and macOS choose the format by the file name.
            spoken = Path(folder, "line.aiff" if sys.platform == "darwin" else "line.wav")
            _speak_to(spoken, text, voice, rate)
            if not spoken.exists() or spoken.stat().st_size == 0:
                raise RuntimeError("the engine wrote no sound")
            samples, sample_rate = soundfile.read(spoken, dtype="float32", always_2d=True)
        return samples.mean(axis=1), sample_rate


def language_of(voice: str) -> str:
    """Return the language tag that the name of a voice tells, as in `gmw/en-us`; empty if it tells none."""
    if "/" in voice:
        return voice.rpartition("/")[2].partition("+")[0]
    found = re.search(r"(?<![A-Za-z])([A-Za-z]{2})-[A-Za-z]{2}(?![A-Za-z])", voice)
    return found[1].lower() if found else ""


def respell(_word: str, letters: str) -> str:
    """Return the letters by which the system's voices pronounce a word."""
    return letters


def _speak_to(path: Path, text: str, voice: str, rate: int) -> None:
    """Speak into a file. Try again if espeak lost the rate, which happens to one line in twenty under load."""
    for _attempt in range(_ATTEMPTS):
        engine = _engine()
        if voice and voice not in {one.id for one in engine.getProperty("voices")}:
            raise EngineUnavailableError(f"no voice is called {voice}")
        chosen = voice or _english_voice(engine)
        if chosen is not None:
            engine.setProperty("voice", chosen)
        engine.setProperty("rate", rate)
        engine.save_to_file(text, str(path))
        engine.runAndWait()
        if not _is_espeak(engine) or _rate_of_espeak(engine) == rate:
            return


def _rate_of_espeak(engine: Any) -> int:
    """Wait for espeak's own thread to finish the line, and return the rate that it used."""
    from pyttsx3.drivers import _espeak

    _espeak.Synchronize()
    return int(engine.getProperty("rate"))


def _engine() -> Any:
    """Return a new engine. On Windows the second line of an engine is silent (pyttsx3 #402, #440)."""
    _load_bundled_espeak()
    try:
        import pyttsx3  # importing it loads the espeak library

        pyttsx3._activeEngines.clear()  # noqa: SLF001 - the only way to get a new one
        return pyttsx3.init()
    except (ImportError, OSError, RuntimeError, AttributeError, KeyError, ValueError) as error:
        raise EngineUnavailableError(str(error) or type(error).__name__) from error


@cache
def _load_bundled_espeak() -> None:
    """Load the espeak-ng of the espeakng-loader wheel. pyttsx3's driver then finds it by its soname."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(ImportError, OSError, RuntimeError):
            import espeakng_loader

            # Without the data path, libespeak exits the process.
            os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
            ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def _english_voice(engine: Any) -> str | None:
    """Return an English voice, because the lines are English; None to leave the choice to the engine."""
    if _is_espeak(engine):
        return _ESPEAK_ENGLISH
    own = engine.getProperty("voice")
    english = [voice.id for voice in engine.getProperty("voices") if _is_english(voice)]
    return own if own in english or not english else str(english[0])


def _is_espeak(engine: Any) -> bool:
    return str(engine) == "espeak"


def _is_english(voice: Any) -> bool:
    return _first_language(voice).startswith("en") or "english" in str(voice.name).lower()


def _first_language(voice: Any) -> str:
    return next((_language(one) for one in voice.languages), "")


def _language(language: object) -> str:
    """Return a tag such as `en-US`. espeak gives bytes, some with a priority byte before or a zero byte after."""
    text = language.decode("utf-8", "ignore") if isinstance(language, bytes) else str(language)
    plain = "".join(letter for letter in text if letter.isalnum() or letter in "-_").replace("_", "-").lower()
    first, *rest = plain.split("-")
    return "-".join([first, *(part.upper() if len(part) == 2 else part for part in rest)])  # noqa: PLR2004 - a region
