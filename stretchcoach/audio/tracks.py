"""Playing tracks one after the other without end: decoded as needed, crossfaded, and evened out in loudness."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import miniaudio
import numpy as np

from stretchcoach.audio.samples import SAMPLE_RATE, Stereo

CROSSFADE_SECONDS = 2.0
_CROSSFADE_FRAMES = round(CROSSFADE_SECONDS * SAMPLE_RATE)
_CHUNK_FRAMES = SAMPLE_RATE // 4
_TARGET_RMS = 0.03
"""The level that tracks are brought to: quiet enough for a voice above them."""
_MOST_GAIN = 4.0
_RELEASE_SECONDS = 30.0
"""How slowly a quiet passage is raised. A loud one is lowered at once."""


class TrackPlace(NamedTuple):
    """A position in a track."""

    path: Path
    seconds: float = 0.0


class Tracks:
    """A stream of tracks in order, or in random order with `shuffle`, that begins again after the last.

    A track that cannot be read is reported to `skipped` with the reason, and left out from then on. A `seamless` track
    ends as it begins, so it loops by a plain crossfade and keeps its level.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        shuffle: random.Random | None = None,
        start: TrackPlace | None = None,
        seamless: bool = False,
        skipped: Callable[[Path, str], None] = lambda _path, _reason: None,
    ) -> None:
        self._paths = list(paths)
        self._shuffle = shuffle
        self._start = start
        self._seamless = seamless
        self._skipped = skipped
        self._waiting: list[Path] = []
        self._chunks: Iterator[Stereo] = iter(())
        self._buffer: Stereo = np.zeros((0, 2), dtype=np.float32)
        self._path: Path | None = None
        self._track_frames = 0
        """The number of frames of the track that are decoded."""
        self._rms = _TARGET_RMS

    @property
    def place(self) -> TrackPlace | None:
        """The position of the next frame; None if no track can be read."""
        if self._path is None:
            return None
        return TrackPlace(self._path, max(0, self._track_frames - len(self._buffer)) / SAMPLE_RATE)

    def read(self, frames: int) -> Stereo:
        """Return the next frames; silence if no track can be read. May wait for the disk."""
        while len(self._buffer) < frames + _CROSSFADE_FRAMES:
            chunk = next(self._chunks, None)
            if chunk is not None:
                self._track_frames += len(chunk)
                self._buffer = np.concatenate((self._buffer, chunk))
            elif not self._begin_next():
                break
        block, self._buffer = self._buffer[:frames], self._buffer[frames:]
        if not self._seamless:
            block = self._levelled(block)
        return np.pad(block, ((0, frames - len(block)), (0, 0)))

    def close(self) -> None:
        """Close the file that is open."""
        self._chunks = iter(())
        self._paths = []

    def _begin_next(self) -> bool:
        """Open the next track that can be read, and crossfade into it."""
        while self._paths:
            path = self._next_path()
            seconds = self._start.seconds if self._start is not None and self._start.path == path else 0.0
            self._start = None
            try:
                chunks, head = _opened(path, seconds)
            except (miniaudio.MiniaudioError, OSError, ValueError) as error:
                self._paths = [other for other in self._paths if other != path]
                self._waiting = [other for other in self._waiting if other != path]
                self._skipped(path, _reason(error))
                continue
            self._path, self._chunks = path, chunks
            self._track_frames = round(seconds * SAMPLE_RATE) + len(head)
            self._buffer = self._crossfaded_into(head)
            return True
        self._path = None
        return False

    def _next_path(self) -> Path:
        if not self._waiting:
            self._waiting = list(self._paths)
            if self._shuffle is not None:
                self._shuffle.shuffle(self._waiting)
            if self._start is not None and self._start.path in self._waiting:
                at = self._waiting.index(self._start.path)
                self._waiting = self._waiting[at:]
        return self._waiting.pop(0)

    def _crossfaded_into(self, head: Stereo) -> Stereo:
        """Crossfade from the end of the buffer into the beginning of a track. Short tracks overlap by half."""
        frames = _CROSSFADE_FRAMES
        if min(len(self._buffer), len(head)) < frames:
            frames = min(len(self._buffer), len(head)) // 2
        share = (np.arange(frames, dtype=np.float32)[:, np.newaxis] + 0.5) / max(frames, 1)
        rise, fall = share, 1.0 - share
        if not self._seamless:  # an equal-power crossfade, because unrelated sounds add up by their power
            rise, fall = np.sqrt(rise), np.sqrt(fall)
        last = len(self._buffer) - frames
        both = (self._buffer[last:] * fall + head[:frames] * rise).astype(np.float32)
        return np.concatenate((self._buffer[:last], both, head[frames:]))

    def _levelled(self, block: Stereo) -> Stereo:
        """Bring the person's own music to one level by automatic gain control: down at once, and up slowly."""
        if not len(block):
            return block
        rms = float(np.sqrt(np.mean(block**2)))
        release = len(block) / (_RELEASE_SECONDS * SAMPLE_RATE)
        before, self._rms = self._rms, max(rms, self._rms + release * (rms - self._rms), 1e-6)
        gains = np.minimum(_TARGET_RMS / np.array([before, self._rms]), _MOST_GAIN)
        ramp = np.linspace(gains[0], gains[1], len(block), dtype=np.float32)
        return np.asarray(block * ramp[:, np.newaxis], dtype=np.float32)


def _opened(path: Path, seconds: float) -> tuple[Iterator[Stereo], Stereo]:
    """Return the chunks of a file, and its first frames. Start at `seconds`, or at 0 if the file is shorter now."""
    for first in dict.fromkeys((round(seconds * SAMPLE_RATE), 0)):
        try:
            chunks = _decode(path, first)
            head = _first_frames(chunks, _CROSSFADE_FRAMES)
        except miniaudio.MiniaudioError:
            if not first:
                raise
            continue
        if len(head):
            return chunks, head
    raise miniaudio.DecodeError("there is no sound in it")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error.args[0]) if error.args else type(error).__name__


def _decode(path: Path, first: int) -> Iterator[Stereo]:
    """Yield a file chunk by chunk from frame `first` on. Raises MiniaudioError or OSError, with any chunk."""
    if not path.is_file():
        raise FileNotFoundError("it is not a file")
    stream = miniaudio.stream_file(
        str(path),
        output_format=miniaudio.SampleFormat.FLOAT32,
        nchannels=2,
        sample_rate=SAMPLE_RATE,
        frames_to_read=_CHUNK_FRAMES,
        seek_frame=first,
    )
    for chunk in stream:
        if len(chunk):
            yield np.frombuffer(chunk, dtype=np.float32).reshape(-1, 2)


def _first_frames(chunks: Iterator[Stereo], frames: int) -> Stereo:
    """Return at least `frames` frames, or all that are left."""
    parts = []
    count = 0
    while count < frames:
        chunk = next(chunks, None)
        if chunk is None:
            break
        parts.append(chunk)
        count += len(chunk)
    return np.concatenate(parts) if parts else np.zeros((0, 2), dtype=np.float32)
