"""Comparing what was heard of a session with its plan."""

import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stretchcoach.voice.cache import LineCache
from tests.listening import Recording, read_sound

CERTAIN = 0.6
"""A line matches itself by 0.9 and more, another line by 0.3 and less."""


@dataclass(frozen=True)
class HeardCue:
    """A planned line, how well it was recognised, and how far from its time it came, in seconds."""

    text: str
    score: float
    late: float


def heard_cues(plan: dict[str, Any], recording: Recording, cache: Path, rate: int, began: float) -> list[HeardCue]:
    """Find every line of `plan` in a recording of the session that began at about `began`.

    The times are those between the lines: the way to the ear, the same for all, is taken out by its median.
    """
    lines = LineCache(cache)
    found = []
    for cue in plan["cues"]:
        path = lines.find(cue["text"], None, rate)
        assert path is not None, f"never spoken: {cue['text']}"
        at, score = recording.find(read_sound(path), began + cue["at"], within=1.0)
        found.append((cue["text"], score, at - began - cue["at"]))
    way = statistics.median(late for _text, score, late in found if score > CERTAIN)
    return [HeardCue(text, score, late - way) for text, score, late in found]
