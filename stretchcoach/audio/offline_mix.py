"""The mix of a whole session without a clock, as fast as it can be computed. It is the same mix that is heard live."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from stretchcoach.audio.bundled_sounds import chime_path
from stretchcoach.audio.buses import Bus
from stretchcoach.audio.ducking import LOOK_AHEAD_FRAMES
from stretchcoach.audio.mixer import Mixer
from stretchcoach.audio.samples import SAMPLE_RATE, Stereo, read_mono
from stretchcoach.audio.session_sound import LinePath
from stretchcoach.audio.source import Playhead, Source
from stretchcoach.session.timeline import Timeline

_BLOCK_FRAMES = SAMPLE_RATE // 2


def mix_session(
    timeline: Timeline, line_path: LinePath, gains: Mapping[Bus, float], sources: Mapping[Bus, Source]
) -> Iterator[Stereo]:
    """Yield the frames of a session, block by block."""
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
        yield mixer.read(frames, Playhead(timeline, first / SAMPLE_RATE))


def _sounds(timeline: Timeline, line_path: LinePath) -> Iterator[tuple[int, Bus, Callable[[], Path | None]]]:
    """Yield each line and chime with the frame at which it is due, its bus, and a function that finds its file."""
    for cue in timeline.cues:
        yield round(cue.at * SAMPLE_RATE), Bus.VOICE, lambda cue=cue: line_path(cue)  # type: ignore[misc]  # bound now
    for at, chime in timeline.chimes:
        yield round(at * SAMPLE_RATE), Bus.CHIMES, lambda chime=chime: chime_path(chime)  # type: ignore[misc]  # as above
