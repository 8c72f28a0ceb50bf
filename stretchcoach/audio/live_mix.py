"""The mix of a running session: sounds are scheduled by the clock, and get their frames as the device reads."""

import math
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from stretchcoach.audio.buses import UNITY, Bus
from stretchcoach.audio.ducking import LOOK_AHEAD_FRAMES
from stretchcoach.audio.mixer import Mixer
from stretchcoach.audio.samples import SAMPLE_RATE, Mono, Stereo
from stretchcoach.audio.source import Playhead, Source
from stretchcoach.session.timeline import Timeline

_CLOCK_WINDOW_SECONDS = 4.0
"""How long blocks count for the stream's clock. A device may read up to some 20 ms late for seconds."""
_INTERRUPTION_SECONDS = 0.08
"""A device that is so much later than expected has been interrupted, and its clock is measured anew."""
_LATE_SECONDS = 0.25
"""How long a sound may wait to begin before it is dropped."""
_PLAYHEAD_TOLERANCE_SECONDS = 0.03
"""How far the playhead may be off before it is corrected. A correction would break up the sounds of the session."""


@dataclass(frozen=True, eq=False)
class _ScheduledSound:
    """A sound that is not in the mixer yet, because the stream may still stall and its frame move."""

    at: float
    """The time of the clock at which it is due, in seconds."""
    samples: Mono
    bus: Bus


class _Anchor(NamedTuple):
    """Where the session was at a time of the clock."""

    at: float
    """The time of the clock, in seconds."""
    playhead: Playhead


class LiveMix:
    """Mixes sounds into one stream, but never two spoken lines at once.

    `clock` is monotonic, in seconds. A frame is heard `delay_seconds` after it is read. The device calls `read`; the
    other methods may be called from any thread.
    """

    def __init__(self, clock: Callable[[], float], delay_seconds: float = 0.0) -> None:
        self._clock = clock
        self._delay_seconds = delay_seconds
        self._lock = threading.Lock()
        self._mixer = Mixer()
        self._scheduled: list[_ScheduledSound] = []
        self._stream_start = -math.inf
        """The time of the clock at which frame 0 was read, in seconds."""
        self._stream_starts: deque[tuple[float, float]] = deque()
        """The time at which each recent block was read, and the stream start if that block was on time."""
        self._anchor: _Anchor | None = None
        self._last_read: tuple[Playhead, int] | None = None
        """The playhead of the last block, and the block's first frame."""

    def play(self, samples: Mono, at: float, bus: Bus) -> None:
        """Schedule `samples` to be heard when the clock says `at`. They are dropped if they are late by too much.

        A spoken line waits until the line before it has ended.
        """
        with self._lock:
            # Without a device that reads, sounds would pile up here.
            late = self._clock() - self._delay_seconds - _LATE_SECONDS
            self._scheduled = [sound for sound in self._scheduled if sound.at >= late]
            self._scheduled.append(_ScheduledSound(at, samples, bus))

    def stop(self) -> None:
        """Fade out lines and chimes, and drop those that have not begun."""
        with self._lock:
            self._scheduled.clear()
            self._mixer.stop()

    def drop_from(self, at: float) -> None:
        """Drop the lines and chimes that have not begun and are due when the clock says `at` or later."""
        with self._lock:
            self._scheduled = [sound for sound in self._scheduled if sound.at < at]
            if math.isfinite(self._stream_start):
                self._mixer.drop_from(self._frame(at))

    def drop_playing(self) -> None:
        """Drop the sounds that have begun: their device is gone, and the next one begins with silence."""
        with self._lock:
            self._mixer.drop_playing()

    def set_gains(self, gains: Mapping[Bus, float]) -> None:
        """Change the gains, from 0 to 1."""
        with self._lock:
            self._mixer.set_gains({**UNITY, **gains})

    def set_source(self, bus: Bus, source: Source | None) -> None:
        """Replace the source of the breath or the background."""
        with self._lock:
            self._mixer.set_source(bus, source)

    def follow(self, timeline: Timeline, position: float, speed: float, *, is_running: bool) -> None:
        """Take note of where the session is now."""
        anchor = _Anchor(self._clock(), Playhead(timeline, position, speed, is_running))
        with self._lock:
            self._anchor = anchor

    def unfollow(self) -> None:
        """Forget the session. Its breath and background fade out."""
        with self._lock:
            if self._anchor is not None:
                at, playhead = self._anchor
                self._anchor = _Anchor(at, playhead._replace(is_running=False))

    def read(self, frames: int) -> Stereo:
        """Return the next `frames` frames of the stream."""
        with self._lock:
            self._follow_device()
            self._place_scheduled(self._mixer.position + frames)
            return self._mixer.read(frames, self._playhead())

    def _place_scheduled(self, end: int) -> None:
        """Give a frame to each sound that is due before frame `end`, or soon after, because ducking looks ahead.

        A line begins after the line before it, and after everything that was stopped has faded out.
        """
        mixer = self._mixer
        waiting = []
        for sound in sorted(self._scheduled, key=lambda one: one.at):
            frame = self._frame(sound.at)
            if frame >= end + LOOK_AHEAD_FRAMES:
                waiting.append(sound)
            elif frame >= mixer.position - _LATE_SECONDS * SAMPLE_RATE:
                is_line = sound.bus is Bus.VOICE
                mixer.place(sound.samples, sound.bus, frame, max(mixer.silent_from, mixer.line_end) if is_line else 0)
        self._scheduled = waiting

    def _frame(self, at: float) -> int:
        """Return the frame that is heard when the clock says `at`."""
        return round((at - self._delay_seconds - self._stream_start) * SAMPLE_RATE)

    def _playhead(self) -> Playhead | None:
        """Return where in the session the next frame is."""
        if self._anchor is None:
            return None
        at, playhead = self._anchor
        if not playhead.is_running:
            # Sounds that fade out continue from where they were.
            is_new, position = False, playhead.position
        else:
            heard = self._stream_start + self._mixer.position / SAMPLE_RATE + self._delay_seconds
            is_new, position = True, playhead.position + (heard - at) * playhead.speed
        if self._last_read is not None:
            last, frame = self._last_read
            steady = last.position + (self._mixer.position - frame) / SAMPLE_RATE * playhead.speed
            is_near = abs(steady - position) < _PLAYHEAD_TOLERANCE_SECONDS * playhead.speed
            if not is_new or (last.is_running and is_near):
                position = steady
        position = min(max(position, 0.0), playhead.timeline.seconds)
        now = playhead._replace(position=position)
        self._last_read = now, self._mixer.position
        return now

    def _follow_device(self) -> None:
        """Measure the stream's start by the earliest of the recent blocks: blocks come late, but never early."""
        now = self._clock()
        start = now - self._mixer.position / SAMPLE_RATE
        if abs(start - self._stream_start) > _INTERRUPTION_SECONDS:
            self._stream_starts.clear()
        while self._stream_starts and self._stream_starts[0][0] < now - _CLOCK_WINDOW_SECONDS:
            self._stream_starts.popleft()
        self._stream_starts.append((now, start))
        self._stream_start = min(start for _now, start in self._stream_starts)
