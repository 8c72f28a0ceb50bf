"""The process that speaks into files: one engine, one line, one file, then the next.

It is run as a script of its own and imports nothing of ours, so that it is quick to start and can be ended
at any time. It reads a JSON object a line from standard input and answers each with one on standard output:

    {"do": "render", "text": …, "voice": id or null, "rate": words a minute, "file": path}  ->  {"seconds": …}
    {"do": "voices"}  ->  {"voices": [{"id", "name", "languages"}]}

or with {"error": what, "engine": false where no speech engine is there at all}.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

_LOUD = 0.012
"""Of full scale: quieter is silence."""
_BEFORE_SECONDS = 0.004
_AFTER_SECONDS = 0.06
_ATTEMPTS = 5
_PEAK = 0.8
"""Every line is brought to this peak, so that voices are about equally loud."""


class NoEngineError(Exception):
    """No speech engine can be started on this machine."""


def render(text: str, voice: str | None, rate: int, file: str) -> float:
    """Speak `text` into a FLAC file without silence around it; return how many seconds it lasts."""
    import numpy as np
    import soundfile

    with tempfile.TemporaryDirectory(prefix="stretchcoach-") as folder:
        # Windows' and macOS's engines choose the format by the name.
        spoken = Path(folder, "line.aiff" if sys.platform == "darwin" else "line.wav")
        _speak_to(spoken, text, voice, rate)
        if not spoken.exists() or spoken.stat().st_size == 0:
            raise RuntimeError("the engine wrote no sound")
        samples, sample_rate = soundfile.read(spoken, dtype="float32", always_2d=True)
    mono = samples.mean(axis=1)
    loud = np.flatnonzero(np.abs(mono) > _LOUD)
    if not loud.size:
        raise RuntimeError("the engine wrote silence")
    first = max(0, loud[0] - int(_BEFORE_SECONDS * sample_rate))
    last = min(len(mono), loud[-1] + int(_AFTER_SECONDS * sample_rate))
    line = mono[first:last] * (_PEAK / float(np.abs(mono).max()))
    soundfile.write(file, line, sample_rate, format="FLAC")
    return len(line) / float(sample_rate)


def voices() -> list[dict[str, Any]]:
    """Return the voices of this machine."""
    engine = _engine()
    return [
        {
            "id": voice.id,
            "name": voice.name or voice.id,
            "languages": [_language(one) for one in voice.languages],
        }
        for voice in engine.getProperty("voices")
    ]


def _speak_to(path: Path, text: str, voice: str | None, rate: int) -> None:
    """Speak into a file; again where espeak lost the rate, which under load it does to one line in twenty."""
    for _attempt in range(_ATTEMPTS):
        engine = _engine()
        chosen = voice or _fitting_voice(engine)
        if chosen is not None:
            engine.setProperty("voice", chosen)
        engine.setProperty("rate", rate)
        engine.save_to_file(text, str(path))
        engine.runAndWait()
        if not _is_espeak(engine) or _rate_of_espeak(engine) == rate:
            return


def _rate_of_espeak(engine: Any) -> int:
    """Wait for espeak's own thread to end this line, and ask which rate it was spoken at."""
    from pyttsx3.drivers import _espeak

    _espeak.Synchronize()
    return int(engine.getProperty("rate"))


def _engine() -> Any:
    """Return a fresh engine. pyttsx3 #402, #440: with a used one the second line is silent on Windows."""
    try:
        import pyttsx3  # after the espeak library has been found, which it looks for at once

        pyttsx3._activeEngines.clear()  # noqa: SLF001 - the only way to a fresh one
        return pyttsx3.init()
    except (ImportError, OSError, RuntimeError, AttributeError, KeyError, ValueError) as error:
        raise NoEngineError(str(error) or type(error).__name__) from error


def _fitting_voice(engine: Any) -> str | None:
    """Choose an English voice, because the lines are English; None where the engine's own will do."""
    if _is_espeak(engine):
        return "gmw/en-us"
    own = engine.getProperty("voice")
    english = [voice.id for voice in engine.getProperty("voices") if _is_english(voice)]
    return None if own in english or not english else str(english[0])


def _is_espeak(engine: Any) -> bool:
    return str(engine) == "espeak"


def _is_english(voice: Any) -> bool:
    return any(_language(one).startswith("en") for one in voice.languages) or "english" in str(voice.name).lower()


def _language(language: object) -> str:
    """`en-us`; espeak's come with a priority byte before or a zero byte after, or as bytes."""
    text = language.decode("utf-8", "ignore") if isinstance(language, bytes) else str(language)
    return "".join(letter for letter in text if letter.isalnum() or letter in "-_").replace("_", "-").lower()


def _offer_bundled_espeak() -> None:
    """Load the espeak-ng that came as a wheel; pyttsx3's driver then finds it by its name."""
    with contextlib.suppress(ImportError, OSError, RuntimeError):
        import espeakng_loader

        # Without the data path libespeak ends the process.
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        if request["do"] == "voices":
            return {"voices": voices()}
        return {"seconds": render(request["text"], request["voice"], request["rate"], request["file"])}
    except NoEngineError as error:
        return {"error": str(error), "engine": False}
    except Exception as error:  # noqa: BLE001 - engines raise anything; one line is lost, and the parent says so
        return {"error": f"{type(error).__name__}: {error}", "engine": True}


def main() -> None:
    """Answer requests until standard input ends."""
    # Engines print; what they print must not get between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    if sys.platform.startswith("linux"):
        _offer_bundled_espeak()
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
