"""The background of a session: it fades in, pauses with the session, and fades out over the last breaths."""

import numpy as np

from stretchcoach.audio.read_ahead import SampleStream
from stretchcoach.audio.samples import SAMPLE_RATE, Mono, Stereo
from stretchcoach.audio.source import Gate, JumpSmoother, Playhead
from stretchcoach.session.timeline import SegmentKind, Timeline

_FADE_IN_SECONDS = 4.0
_LEAST_FADE_OUT_SECONDS = 6.0


class Background:
    """A source that plays a stream of samples while the session runs."""

    def __init__(self, stream: SampleStream) -> None:
        self._stream = stream
        self._gate = Gate()
        self._smoother = JumpSmoother()

    def read(self, frames: int, playhead: Playhead | None) -> Stereo:
        """Return the next frames."""
        gate = self._gate.gains(frames, playhead)
        if playhead is None or not gate.any():
            return np.zeros((frames, 2), dtype=np.float32)
        gains = gate * self._smoother.smooth(_envelope(playhead, frames), playhead)
        return np.asarray(self._stream.read(frames) * gains[:, np.newaxis], dtype=np.float32)


def _envelope(playhead: Playhead, frames: int) -> Mono:
    timeline = playhead.timeline
    seconds = playhead.position + np.arange(frames) * (playhead.speed / SAMPLE_RATE)
    left = (timeline.seconds - seconds) / _fade_out_seconds(timeline)
    return np.asarray(np.clip(np.minimum(seconds / _FADE_IN_SECONDS, left), 0.0, 1.0), dtype=np.float32)


def _fade_out_seconds(timeline: Timeline) -> float:
    last = timeline.segments[-1]
    return max(_LEAST_FADE_OUT_SECONDS, last.seconds if last.kind is SegmentKind.FINISH else 0.0)
