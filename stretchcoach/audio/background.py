"""The background of a session: it fades in, pauses with the session, and fades out over the last breaths."""

import threading
from collections import deque
from typing import Protocol

import numpy as np

from stretchcoach.audio.gate import Gate, JumpSmoother
from stretchcoach.audio.mixer import Playing
from stretchcoach.audio.samples import SAMPLE_RATE, Mono, Stereo
from stretchcoach.session.timeline import SegmentKind, Timeline

_FADE_IN_SECONDS = 4.0
_LEAST_FADE_OUT_SECONDS = 6.0
_AHEAD_FRAMES = 6 * SAMPLE_RATE
"""How much is decoded before it is needed; a disk may take its time."""
_CHUNK_FRAMES = SAMPLE_RATE // 2
_SILENT_SECONDS = 2.0
"""After so long without samples, the background counts as stalled."""


class Feed(Protocol):
    """Whatever gives the samples of a background."""

    def read(self, frames: int) -> Stereo:
        """Return the next frames."""

    def close(self) -> None:
        """Let go of what is open."""


class Background:
    """A source that plays a feed while the session runs."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._gate = Gate()
        self._smoother = JumpSmoother()

    def read(self, frames: int, playing: Playing | None) -> Stereo:
        """Return the next frames."""
        gate = self._gate.gains(frames, playing)
        if playing is None or not gate.any():
            return np.zeros((frames, 2), dtype=np.float32)
        loud = gate * self._smoother.smooth(_envelope(playing, frames), playing)
        return np.asarray(self._feed.read(frames) * loud[:, np.newaxis], dtype=np.float32)


def _envelope(playing: Playing, frames: int) -> Mono:
    timeline = playing.timeline
    seconds = playing.position + np.arange(frames) * (playing.speed / SAMPLE_RATE)
    left = (timeline.seconds - seconds) / _fade_out_seconds(timeline)
    return np.asarray(np.clip(np.minimum(seconds / _FADE_IN_SECONDS, left), 0.0, 1.0), dtype=np.float32)


def _fade_out_seconds(timeline: Timeline) -> float:
    last = timeline.segments[-1]
    return max(_LEAST_FADE_OUT_SECONDS, last.seconds if last.kind is SegmentKind.FINISH else 0.0)


class ReadAhead:
    """A feed that a thread reads ahead from another one, so that the audio device never waits for a disk."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._chunks: deque[Stereo] = deque()
        self._buffered = 0
        self._missing = 0
        """Frames in a row for which there were no samples."""
        self._changing = threading.Condition()
        self._is_closed = False
        self._thread = threading.Thread(target=self._read_ahead, name="background", daemon=True)
        self._thread.start()

    @property
    def is_stalled(self) -> bool:
        """Whether the disk has given nothing for some time."""
        return self._missing > _SILENT_SECONDS * SAMPLE_RATE

    def read(self, frames: int) -> Stereo:
        """Return the next frames at once; silence for those that are not there yet."""
        parts: list[Stereo] = []
        wanted = frames
        with self._changing:
            while wanted and self._chunks:
                chunk = self._chunks.popleft()
                if len(chunk) > wanted:
                    self._chunks.appendleft(chunk[wanted:])
                    chunk = chunk[:wanted]
                parts.append(chunk)
                wanted -= len(chunk)
            self._buffered -= frames - wanted
            self._missing = self._missing + wanted if wanted else 0
            self._changing.notify()
        if wanted:
            parts.append(np.zeros((wanted, 2), dtype=np.float32))
        return np.concatenate(parts)

    @property
    def buffered_seconds(self) -> float:
        """How much has been read and not been played."""
        return self._buffered / SAMPLE_RATE

    def close(self) -> None:
        """Stop reading; a disk that hangs is left to the thread."""
        with self._changing:
            self._is_closed = True
            self._changing.notify()

    def _read_ahead(self) -> None:
        while True:
            with self._changing:
                self._changing.wait_for(lambda: self._is_closed or self._buffered < _AHEAD_FRAMES)
                if self._is_closed:
                    break
            chunk = self._feed.read(_CHUNK_FRAMES)
            with self._changing:
                self._chunks.append(chunk)
                self._buffered += len(chunk)
        self._feed.close()
