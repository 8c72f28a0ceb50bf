"""Having lines spoken into files by a worker process that may hang, crash or be missing its engine."""

import json
import logging
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORKER = (sys.executable, "-P", str(Path(__file__).with_name("worker.py")))
LIMIT_SECONDS = 5.0
"""A line that takes longer has hung: a whole worker starts and speaks in well under a second."""
GIVE_UP_AFTER = 3
"""So many lines lost in a row, and there is no use in trying on."""

_log = logging.getLogger(__name__)


class LineLostError(Exception):
    """A line could not be spoken; others may."""


class NoVoiceError(Exception):
    """No line can be spoken on this machine."""


@dataclass(frozen=True)
class VoiceName:
    """One of the voices on this computer."""

    id: str
    name: str
    languages: tuple[str, ...]


class Renderer:
    """Speaks lines into files, one at a time. Its methods block; call them from a thread that may wait."""

    def __init__(self, command: Sequence[str] = WORKER, *, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._command = tuple(command)
        self._limit_seconds = limit_seconds
        self._worker: _Worker | None = None
        self._lost_in_a_row = 0
        self._closed = False
        self._one_at_a_time = threading.Lock()

    def render(self, text: str, voice: str | None, rate: int, path: Path) -> None:
        """Speak `text` into the FLAC file at `path`. Raises LineLostError, or NoVoiceError after repeated loss."""
        request = {"do": "render", "text": text, "voice": voice, "rate": rate, "file": str(path)}
        self._ask(request)

    def voices(self) -> tuple[VoiceName, ...]:
        """Return the voices of this machine. Raises LineLostError or NoVoiceError."""
        listed = self._ask({"do": "voices"})["voices"]
        return tuple(VoiceName(one["id"], one["name"], tuple(one["languages"])) for one in listed)

    def rest(self) -> None:
        """End the worker, which holds 40 MB; the next line starts another, also where the last ones were lost."""
        with self._one_at_a_time:
            self._end_worker()
            self._lost_in_a_row = 0

    def close(self) -> None:
        """End the worker for good: whoever still waits for a line is told at once that there is no voice."""
        self._closed = True
        self.interrupt()
        self.rest()

    def interrupt(self) -> None:
        """Let whoever waits for a line wait no longer; that line is lost. At once, also where the worker hangs."""
        worker = self._worker
        if worker is not None:
            worker.kill()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._one_at_a_time:
            if self._closed:
                raise NoVoiceError("it has been closed")
            if self._lost_in_a_row >= GIVE_UP_AFTER:
                raise NoVoiceError(f"{GIVE_UP_AFTER} lines in a row could not be spoken")
            answer = self._answer_of_worker(request)
            if "error" not in answer:
                self._lost_in_a_row = 0
                return answer
            if not answer.get("engine", True):
                self._lost_in_a_row = GIVE_UP_AFTER
                raise NoVoiceError(answer["error"])
            if self._closed:
                raise NoVoiceError("it has been closed")
            self._lost_in_a_row += 1
            raise LineLostError(answer["error"])

    def _answer_of_worker(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            if self._worker is None:
                self._worker = _Worker(self._command)
                if self._closed:  # meanwhile, and whoever closed it knew of no process
                    self._worker.kill()
            return self._worker.ask(request, self._limit_seconds)
        except (OSError, queue.Empty, ValueError) as error:
            _log.warning("the speech process did not answer (%s); the next line starts another", type(error).__name__)
            self._end_worker()
            return {"error": f"the speech process did not answer ({type(error).__name__})"}

    def _end_worker(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


class _Worker:
    """The process, and a thread that waits for its answers so that waiting can have a limit."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own script, with the interpreter that runs us
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",  # what is no text is no answer either
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._answers: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name="speech answers", daemon=True)
        self._reader.start()

    def ask(self, request: dict[str, Any], limit_seconds: float) -> dict[str, Any]:
        """Return the answer. Raises OSError or ValueError where the process died, queue.Empty where it hangs."""
        if self._process.stdin is None:
            raise OSError("no way to ask")
        print(json.dumps(request), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._answers.get(timeout=limit_seconds))
        return answer

    def kill(self) -> None:
        """Let the process die, and whoever waits for its answer learn of it; may be called by anyone."""
        self._process.kill()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still unsent is of no use to a process that is gone
                    continue

    def _read(self) -> None:
        if self._process.stdout is not None:
            for line in self._process.stdout:
                self._answers.put(line)
        self._answers.put("")  # no JSON: whoever waits learns at once that the process is gone
