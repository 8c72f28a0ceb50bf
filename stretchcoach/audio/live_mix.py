"""The mix of a running session: sounds are due by the clock, and go to their frames as the device reads."""

import math
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from stretchcoach.audio.ducking import LOOK_AHEAD_FRAMES
from stretchcoach.audio.mixer import UNITY, Bus, Mixer, Playing, Source
from stretchcoach.audio.samples import SAMPLE_RATE, Mono, Stereo
from stretchcoach.session.timeline import Timeline

_WATCHED_SECONDS = 4.0
"""Seconds of blocks that the stream's clock is taken from: a device may ask up to some 20 ms late for seconds."""
_JUMP_SECONDS = 0.08
"""A device that lost so much has been interrupted; its clock is taken anew."""
_LATE_SECONDS = 0.25
"""A sound that could not begin for so long is left out."""
_STEADY_SECONDS = 0.03
"""A session's place in the stream is kept while it is about right, so that its sounds have no breaks."""


@dataclass(frozen=True, eq=False)
class _Due:
    """A sound that is not in the mixer yet: until then the stream may stall, and its frame move."""

    at: float
    samples: Mono
    bus: Bus


class _Anchor(NamedTuple):
    """Where the session was at a time of the clock."""

    at: float
    playing: Playing


class LiveMix:
    """Adds sounds to one stream, but never two spoken lines. `read` is for the device; all else may come from anyone.

    `clock` is monotonic, in seconds; a frame that is read is heard `delay_seconds` later.
    """

    def __init__(self, clock: Callable[[], float], delay_seconds: float = 0.0) -> None:
        self._clock = clock
        self._delay_seconds = delay_seconds
        self._lock = threading.Lock()
        self._mixer = Mixer()
        self._due: list[_Due] = []
        self._began = -math.inf
        """The time of the clock at which frame 0 was read, in seconds."""
        self._read: deque[tuple[float, float]] = deque()
        """The clock at each of the last blocks, and the time at which frame 0 was read if that block came on time."""
        self._anchor: _Anchor | None = None
        self._last: tuple[Playing, int] | None = None
        """What was played last, and at which frame."""

    def play(self, samples: Mono, at: float, bus: Bus) -> None:
        """Let `samples` be heard when the clock says `at`, or a little after that, or never.

        A spoken line waits until the line before it has ended.
        """
        with self._lock:
            # Without a device that reads, sounds would pile up here.
            late = self._clock() - self._delay_seconds - _LATE_SECONDS
            self._due = [sound for sound in self._due if sound.at >= late]
            self._due.append(_Due(at, samples, bus))

    def stop(self) -> None:
        """Fade lines and chimes to silence, and drop those that were to come."""
        with self._lock:
            self._due.clear()
            self._mixer.stop()

    def drop_from(self, at: float) -> None:
        """Drop the lines and chimes that have not begun and are due when the clock says `at` or later."""
        with self._lock:
            self._due = [sound for sound in self._due if sound.at < at]
            if math.isfinite(self._began):
                self._mixer.drop_from(self._frame(at))

    def break_off(self) -> None:
        """Drop the sounds that have begun: the device that played them is gone, and the next begins with silence."""
        with self._lock:
            self._mixer.cut()

    def set_gains(self, gains: Mapping[Bus, float]) -> None:
        """Go to other gains, from 0 to 1."""
        with self._lock:
            self._mixer.set_gains({**UNITY, **gains})

    def set_source(self, bus: Bus, source: Source | None) -> None:
        """Use another source for the breath or the background."""
        with self._lock:
            self._mixer.set_source(bus, source)

    def follow(self, timeline: Timeline, position: float, speed: float, *, is_running: bool) -> None:
        """Take note of where the session is now."""
        anchor = _Anchor(self._clock(), Playing(timeline, position, speed, is_running))
        with self._lock:
            self._anchor = anchor

    def unfollow(self) -> None:
        """Forget the session; its breath and background fade away."""
        with self._lock:
            if self._anchor is not None:
                at, playing = self._anchor
                self._anchor = _Anchor(at, playing._replace(is_running=False))

    def read(self, frames: int) -> Stereo:
        """Return the next `frames` frames of the stream."""
        with self._lock:
            self._follow_device()
            self._place_due(self._mixer.position + frames)
            return self._mixer.read(frames, self._playing())

    def _place_due(self, end: int) -> None:
        """Give a frame to each sound whose time comes before frame `end`, or soon after: the background must sink.

        A line begins no sooner than what was stopped is silent, and after the line before.
        """
        mixer = self._mixer
        waiting = []
        for sound in sorted(self._due, key=lambda one: one.at):
            frame = self._frame(sound.at)
            if frame >= end + LOOK_AHEAD_FRAMES:
                waiting.append(sound)
            elif frame >= mixer.position - _LATE_SECONDS * SAMPLE_RATE:
                is_line = sound.bus is Bus.VOICE
                mixer.place(sound.samples, sound.bus, frame, max(mixer.silent_from, mixer.line_end) if is_line else 0)
        self._due = waiting

    def _frame(self, at: float) -> int:
        """Return the frame that is heard when the clock says `at`."""
        return round((at - self._delay_seconds - self._began) * SAMPLE_RATE)

    def _playing(self) -> Playing | None:
        """Return where in the session the next frame is."""
        if self._anchor is None:
            return None
        at, playing = self._anchor
        if not playing.is_running:
            # What fades out goes on from where it was.
            is_new, position = False, playing.position
        else:
            heard = self._began + self._mixer.position / SAMPLE_RATE + self._delay_seconds
            is_new, position = True, playing.position + (heard - at) * playing.speed
        if self._last is not None:
            last, frame = self._last
            steady = last.position + (self._mixer.position - frame) / SAMPLE_RATE * playing.speed
            if not is_new or (last.is_running and abs(steady - position) < _STEADY_SECONDS * playing.speed):
                position = steady
        position = min(max(position, 0.0), playing.timeline.seconds)
        now = playing._replace(position=position)
        self._last = now, self._mixer.position
        return now

    def _follow_device(self) -> None:
        """Take the stream's clock from the block that came earliest: blocks come late, but never early."""
        now = self._clock()
        began = now - self._mixer.position / SAMPLE_RATE
        if abs(began - self._began) > _JUMP_SECONDS:
            self._read.clear()
        while self._read and self._read[0][0] < now - _WATCHED_SECONDS:
            self._read.popleft()
        self._read.append((now, began))
        self._began = min(began for _now, began in self._read)
