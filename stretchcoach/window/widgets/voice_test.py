"""A button that says a test line, and the result below it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.engine import EngineUnavailableError, LineFailedError
from stretchcoach.window.widgets.background_task import BackgroundTask
from stretchcoach.window.widgets.labels import label, wrappable_path


class VoiceTest(QWidget):
    """Says the first line of the next routine, and shows what kept the line from being heard.

    If nothing did, it shows `heard`.
    """

    asked = Signal()
    """A line was requested."""
    playing = Signal(bool)
    """Whether a line is being said: true when it starts, false when it ends."""
    voices_found = Signal(object)
    """The voices of this computer, best first."""

    def __init__(self, app: AppContext, *, heard: str = "") -> None:
        super().__init__()
        self._app = app
        self._heard = heard
        self.button = QPushButton(_("Test the voice"))
        self.button.clicked.connect(self._say_in_chosen)
        self.outcome = label("", "body")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.outcome)
        self.setFocusProxy(self.button)

    def find_voices(self) -> None:
        """Look for the voices of this computer in the background. `voices_found` carries them."""
        task = BackgroundTask(self._app.speech.voices)
        task.done.connect(self.voices_found)
        task.failed.connect(self._tell_trouble)
        task.run()

    def say_in(self, voice: str | None) -> None:
        """Say the line in `voice`, even if it is not the chosen one."""
        self._say(replace(self._app.preferences.current, voice=voice))

    def _say_in_chosen(self) -> None:
        self._say(self._app.preferences.current)

    def _say(self, preferences: Preferences) -> None:
        self._show_playing(True)
        self.outcome.setText("")
        app = self._app
        task = BackgroundTask(
            lambda: app.speech.say(preferences, app.sessions.first_line(app.next_routine, preferences))
        )
        task.done.connect(self._show_outcome)
        task.failed.connect(self._tell_trouble)
        task.run()
        self.asked.emit()

    def _show_outcome(self, notices: tuple[Notice, ...]) -> None:
        self._show_playing(False)
        self._tell("\n".join(map(str, notices)) or self._heard)

    def _tell_trouble(self, error: Exception) -> None:
        """Show why there is no voice. Raise any other error, which is a bug."""
        self._show_playing(False)
        if not isinstance(error, LineFailedError | EngineUnavailableError):
            raise error
        told = Notice(
            _("No voice can be found on this computer: {why}.").format(why=error),
            _("Chimes and large words guide you instead. To hear a voice, install a system voice or espeak-ng."),
        )
        self._tell(str(told))

    def _show_playing(self, playing: bool) -> None:
        self.button.setEnabled(not playing)
        self.playing.emit(playing)

    def _tell(self, text: str) -> None:
        self.outcome.setText(wrappable_path(text))
