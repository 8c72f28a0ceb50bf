"""Reading samples ahead in a thread, so that the audio device never waits for a disk."""

import threading
from collections import deque
from typing import Protocol

import numpy as np

from stretchcoach.audio.samples import SAMPLE_RATE, Stereo

_AHEAD_FRAMES = 6 * SAMPLE_RATE
"""How much is decoded before it is needed. A disk may take its time."""
_CHUNK_FRAMES = SAMPLE_RATE // 2
_STALLED_SECONDS = 2.0
"""How long samples may be missing before the stream counts as stalled."""


class SampleStream(Protocol):
    """An endless stream of samples, such as decoded music."""

    def read(self, frames: int) -> Stereo:
        """Return the next frames."""

    def close(self) -> None:
        """Close the files that are open."""


class ReadAhead:
    """A buffer that a thread fills from another stream."""

    def __init__(self, stream: SampleStream) -> None:
        self._stream = stream
        self._chunks: deque[Stereo] = deque()
        self._buffered = 0
        """The number of frames in the buffer."""
        self._missing = 0
        """The number of frames in a row for which there were no samples."""
        self._changed = threading.Condition()
        self._is_closed = False
        self._thread = threading.Thread(target=self._read_ahead, name="background", daemon=True)
        self._thread.start()

    @property
    def is_stalled(self) -> bool:
        """Whether the disk has given no samples for some time."""
        return self._missing > _STALLED_SECONDS * SAMPLE_RATE

    @property
    def buffered_seconds(self) -> float:
        """How much has been read but not played, in seconds."""
        return self._buffered / SAMPLE_RATE

    def read(self, frames: int) -> Stereo:
        """Return the next frames at once, with silence for those that are not there yet."""
        parts: list[Stereo] = []
        wanted = frames
        with self._changed:
            while wanted and self._chunks:
                chunk = self._chunks.popleft()
                if len(chunk) > wanted:
                    self._chunks.appendleft(chunk[wanted:])
                    chunk = chunk[:wanted]
                parts.append(chunk)
                wanted -= len(chunk)
            self._buffered -= frames - wanted
            self._missing = self._missing + wanted if wanted else 0
            self._changed.notify()
        if wanted:
            parts.append(np.zeros((wanted, 2), dtype=np.float32))
        return np.concatenate(parts)

    def close(self) -> None:
        """Stop reading. If the disk hangs, its thread is left to end by itself."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()

    def _read_ahead(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closed or self._buffered < _AHEAD_FRAMES)
                if self._is_closed:
                    break
            chunk = self._stream.read(_CHUNK_FRAMES)
            with self._changed:
                self._chunks.append(chunk)
                self._buffered += len(chunk)
        self._stream.close()
