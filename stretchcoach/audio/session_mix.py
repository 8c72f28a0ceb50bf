"""The mix of a whole session without a clock: what is heard of it, as fast as it can be computed."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from stretchcoach.audio.ducking import LOOK_AHEAD_FRAMES
from stretchcoach.audio.mixer import Bus, Mixer, Playing, Source
from stretchcoach.audio.samples import SAMPLE_RATE, Stereo, read_mono
from stretchcoach.audio.session_sound import LinePath, chime_path
from stretchcoach.session.timeline import Timeline

_BLOCK_FRAMES = SAMPLE_RATE // 2


def session_mix(
    timeline: Timeline, line_path: LinePath, gains: Mapping[Bus, float], sources: Mapping[Bus, Source]
) -> Iterator[Stereo]:
    """Yield the frames of a session, which begins with the first one."""
    mixer = Mixer(gains)
    for bus, source in sources.items():
        mixer.set_source(bus, source)
    waiting = sorted(_sounds(timeline, line_path), key=lambda sound: sound[0])[::-1]
    end = round(timeline.seconds * SAMPLE_RATE)
    for first in range(0, end, _BLOCK_FRAMES):
        frames = min(_BLOCK_FRAMES, end - first)
        while waiting and waiting[-1][0] < first + frames + LOOK_AHEAD_FRAMES:
            due, bus, find = waiting.pop()
            path = find()
            samples = None if path is None else read_mono(path)
            if samples is not None:
                mixer.place(samples, bus, due, mixer.line_end if bus is Bus.VOICE else 0)
        yield mixer.read(frames, Playing(timeline, first / SAMPLE_RATE))


def _sounds(timeline: Timeline, line_path: LinePath) -> Iterator[tuple[int, Bus, Callable[[], Path | None]]]:
    for cue in timeline.cues:
        yield round(cue.at * SAMPLE_RATE), Bus.VOICE, lambda cue=cue: line_path(cue)  # type: ignore[misc]  # bound now
    for at, chime in timeline.chimes:
        yield round(at * SAMPLE_RATE), Bus.CHIMES, lambda chime=chime: chime_path(chime)  # type: ignore[misc]  # as above
