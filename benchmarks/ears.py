"""How well the voice is understood, and how natural it sounds: `make ears`.

The natural voice and the system's voice speak every line of every routine, and `judge.py` judges them. It runs in an
environment of its own, because the speech recogniser and the quality predictor are large.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks.measurement import Measurement
from stretchcoach.resources import DATA
from stretchcoach.routine.library import load_library
from stretchcoach.services.narration import Narration
from stretchcoach.services.sound import SoundSystem
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.timeline import Cue
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.renderer import Renderer

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VOICES = {"natural": None, "system": "system:"}
_MOST_MISHEARD, _MEDIAN, _WORST = 0.03, 4.4, 3.8


class Judged(NamedTuple):
    """A line, and how it was heard."""

    text: str
    heard: str
    quality: float

    @property
    def wrong(self) -> int:
        return _edit_distance(_words(self.text), _words(self.heard))


def main(python: str) -> None:
    judged = {name: judge(voice, python) for name, voice in _VOICES.items()}
    for line in judged["natural"]:
        if line.wrong:
            print(f"{line.quality:.2f}  {line.text}   heard: {line.heard}")
    for measurement in measurements(judged["natural"], judged["system"]):
        print(f"{measurement.what}: {measurement.measured}; {measurement.reference}; target {measurement.target} "
              f"({'yes' if measurement.is_reached else 'NO'})")  # fmt: skip


def judge(voice: str | None, python: str) -> list[Judged]:
    """Speak every line of every routine in a voice, and judge them."""
    library = load_library([DATA])
    with tempfile.TemporaryDirectory() as folder:
        sound = SoundSystem(Path(folder), lambda: 0.0, Renderer())
        narration = sound.narration(Preferences(voice=voice))
        texts: dict[str, str] = {}
        for routine in library.routines.values():
            for cue in compile_timeline(routine, Preferences(voice=voice), narration.seconds).cues:
                texts.setdefault(cue.text, _file(narration, cue))
        sound.close()
        script = Path(__file__).with_name("judge.py")
        ran = subprocess.run(
            [python, str(script)], input=json.dumps(list(texts.values())), stdout=subprocess.PIPE, text=True, check=True
        )
    heard = [json.loads(line) for line in ran.stdout.splitlines()]
    return [Judged(text, one["heard"], one["quality"]) for text, one in zip(texts, heard, strict=True)]


def measurements(natural: list[Judged], system: list[Judged]) -> list[Measurement]:
    """Return the measurements of the natural voice, beside those of the system's voice."""
    ours, theirs = misheard(natural), misheard(system)
    quality, other = ([one.quality for one in judged] for judged in (natural, system))
    median, worst = statistics.median(quality), min(quality)
    return [
        Measurement(
            f"words misheard, {len(natural)} lines of all routines",
            f"system voice {theirs:.1%}",
            f"{ours:.1%}",
            f"under {_MOST_MISHEARD:.0%}",
            ours < _MOST_MISHEARD,
        ),
        Measurement(
            "predicted quality, median / worst line",
            f"system voice {statistics.median(other):.2f} / {min(other):.2f}",
            f"{median:.2f} / {worst:.2f}",
            f"{_MEDIAN} / {_WORST}",
            median >= _MEDIAN and worst >= _WORST,
        ),
    ]


def misheard(judged: list[Judged]) -> float:
    """Return the share of words that were misheard."""
    return sum(one.wrong for one in judged) / sum(len(_words(one.text)) for one in judged)


def _file(narration: Narration, cue: Cue) -> str:
    path = narration.path(cue)
    if path is None:
        raise RuntimeError(f"never rendered: {cue.text}")
    return str(path)


def _words(text: str) -> list[str]:
    text = re.sub(r"\d+", lambda found: _spelled(int(found[0])), text.lower().replace("-", " "))
    return re.sub(r"[^a-z ]", " ", re.sub(r"['’]", "", text)).split()


def _spelled(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    if tens < len(_TENS):
        return f"{_TENS[tens]} {_ONES[ones]}" if ones else _TENS[tens]
    return str(number)


def _edit_distance(said: list[str], heard: list[str]) -> int:
    """Return how many words were added, lost or changed: the word edit distance. Spaces alone make no difference."""
    if "".join(said) == "".join(heard):
        return 0
    row = list(range(len(heard) + 1))
    for number, one in enumerate(said, start=1):
        before, row = row, [number]
        for place, other in enumerate(heard, start=1):
            row.append(min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (one != other)))
    return row[-1]


if __name__ == "__main__":
    main(sys.argv[1])
