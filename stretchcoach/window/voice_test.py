"""Hearing the voice before it is needed: a button that has a test line said, and what became of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from stretchcoach.language import _
from stretchcoach.notice import Notice
from stretchcoach.settings.preferences import SETTINGS
from stretchcoach.studio import Studio
from stretchcoach.voice.renderer import LineLostError, NoVoiceError, VoiceName
from stretchcoach.window.errand import Errand
from stretchcoach.window.labels import breakable, label

Choices = list[tuple[object, str]]


class VoiceTest(QWidget):
    """Has a line said as the preferences are when it is asked for; tells what keeps it from being heard.

    `heard` is what is told where nothing does.
    """

    asked = Signal()
    """A line is going to be said."""
    voices_found = Signal(object)

    def __init__(self, studio: Studio, *, heard: str = "") -> None:
        super().__init__()
        self._studio = studio
        self._heard = heard
        self.button = QPushButton(_("Say a test line"))
        self.button.clicked.connect(self._say)
        self.outcome = label("", "body")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.outcome)
        self.setFocusProxy(self.button)

    def find_voices(self) -> None:
        """Look for the voices of this computer; `voices_found` carries them."""
        errand = Errand(self._studio.voices)
        errand.done.connect(self.voices_found)
        errand.failed.connect(self._tell_trouble)
        errand.run()

    def _say(self) -> None:
        self.button.setEnabled(False)
        self.outcome.setText("")
        preferences = self._studio.preferences
        line = _("Breathe in, and breathe out. This is how I sound.")
        errand = Errand(lambda: self._studio.test_voice(preferences, line))
        errand.done.connect(self._show_outcome)
        errand.failed.connect(self._tell_trouble)
        errand.run()
        self.asked.emit()

    def _show_outcome(self, notices: tuple[Notice, ...]) -> None:
        self.button.setEnabled(True)
        self._tell("\n".join(map(str, notices)) or self._heard)

    def _tell_trouble(self, error: Exception) -> None:
        """Say what the voice's trouble is; a bug goes where bugs go."""
        self.button.setEnabled(True)
        if not isinstance(error, LineLostError | NoVoiceError):
            raise error
        told = Notice(
            _("No voice can be found on this computer: {why}.").format(why=error),
            _("Chimes and large words lead you. A voice of your system, or espeak-ng, would help."),
        )
        self._tell(str(told))

    def _tell(self, text: str) -> None:
        self.outcome.setText(breakable(text))


def voice_choices(voices: tuple[VoiceName, ...], chosen: str | None) -> Choices:
    """Offer a voice that fits, then the voices that speak the lines' English; the chosen one in any case."""
    english = [voice for voice in voices if any(language.startswith("en") for language in voice.languages)]
    choices: Choices = [(None, _(SETTINGS["voice"].unset))]
    choices += [(voice.id, voice.name) for voice in english or voices]
    if chosen is not None and chosen not in [voice for voice, _name in choices]:
        names = {voice.id: voice.name for voice in voices}
        choices.append((chosen, names.get(chosen, chosen)))
    return choices
