"""Has lines spoken into files by a worker process that may hang, crash or lack an engine."""

import json
import logging
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stretchcoach.speech.engine import Voice
from stretchcoach.speech.line_cache import SpokenLine

_START = "import sys; sys.path[:0] = sys.argv[1:]; from stretchcoach.speech.worker import main; main()"
WORKER = (sys.executable, "-P", "-c", _START, str(Path(__file__).parents[2]))
"""Run by the interpreter that runs us, and with the package that we are part of."""
LIMIT_SECONDS = 5.0
"""A short line that takes longer than this has hung: a worker starts and speaks in about a second."""
_LETTERS_A_SECOND = 60
"""Longer texts are given more time. A slow computer renders ten times as many letters."""
GIVE_UP_AFTER = 3
"""After this many failures in a row, an engine is not tried again in this session."""
_ATTEMPTS = 2
"""A line is tried once more after the worker died or hung."""

_ENDING_SECONDS = 1.0

_log = logging.getLogger(__name__)


class LineLostError(Exception):
    """A line could not be spoken; others may."""


class NoVoiceError(Exception):
    """An engine cannot speak any line."""


class Renderer:
    """Speaks lines into files, one at a time. Its methods block; call them from a thread that may wait."""

    def __init__(self, command: Sequence[str] = WORKER, *, limit_seconds: float = LIMIT_SECONDS) -> None:
        self._command = tuple(command)
        self._limit_seconds = limit_seconds
        self._worker: _Worker | None = None
        self._failures: dict[str, int] = {}
        """Failures in a row, by engine."""
        self._closed = False
        self._one_at_a_time = threading.Lock()

    def render(self, line: SpokenLine, path: Path) -> None:
        """Speak a line into the FLAC file at `path`. Raises LineLostError or NoVoiceError."""
        self._ask(line.engine, {"do": "render", **line.request, "file": str(path)}, len(line.text))

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices of this computer, natural ones first. Raises LineLostError or NoVoiceError."""
        return tuple(Voice(*one) for one in self._ask("", {"do": "voices"}, 0)["voices"])

    def forgive(self) -> None:
        """Try again the engines that have failed; what was wrong may have been mended."""
        self._failures.clear()

    def close(self) -> None:
        """End the worker for good: whoever still waits for a line is told at once that there is no voice."""
        self._closed = True
        worker = self._worker
        if worker is not None:
            worker.kill()  # whoever waits holds the lock
        with self._one_at_a_time:
            self._end_worker()

    def _ask(self, engine: str, request: dict[str, Any], letters: int) -> dict[str, Any]:
        with self._one_at_a_time:
            reason = ""
            for _attempt in range(_ATTEMPTS):
                if self._closed:
                    raise NoVoiceError("it has been closed")
                if self._failures.get(engine, 0) >= GIVE_UP_AFTER:
                    raise NoVoiceError(reason or f"{GIVE_UP_AFTER} lines in a row could not be spoken")
                answer = self._answer_of_worker(request, self._limit_seconds + letters / _LETTERS_A_SECOND)
                if answer is None:
                    self._failures[engine] = self._failures.get(engine, 0) + 1
                    reason = "the speech process did not answer"
                elif "error" not in answer:
                    self._failures[engine] = 0
                    return answer
                elif not answer.get("engine", True):
                    self._failures[engine] = GIVE_UP_AFTER
                    raise NoVoiceError(answer["error"])
                else:
                    self._failures[engine] = self._failures.get(engine, 0) + 1
                    reason = answer["error"]
                    break
            if self._closed or self._failures.get(engine, 0) >= GIVE_UP_AFTER:
                raise NoVoiceError(reason)
            raise LineLostError(reason)

    def _answer_of_worker(self, request: dict[str, Any], limit_seconds: float) -> dict[str, Any] | None:
        """Return the answer; None if the worker died or hung. One that ended itself while idle is started again."""
        while True:
            try:
                if self._worker is None:
                    self._worker = _Worker(self._command)
                    if self._closed:  # meanwhile, and `close` knew of no process
                        self._worker.kill()
                return self._worker.ask(request, limit_seconds)
            except (OSError, queue.Empty, ValueError) as error:
                was_idle = self._worker is not None and self._worker.ended_while_idle
                self._end_worker()
                if not was_idle:
                    _log.warning("the speech process did not answer (%s)", type(error).__name__)
                    return None

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
        self._answered = 0
        self._answers: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name="speech answers", daemon=True)
        self._reader.start()

    def ask(self, request: dict[str, Any], limit_seconds: float) -> dict[str, Any]:
        """Return the answer. Raises OSError or ValueError where the process died, queue.Empty where it hangs."""
        if self._process.stdin is None:
            raise OSError("no way to ask")
        print(json.dumps(request), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._answers.get(timeout=limit_seconds))
        self._answered += 1
        return answer

    @property
    def ended_while_idle(self) -> bool:
        """Whether the process ended by itself after it had answered; it may take a moment to be gone."""
        if not self._answered or self._reader.is_alive():
            return False
        try:
            return self._process.wait(_ENDING_SECONDS) == 0
        except subprocess.TimeoutExpired:
            return False

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
