"""The process that renders lines: one request, one file, then the next.

It may hang or crash without harm to the program, and ends itself when it has been idle, which returns its memory. It
reads a JSON object a line from standard input and answers each with one on standard output:

    {"do": "render", "engine": name, "voice": id or "", "text": …, "rate": words a minute, "file": path}
        ->  {"seconds": …}
    {"do": "voices"}  ->  {"voices": [[id, name, engine, language, natural], …]}

or with {"error": reason, "engine": false if the engine cannot speak at all}.
"""

import json
import os
import queue
import sys
import threading
from typing import Any

from stretchcoach.speech.engine import EngineUnavailableError, SpeechEngine
from stretchcoach.speech.natural import NAME as NATURAL, NaturalEngine
from stretchcoach.speech.system import NAME as SYSTEM, SystemEngine

IDLE_SECONDS = 5.0


class Engines:
    """All engines, the best first; answers the requests of the parent process."""

    def __init__(self) -> None:
        self._engines: dict[str, SpeechEngine] = {NATURAL: NaturalEngine(), SYSTEM: SystemEngine()}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Do what a request asks for."""
        try:
            if request["do"] == "voices":
                return self._voices()
            return {"seconds": self._render(request)}
        except EngineUnavailableError as error:
            return {"error": str(error), "engine": False}
        except Exception as error:  # noqa: BLE001 - engines raise anything; one line is lost, and the parent says so
            return {"error": f"{type(error).__name__}: {error}", "engine": True}

    def _render(self, request: dict[str, Any]) -> float:
        """Speak into a FLAC file, and return how many seconds it lasts."""
        import soundfile

        from stretchcoach.speech.mastering import SAMPLE_RATE, master

        engine = self._engines[request["engine"]]
        line = master(*engine.synthesize(request["text"], request["voice"], request["rate"]))
        soundfile.write(request["file"], line, SAMPLE_RATE, format="FLAC")
        return len(line) / SAMPLE_RATE

    def _voices(self) -> dict[str, Any]:
        found: list[tuple[object, ...]] = []
        failure: EngineUnavailableError | None = None
        for engine in self._engines.values():
            try:
                found += [tuple(voice) for voice in engine.voices()]
            except EngineUnavailableError as error:
                failure = error
        if failure is not None and not found:
            raise failure
        return {"voices": found}


def main(idle_seconds: float = IDLE_SECONDS) -> None:
    """Answer requests until standard input ends or nothing has been asked for `idle_seconds`."""
    # Engines print; what they print must not get between the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            requests.put(line)
        requests.put("")

    threading.Thread(target=read, daemon=True).start()
    engines = Engines()
    while True:
        try:
            line = requests.get(timeout=idle_seconds)
        except queue.Empty:
            break
        if not line:
            break
        print(json.dumps(engines.answer(json.loads(line))), file=answers, flush=True)
    answers.close()
    os._exit(0)  # the thread may still wait for standard input, and native libraries for threads of their own
