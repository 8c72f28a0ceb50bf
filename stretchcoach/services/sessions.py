"""Sessions as interfaces use them: how long one takes, its plan, a live one, and one written to a sound file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stretchcoach.messages import Notice
from stretchcoach.routine.routine import Routine
from stretchcoach.services.journal import JournalService
from stretchcoach.services.library import LibraryService
from stretchcoach.services.speech import SpeechService
from stretchcoach.settings.preferences import SETTINGS, Preferences
from stretchcoach.settings.setting import Group
from stretchcoach.settings.store import from_values

if TYPE_CHECKING:
    from stretchcoach.journal.file import ResumePoint
    from stretchcoach.services.live_session import LiveSession
    from stretchcoach.session.timeline import Timeline

_TIMELINE_GROUPS = (Group.DOSE, Group.BREATH, Group.VOICE)


class _Estimate(NamedTuple):
    routine: Routine
    settings: Mapping[str, object]
    """The settings that its timeline depends on."""
    seconds: float


class SessionService:
    """Plans sessions, and prepares live ones. What a session needs is imported when one is near."""

    def __init__(
        self, library: LibraryService, speech: SpeechService, journal: JournalService, background_file: Path
    ) -> None:
        """`background_file` keeps the place in a person's own music."""
        self._library = library
        self._speech = speech
        self._journal = journal
        self._background_file = background_file
        self._estimates: dict[str, _Estimate] = {}

    def minutes(self, routine: Routine, preferences: Preferences) -> int:
        """Return about how many minutes a session takes, at once: no line is rendered for it.

        A routine is compiled again only if settings have changed that its timeline depends on.
        """
        settings = _timeline_settings(routine, preferences)
        known = self._estimates.get(routine.id)
        if known is None or known.routine is not routine or known.settings != settings:
            seconds = _estimated(routine, preferences).seconds
            known = self._estimates[routine.id] = _Estimate(routine, settings, seconds)
        return max(1, round(known.seconds / 60))

    def plan(self, routine: Routine, preferences: Preferences) -> "tuple[Timeline, tuple[Notice, ...]]":
        """Return the timeline that a session will have; each line is rendered to measure it, which blocks."""
        from stretchcoach.session.compiling import compile_timeline

        if not preferences.voice_on:
            return _estimated(routine, preferences), ()
        narration = self._speech.narration(preferences)
        timeline = narration.compile(lambda seconds: compile_timeline(routine, preferences, seconds))
        return timeline, narration.notices

    def prefetch(self, routine: Routine, preferences: Preferences, is_wanted: Callable[[], bool]) -> None:
        """Render the lines of a routine into the cache for as long as that is wanted. Blocks for a second or two."""
        from stretchcoach.session.compiling import compile_timeline

        if not preferences.voice_on:
            return
        narration = self._speech.narration(preferences)

        def seconds(text: str) -> float:
            return narration.seconds(text) if is_wanted() else narration.known_seconds(text)

        compile_timeline(routine, preferences, seconds)

    def first_line(self, routine: Routine | None, preferences: Preferences) -> str:
        """Return the first line of a routine, or of the first one in the library: a good line to try a voice with."""
        chosen = routine or next(iter(self._library.current.routines.values()))
        return _estimated(chosen, preferences).cues[0].text

    def prepare(
        self,
        routine: Routine,
        preferences: Preferences,
        *,
        speed: float = 1.0,
        mute: bool = False,
        can_resume: bool = False,
    ) -> "LiveSession":
        """Prepare a session; rendering its first lines blocks for a second or two.

        If the program ends without a word, a session that `can_resume` is found as a resume point. A session that is
        faster than life is only a trial, and not recorded.
        """
        from stretchcoach.journal.recorder import NullRecorder
        from stretchcoach.services.live_session import make_live_session
        from stretchcoach.session.compiling import Spoken, compile_timeline
        from stretchcoach.session.session import Session

        def begin(spoken_seconds: Spoken) -> Session:
            return Session(compile_timeline(routine, preferences, spoken_seconds))

        recorder = self._journal.database.start_recording(can_resume=can_resume) if speed == 1.0 else NullRecorder()
        place_file = self._background_file
        sound = self._speech.sound
        return make_live_session(begin, preferences, sound, recorder, place_file=place_file, speed=speed, mute=mute)

    def resume(self, routine: Routine, resume_point: "ResumePoint") -> "LiveSession":
        """Prepare the rest of a session that was cut off, from the beginning of the segment it was in."""
        from stretchcoach.services.live_session import make_live_session
        from stretchcoach.session.compiling import Spoken
        from stretchcoach.session.resume import resumed_session
        from stretchcoach.session.session import Session

        preferences = from_values(resume_point.preferences)
        held = {hold.hold_key: hold.held_seconds for hold in resume_point.holds}

        def begin(spoken_seconds: Spoken) -> Session:
            place, practised = resume_point.place, resume_point.practised_seconds
            return resumed_session(routine, preferences, place, held, practised, spoken_seconds)

        recorder = self._journal.database.start_recording(can_resume=True, resume_point=resume_point)
        return make_live_session(begin, preferences, self._speech.sound, recorder, place_file=self._background_file)

    def export(
        self,
        routine: Routine,
        preferences: Preferences,
        file: Path,
        *,
        cover: bytes | None = None,
        overwrite: bool = False,
        progress: Callable[[float], None] = lambda _share: None,
    ) -> tuple[Notice, ...]:
        """Write a session to a sound file; return notices about what is missing in it.

        Blocks. Raises UserFacingError, or whatever `progress` raises.
        """
        from stretchcoach.services.export import Export

        narration = self._speech.narration(preferences) if preferences.voice_on else None
        export = Export(narration, preferences, progress)
        export.write(routine, file, cover=cover, overwrite=overwrite)
        return export.notices


def _estimated(routine: Routine, preferences: Preferences) -> "Timeline":
    from stretchcoach.session.compiling import compile_timeline
    from stretchcoach.session.estimate import estimated

    return compile_timeline(routine, preferences, estimated(preferences.rate))


def _timeline_settings(routine: Routine, preferences: Preferences) -> Mapping[str, object]:
    """Return the settings that the timeline of a routine depends on; of the single holds, those of its stretches."""
    settings = {
        name: getattr(preferences, name) for name, setting in SETTINGS.items() if setting.group in _TIMELINE_GROUPS
    }
    stretches = {stretch.id for stretch in routine.stretches}
    settings["holds"] = {stretch: hold for stretch, hold in preferences.holds.items() if stretch in stretches}
    return settings
