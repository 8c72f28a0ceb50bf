"""The renderer: lets a worker process speak lines into files. The process may hang, crash or lack an engine."""

import json
import logging
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stretchcoach.speech.engine import EngineUnavailableError, LineFailedError, Voice
from stretchcoach.speech.line_cache import LineSpec

_START = "import sys; sys.path[:0] = sys.argv[1:]; from stretchcoach.speech import worker; worker.main()"
WORKER_COMMAND = (sys.executable, "-P", "-c", _START, str(Path(__file__).parents[2]))
"""Runs the worker with the same interpreter and the same package as this process."""
LIMIT_SECONDS = 5.0
"""How long a short line may take before the worker counts as hung. It usually starts and speaks within a second."""
_LETTERS_A_SECOND = 60
"""The pace by which longer texts are given more time. A slow computer renders ten times as many letters."""
GIVE_UP_AFTER = 3
"""The number of failures in a row after which an engine is not tried again in this session."""
_ATTEMPTS = 2
"""How often a line is tried if the worker dies or hangs."""

_ENDING_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Renderer:
    """Speaks lines into files, one at a time. Its methods block, so call them from a thread that may wait."""

    def __init__(self, command: Sequence[str] = WORKER_COMMAND) -> None:
        self._command = tuple(command)
        self._limit_seconds = LIMIT_SECONDS
        self._worker: _WorkerProcess | None = None
        self._failures: dict[str, int] = {}
        """The number of failures in a row, by engine."""
        self._closed = False
        self._one_at_a_time = threading.Lock()

    def render(self, line: LineSpec, path: Path) -> None:
        """Speak a line into the FLAC file at `path`. Raises LineFailedError or EngineUnavailableError."""
        self._ask(line.engine, {"do": "render", **line.request, "file": str(path)}, len(line.text))

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices of this computer, natural ones first. Raises LineFailedError or EngineUnavailableError."""
        return tuple(Voice(*one) for one in self._ask("", {"do": "voices"}, 0)["voices"])

    def reset_failures(self) -> None:
        """Give engines that have failed another chance, because the cause may be gone."""
        self._failures.clear()

    def close(self) -> None:
        """End the worker for good. Any thread that waits for a line gets EngineUnavailableError at once."""
        self._closed = True
        worker = self._worker
        if worker is not None:
            worker.kill()  # a thread that waits for it holds the lock
        with self._one_at_a_time:
            self._end_worker()

    def _ask(self, engine: str, request: dict[str, Any], letters: int) -> dict[str, Any]:
        with self._one_at_a_time:
            reason = ""
            for _attempt in range(_ATTEMPTS):
                if self._closed:
                    raise EngineUnavailableError("it has been closed")
                if self._failures.get(engine, 0) >= GIVE_UP_AFTER:
                    raise EngineUnavailableError(reason or f"{GIVE_UP_AFTER} lines in a row could not be spoken")
                answer = self._answer_of_worker(request, self._limit_seconds + letters / _LETTERS_A_SECOND)
                if answer is None:
                    self._failures[engine] = self._failures.get(engine, 0) + 1
                    reason = "the speech process did not answer"
                elif "error" not in answer:
                    self._failures[engine] = 0
                    return answer
                elif not answer.get("engine", True):
                    self._failures[engine] = GIVE_UP_AFTER
                    raise EngineUnavailableError(answer["error"])
                else:
                    self._failures[engine] = self._failures.get(engine, 0) + 1
                    reason = answer["error"]
                    break
            if self._closed or self._failures.get(engine, 0) >= GIVE_UP_AFTER:
                raise EngineUnavailableError(reason)
            raise LineFailedError(reason)

    def _answer_of_worker(self, request: dict[str, Any], limit_seconds: float) -> dict[str, Any] | None:
        """Return the answer; None if the worker died or hung. A worker that exited while idle is started again."""
        while True:
            try:
                if self._worker is None:
                    self._worker = _WorkerProcess(self._command)
                    if self._closed:  # `close` was called meanwhile and found no process
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


class _WorkerProcess:
    """The process, and a thread that reads its answers so that waiting for them can time out."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own module, run by our own interpreter
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",  # it then fails to parse as JSON
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._answered = 0
        self._answers: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name="speech answers", daemon=True)
        self._reader.start()

    def ask(self, request: dict[str, Any], limit_seconds: float) -> dict[str, Any]:
        """Return the answer. Raises OSError or ValueError if the process died, and queue.Empty if it hangs."""
        if self._process.stdin is None:
            raise OSError("the process has no standard input")
        print(json.dumps(request), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._answers.get(timeout=limit_seconds))
        self._answered += 1
        return answer

    @property
    def ended_while_idle(self) -> bool:
        """Whether the process exited by itself after an answer. It may take a moment to be gone."""
        if not self._answered or self._reader.is_alive():
            return False
        try:
            return self._process.wait(_ENDING_SECONDS) == 0
        except subprocess.TimeoutExpired:
            return False

    def kill(self) -> None:
        """Kill the process, which wakes any thread that waits for its answer. May be called from any thread."""
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
                except OSError:  # unsent data is of no use to a dead process
                    continue

    def _read(self) -> None:
        if self._process.stdout is not None:
            for line in self._process.stdout:
                self._answers.put(line)
        self._answers.put("")  # not JSON: it tells a waiting thread that the process is gone
