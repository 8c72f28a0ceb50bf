"""Comparing the recording of a session with its plan."""

import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stretchcoach.resources import DATA
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.catalogue import voices_to_try
from stretchcoach.speech.line_cache import LineCache
from stretchcoach.speech.lines import SpokenLines
from stretchcoach.speech.pronunciation import load_pronunciations
from stretchcoach.speech.renderer import Renderer
from tests.listening import Recording, read_sound

CERTAIN = 0.6
"""The score from which a line counts as recognised. The right line scores 0.9 or more, other lines 0.3 or less."""


@dataclass(frozen=True)
class HeardCue:
    """A planned line, how well it was recognised, and by how many seconds it was late."""

    text: str
    score: float
    late: float


def kept_lines(cache: Path, preferences: Preferences | None = None) -> SpokenLines:
    """Return the cached lines of the person's voice, without a renderer for new ones."""
    preferences = preferences or Preferences()
    voice = voices_to_try(preferences.voice)[0]
    pronunciations = load_pronunciations(DATA / "pronunciations.toml")
    return SpokenLines(voice, preferences.rate, Renderer(("/no/renderer",)), LineCache(cache), pronunciations)


def heard_cues(
    plan: dict[str, Any], recording: Recording, cache: Path, began: float, preferences: Preferences | None = None
) -> list[HeardCue]:
    """Find every line of `plan` in a recording of the session that began at about `began`.

    The delay of the sound server is the same for all lines, so its median is subtracted.
    """
    lines = kept_lines(cache, preferences)
    found = []
    for cue in plan["cues"]:
        path = lines.path(cue["text"])
        assert path is not None, f"never rendered: {cue['text']}"
        at, score = recording.find(read_sound(path), began + cue["at"], within=1.0)
        found.append((cue["text"], score, at - began - cue["at"]))
    delay = statistics.median(late for _text, score, late in found if score > CERTAIN)
    return [HeardCue(text, score, late - delay) for text, score, late in found]
