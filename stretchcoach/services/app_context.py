"""What an interface is given to work with: the services, over the person's folders and the real clock."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from stretchcoach.messages import Notice
from stretchcoach.paths import UserFolders
from stretchcoach.resources import DATA
from stretchcoach.services.journal import JournalService
from stretchcoach.services.library import LibraryService
from stretchcoach.services.preferences import PreferencesStore
from stretchcoach.services.sessions import SessionService
from stretchcoach.services.speech import SpeechService
from stretchcoach.settings.store import SettingsFile
from stretchcoach.settings.welcome import WelcomeFile

if TYPE_CHECKING:
    from stretchcoach.routine.routine import Routine
    from stretchcoach.speech.renderer import Renderer


class AppContext:
    """Holds the services. `close` it at the end."""

    def __init__(self, folders: UserFolders, renderer: "Renderer | None" = None) -> None:
        self.folders = folders
        self.preferences = PreferencesStore(SettingsFile(folders.config / "settings.toml"))
        self.library = LibraryService([DATA, folders.data])
        self.speech = SpeechService(folders.cache, renderer)
        self.journal = JournalService(folders.journal, self.library, _now)
        self.sessions = SessionService(self.library, self.speech, self.journal, folders.data / "background.toml")
        self.welcome = WelcomeFile(folders.config / "welcomed.toml")
        self.next_routine: Routine | None = None
        """The routine that the person has chosen."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is wrong with the person's files, one notice a file."""
        return (*self.preferences.notices, *self.library.notices)

    @property
    def pictures(self) -> Path:
        """The folder for pictures that can be drawn again."""
        return self.folders.cache / "figures"

    @property
    def private_words(self) -> frozenset[str]:
        """What doesn't belong in a log: the person's own titles, ids and files, and the voice that they chose."""
        voice = self.preferences.current.voice
        return self.library.private_words | ({voice} if voice else frozenset())

    def cancel(self) -> None:
        """End what is being prepared; `close` comes next."""
        self.speech.cancel()

    def close(self) -> None:
        """Close the sound, and the journal once everything is written."""
        self.speech.close()
        self.journal.close()


def _now() -> dt.datetime:
    """Return the time of day in this computer's time zone."""
    return dt.datetime.now().astimezone()
