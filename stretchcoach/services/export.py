"""Exporting a session as a sound file: exactly what `play` plays, with chapters and a cover."""

from collections.abc import Callable
from pathlib import Path

import mutagen

from stretchcoach.audio.background import Background
from stretchcoach.audio.breath_sound import BreathSound
from stretchcoach.audio.buses import Bus, gains_of
from stretchcoach.audio.export import write_sound
from stretchcoach.audio.offline_mix import mix_session
from stretchcoach.audio.samples import SAMPLE_RATE, read_mono
from stretchcoach.audio.source import Source
from stretchcoach.audio.tags import Tags
from stretchcoach.i18n import _
from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.routine.routine import Routine
from stretchcoach.services.backgrounds import make_tracks
from stretchcoach.services.narration import Narration
from stretchcoach.session.chapters import chapters_of
from stretchcoach.session.compiling import compile_timeline
from stretchcoach.session.estimate import estimator
from stretchcoach.session.timeline import Cue, Timeline
from stretchcoach.settings.choices import BreathSoundKind
from stretchcoach.settings.preferences import Preferences

_RENDERING_SHARE = 0.5
"""The share of the progress that rendering the lines takes."""


class Export:
    """The export of one file. `progress` is called with a share from 0 to 1, and may raise CancelledError."""

    def __init__(
        self, narration: Narration | None, preferences: Preferences, progress: Callable[[float], None]
    ) -> None:
        self._narration = narration
        self._preferences = preferences
        self._progress = progress
        self._notices: list[Notice] = []

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is missing from the file."""
        of_lines = () if self._narration is None else self._narration.notices
        return (*of_lines, *self._notices)

    def write(self, routine: Routine, file: Path, *, cover: bytes | None = None, overwrite: bool = False) -> Timeline:
        """Write the session to `file` and return its timeline. Raises UserFacingError or CancelledError."""
        refuse_existing(file, overwrite=overwrite)
        timeline = self._compile(routine)
        blocks = mix_session(timeline, self._line_path, gains_of(self._preferences), self._sources())
        frames = timeline.seconds * SAMPLE_RATE

        def written(done: int) -> None:
            self._progress(_RENDERING_SHARE + (1.0 - _RENDERING_SHARE) * min(1.0, done / frames))

        tags = Tags(routine.title, chapters_of(timeline), cover)
        try:
            write_sound(file, blocks, tags=tags, overwrite=overwrite, written=written)
        except (OSError, mutagen.MutagenError) as error:
            raise _unwritable(file, error) from error
        return timeline

    def _compile(self, routine: Routine) -> Timeline:
        narration, preferences = self._narration, self._preferences
        if narration is None:
            return compile_timeline(routine, preferences, estimator(preferences.rate))
        texts = {cue.text for cue in compile_timeline(routine, preferences, narration.known_seconds).cues}
        rendered: set[str] = set()

        def seconds(text: str) -> float:
            value = narration.seconds(text)
            rendered.add(text)
            self._progress(_RENDERING_SHARE * min(1.0, len(rendered) / max(1, len(texts))))
            return value

        return narration.compile(lambda _seconds: compile_timeline(routine, preferences, seconds))

    def _line_path(self, cue: Cue) -> Path | None:
        return None if self._narration is None else self._narration.path(cue)

    def _sources(self) -> dict[Bus, Source]:
        sources: dict[Bus, Source] = {}
        if self._preferences.breath_sound is not BreathSoundKind.OFF:
            sources[Bus.BREATH] = BreathSound(self._preferences.breath_sound)
        tracks = make_tracks(self._preferences, self._notices.append)
        if tracks is not None:
            sources[Bus.BACKGROUND] = Background(tracks)
        return sources


def write_line(narration: Narration, text: str, file: Path, *, overwrite: bool = False) -> None:
    """Write a single spoken line to `file`. Raises UserFacingError."""
    refuse_existing(file, overwrite=overwrite)
    narration.seconds(text)
    path = narration.path(Cue(0.0, 0.0, text, 0))
    samples = None if path is None else read_mono(path)
    if samples is None:
        if narration.notices:
            raise UserFacingError(narration.notices[0].what, narration.notices[0].remedy)
        raise UserFacingError(
            _("The voice can't say anything in this text."), _("Write it in the language of the voice.")
        )
    try:
        write_sound(file, [samples], channels=1, overwrite=overwrite)
    except OSError as error:
        raise _unwritable(file, error) from error


def refuse_existing(file: Path, *, overwrite: bool) -> None:
    """Raise UserFacingError if the file exists and must not be overwritten."""
    if file.exists() and not overwrite and not file.is_dir():
        raise UserFacingError(
            _("{file} already exists.").format(file=file),
            _("Choose another name, or use --force to overwrite it."),
        )


def _unwritable(file: Path, error: Exception) -> UserFacingError:
    why = (error.strerror if isinstance(error, OSError) else "") or str(error)
    return UserFacingError(
        _("The sound can't be written to {file} ({why}).").format(file=file, why=why),
        _("Choose a folder that you can write to, on a disk with enough space. No unfinished file is left behind."),
    )
