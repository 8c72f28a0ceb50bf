"""The worker process, which renders one line at a time into a file.

It may hang or crash without harm to the program. It exits after some idle seconds, which frees its memory. It reads one
JSON object a line from standard input, and answers each with one on standard output:

    {"do": "render", "engine": name, "voice": id or "", "text": …, "rate": words a minute, "file": path}
        ->  {"seconds": …}
    {"do": "voices"}  ->  {"voices": [[id, name, engine, language, natural], …]}

An error is answered with {"error": reason, "engine": false if the engine cannot speak at all}.
"""

import json
import os
import queue
import sys
import threading
from typing import Any

from stretchcoach.speech.engine import EngineUnavailableError, SpeechEngine
from stretchcoach.speech.engines import ENGINES

IDLE_SECONDS = 5.0
"""How long the process waits for a request before it exits."""


class Engines:
    """Answers the requests of the parent process with all engines, the best first."""

    def __init__(self) -> None:
        self._engines: dict[str, SpeechEngine] = {name: entry.make() for name, entry in ENGINES.items()}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a request."""
        try:
            if request["do"] == "voices":
                return self._voices()
            return {"seconds": self._render(request)}
        except EngineUnavailableError as error:
            return {"error": str(error), "engine": False}
        except Exception as error:  # noqa: BLE001 - engines raise anything; the parent reports the lost line
            return {"error": f"{type(error).__name__}: {error}", "engine": True}

    def _render(self, request: dict[str, Any]) -> float:
        """Speak into a FLAC file, and return its length in seconds."""
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


def main() -> None:
    """Answer requests until standard input ends, or there has been no request for IDLE_SECONDS."""
    # Keep what the engines print out of the answers.
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
            line = requests.get(timeout=IDLE_SECONDS)
        except queue.Empty:
            break
        if not line:
            break
        print(json.dumps(engines.answer(json.loads(line))), file=answers, flush=True)
    answers.close()
    os._exit(0)  # do not wait for the reading thread, or for threads of native libraries
