"""What a face is given to work with: the person's routines and preferences, the sound, and the journal."""

import threading
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcoach.messages import Notice, UserFacingError
from stretchcoach.paths import UserFolders
from stretchcoach.resources import DATA
from stretchcoach.routine.library import Library, load_library
from stretchcoach.routine.routine import Routine
from stretchcoach.routine.stretch import StretchKind
from stretchcoach.settings import welcome
from stretchcoach.settings.preferences import Preferences
from stretchcoach.settings.store import SettingsFile, from_values

if TYPE_CHECKING:
    import datetime as dt

    from stretchcoach.journal.advice import Advice, AdviceTopic
    from stretchcoach.journal.file import ResumePoint
    from stretchcoach.journal.journal import Journal
    from stretchcoach.journal.past_sessions import PastSessions
    from stretchcoach.services.live_session import LiveSession
    from stretchcoach.services.sound import Sound
    from stretchcoach.session.timeline import Timeline
    from stretchcoach.speech.engine import Voice
    from stretchcoach.speech.renderer import Renderer


class AppContext:
    """A person's routines and preferences, and the sound, over the real clock and files.

    What a session needs is imported when one is near: the list comes sooner and takes less memory without.
    """

    def __init__(self, folders: UserFolders, renderer: "Renderer | None" = None) -> None:
        self._folders = folders
        self._given_renderer = renderer
        self._sound: Sound | None = None
        self._journal: Journal | None = None
        self._making_journal = threading.Lock()
        self._making_sound = threading.Lock()
        self._cancelled = threading.Event()
        self._asked_for: set[str] = set()
        self.library: Library = load_library([DATA, folders.data])
        self._settings = SettingsFile(folders.config / "settings.toml")
        self.preferences, self.settings_notices = self._settings.load()
        self._kept_preferences = self.preferences
        self._keeping = threading.Lock()
        self.next_routine: Routine | None = None
        """The one that the person has chosen."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is wrong with the person's files, one notice a file."""
        return (*self.settings_notices, *(refused.summary for refused in self.library.invalid_files))

    @property
    def _welcome_file(self) -> Path:
        return self._folders.config / "welcomed.toml"

    @property
    def _background_file(self) -> Path:
        """Where the place in a person's own music is kept."""
        return self._folders.data / "background.toml"

    @property
    def pictures(self) -> Path:
        """The folder in which pictures may be kept that can be painted anew."""
        return self._folders.cache / "figures"

    @property
    def private_words(self) -> frozenset[str]:
        """What is not for a log: titles, ids and files of the person's own, and the voice that they chose."""
        library = self.library
        words = set(self._asked_for)
        for found, files in (
            (library.routines, library.routine_files),
            (library.stretches, library.stretch_files),
        ):
            for name, file in files.items():
                if not library.is_bundled(file):
                    words |= {name, found[name].title, file.name}
        words |= {refused.faults[0].path.name for refused in library.invalid_files}
        if self.preferences.voice:
            words.add(self.preferences.voice)
        return frozenset(words)

    def is_ours(self, routine: Routine) -> bool:
        """Whether a routine came with the program."""
        file = self.library.routine_files.get(routine.id)
        return file is not None and self.library.is_bundled(file) and self.library.routines[routine.id] is routine

    def find(self, name: str, commands: Collection[str] = ()) -> Routine:
        """Return the routine with the id `name`, or the one in the file at that path, as the library does."""
        if name not in self.library.routines:
            self._asked_for |= {name, Path(name).name}
        routine = self.library.find(name, commands)
        if name in self._asked_for:
            self._asked_for |= {routine.id, routine.title}
        return routine

    def change(self, preferences: Preferences) -> None:
        """Use other preferences from now on, and keep them. Raises UserFacingError where they cannot be kept."""
        self.preferences = preferences
        self.keep_preferences()

    def keep_preferences(self) -> None:
        """Save the current preferences if they have changed. Waits for the disk; raises UserFacingError."""
        with self._keeping:
            preferences = self.preferences
            if preferences != self._kept_preferences:
                self._settings.save(preferences)
                self._kept_preferences = preferences

    def was_welcomed(self) -> bool:
        """Whether the person has been through the welcome."""
        return welcome.was_welcomed(self._welcome_file)

    def keep_welcomed(self) -> None:
        """Remember that the person has been through the welcome. Raises UserFacingError where that cannot be kept."""
        welcome.keep_welcomed(self._welcome_file)

    def minutes(self, routine: Routine) -> int:
        """Return about how many minutes a session takes, at once: no line is spoken for it."""
        return max(1, round(self._estimated(routine, self.preferences).seconds / 60))

    def plan(self, routine: Routine, preferences: Preferences) -> "tuple[Timeline, tuple[Notice, ...]]":
        """Return the timeline that a session will have, with each line spoken once to measure it."""
        from stretchcoach.session.compiling import compile_timeline

        if not preferences.voice_on:
            return self._estimated(routine, preferences), ()
        narration = self._with_sound().narration(preferences)
        timeline = narration.compile(lambda seconds: compile_timeline(routine, preferences, seconds))
        return timeline, narration.notices

    def measure(self, preferences: Preferences) -> Callable[[str], float]:
        """Return what tells how long a line takes to say, in seconds; a new line is spoken for it, which may wait."""
        if not preferences.voice_on:
            from stretchcoach.session.estimate import estimated

            return estimated(preferences.rate)
        return self._with_sound().narration(preferences).seconds

    def speak_ahead(self, routine: Routine, preferences: Preferences, is_wanted: Callable[[], bool]) -> None:
        """Have the lines of a routine spoken into the cache, as long as that is wanted. May take a second or two."""
        from stretchcoach.session.compiling import compile_timeline

        if not preferences.voice_on:
            return
        narration = self._with_sound().narration(preferences)

        def seconds(text: str) -> float:
            return narration.seconds(text) if is_wanted() else narration.known_seconds(text)

        compile_timeline(routine, preferences, seconds)

    def warm_up(self) -> None:
        """Load what a session needs and open the loudspeaker; the first word then comes sooner. May wait."""
        self._with_sound().open()

    def prepare(
        self,
        routine: Routine,
        preferences: Preferences,
        *,
        speed: float = 1.0,
        mute: bool = False,
        can_resume: bool = False,
    ) -> "LiveSession":
        """Make everything ready for a session; speaking new lines may take a second or two.

        Where its program ends without a word, a session that `can_resume` is found by `unfinished`. One that is
        faster than life is only tried out, and not kept.
        """
        from stretchcoach.journal.null_recorder import NullRecorder
        from stretchcoach.services.live_session import make_live_session
        from stretchcoach.session.compiling import Spoken, compile_timeline
        from stretchcoach.session.session import Session

        def begin(spoken_seconds: Spoken) -> Session:
            return Session(compile_timeline(routine, preferences, spoken_seconds))

        recorder = self._with_journal().begin(can_resume=can_resume) if speed == 1.0 else NullRecorder()
        sound, place_file = self._with_sound(), self._background_file
        return make_live_session(begin, preferences, sound, recorder, place_file=place_file, speed=speed, mute=mute)

    def take_up(self, routine: Routine, lost: "ResumePoint") -> "LiveSession":
        """Make everything ready to go on with a session that was lost, at the beginning of the phase it was in."""
        from stretchcoach.services.live_session import make_live_session
        from stretchcoach.session.compiling import Spoken
        from stretchcoach.session.resume import resumed_session
        from stretchcoach.session.session import Session

        preferences = from_values(lost.preferences)
        done = {held.hold_key: held.held_seconds for held in lost.holds}

        def begin(spoken_seconds: Spoken) -> Session:
            return resumed_session(routine, preferences, lost.place, done, lost.practised_seconds, spoken_seconds)

        recorder = self._with_journal().begin(can_resume=True, lost=lost)
        return make_live_session(begin, preferences, self._with_sound(), recorder, place_file=self._background_file)

    def resume_point(self) -> "tuple[Routine, ResumePoint] | None":
        """Return the session that was going on when the program last ended without a word. May wait for the disk."""
        lost = self._with_journal().resume_point()
        if lost is None:
            return None
        try:
            return self.library.find(lost.file or lost.routine), lost
        except UserFacingError:
            return None  # its file is gone, and with it what there was to go on with

    @property
    def journal(self) -> "Journal":
        """The person's journal; nothing of it is opened yet."""
        return self._with_journal()

    @property
    def journal_notices(self) -> tuple[Notice, ...]:
        """What is wrong with the journal, as far as it has been looked at."""
        return () if self._journal is None else self._journal.notices

    @property
    def past_sessions(self) -> "PastSessions":
        """What looks back at the past, and changes it."""
        from stretchcoach.journal.past_sessions import PastSessions

        return PastSessions(self._with_journal(), self._muscles, _now)

    @property
    def data_folder(self) -> Path:
        """Where the person's routines and journal lie."""
        return self._folders.data

    def discard_resume_point(self) -> None:
        """Offer no lost session any more; what was done in it stays in the journal. May wait for the disk."""
        self._with_journal().discard_resume_point()

    def advice(self, routine: Routine) -> "tuple[Advice, ...]":
        """Return what the past says about a routine's stretches. May wait for the disk; raises UserFacingError."""
        from stretchcoach.journal.advice import Advisor

        journal, preferences = self._with_journal(), self.preferences
        if not preferences.suggestions or not journal.is_begun:
            return ()
        with journal.opened() as file:
            return tuple(Advisor(file, self._muscles, _now()).about(routine, preferences))

    def decline(self, stretch: str, matter: "AdviceTopic") -> None:
        """Advise no more on a matter until the stretch is done again. May wait for the disk; raises UserFacingError."""
        from stretchcoach.journal.advice import decline

        with self._with_journal().opened_to_change() as file:
            decline(file, stretch, matter, _now())

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

        narration = self._with_sound().narration(preferences) if preferences.voice_on else None
        export = Export(narration, preferences, progress)
        export.write(routine, file, cover=cover, overwrite=overwrite)
        return export.notices

    def write_line(self, preferences: Preferences, text: str, file: Path, *, overwrite: bool) -> tuple[Notice, ...]:
        """Write a line as sound; return what is to be known of it. Waits; raises UserFacingError."""
        from stretchcoach.services.export import write_line

        narration = self._with_sound().narration(preferences)
        write_line(narration, text, file, overwrite=overwrite)
        return narration.notices

    def test_line(self, preferences: Preferences) -> str:
        """Return the first line of the routine that the person does next, which is as good a test as any."""
        from stretchcoach.session.compiling import compile_timeline
        from stretchcoach.session.estimate import estimated

        routine = self.next_routine or next(iter(self.library.routines.values()))
        return compile_timeline(routine, preferences, estimated(preferences.rate)).cues[0].text

    def test_voice(self, preferences: Preferences, text: str) -> tuple[Notice, ...]:
        """Say a line with the voice of `preferences`; return what keeps it from being heard. Waits until said."""
        from stretchcoach.session.timeline import Cue

        narration = self._with_sound().narration(preferences)
        seconds = narration.seconds(text)
        sound = self._with_sound().session_sound(preferences, narration)
        sound.say(Cue(0.0, seconds, text, 0), 0.1)
        self._cancelled.wait(seconds + 0.3)
        sound.release()  # a session that has begun or resumed meanwhile is heard by now
        return (*narration.notices, *sound.notices)

    def voices(self) -> "tuple[Voice, ...]":
        """Return the voices of this computer. May wait; raises LineLostError or NoVoiceError."""
        return self._with_sound().voices()

    def cancel(self) -> None:
        """Let what is being prepared come to a quick end, without a voice; `close` comes next."""
        self._cancelled.set()
        with self._making_sound:
            if self._sound is not None:
                self._sound.cancel()

    def wait_until_kept(self, seconds: float) -> bool:
        """Wait until everything is in the journal; say whether it was in time."""
        return self._journal is None or self._journal.wait(seconds)

    def close(self) -> None:
        """Close the sound, and the journal once everything is in it."""
        with self._making_sound:
            if self._sound is not None:
                self._sound.close()
        if self._journal is not None:
            self._journal.close()

    def _estimated(self, routine: Routine, preferences: Preferences) -> "Timeline":
        from stretchcoach.session.compiling import compile_timeline
        from stretchcoach.session.estimate import estimated

        return compile_timeline(routine, preferences, estimated(preferences.rate))

    @property
    def _muscles(self) -> Mapping[str, Collection[str]]:
        """Which muscles each stretch is for; settling is for none."""
        return {one.id: one.focus for one in self.library.stretches.values() if one.kind is StretchKind.STRETCH}

    def _with_journal(self) -> "Journal":
        # Loads SQLite.
        from stretchcoach.journal.journal import Journal

        with self._making_journal:
            if self._journal is None:
                self._journal = Journal(self._folders.journal, _now)
            return self._journal

    def _with_sound(self) -> "Sound":
        # Loads numpy and miniaudio: 0.2 s and 30 MB.
        from stretchcoach.services.sound import Sound
        from stretchcoach.speech.renderer import Renderer

        with self._making_sound:
            if self._sound is None:
                self._sound = Sound(self._folders.cache, time.monotonic, self._given_renderer or Renderer())
                if self._cancelled.is_set():
                    self._sound.cancel()
            return self._sound


def _now() -> "dt.datetime":
    """The time of day, in the zone that this computer is in."""
    import datetime as dt

    return dt.datetime.now().astimezone()
