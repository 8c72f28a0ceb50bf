"""The editor of the background: a sound of ours, or the person's own file, folder or playlist."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from stretchcoach.i18n import _
from stretchcoach.settings.sounds import NO_BACKGROUND, OURS
from stretchcoach.window.widgets.setting_editors import ChoiceEditor

_FILE, _FOLDER = "choose a file", "choose a folder"
"""Values of the two rows that open a file dialog. No background has these names."""


class BackgroundEditor(ChoiceEditor):
    """Offers the backgrounds. `changed` carries the name of one of ours, or a path."""

    def __init__(self, value: str) -> None:
        self._value = value
        super().__init__(_choices(value), value)
        self._box.currentIndexChanged.disconnect()
        self._box.currentIndexChanged.connect(self._choose)

    def show_value(self, value: object) -> None:
        """Show a background that was chosen elsewhere."""
        self._value = str(value)
        self.offer(_choices(self._value), value)

    def _choose(self, row: int) -> None:
        chosen = str(self._values[row])
        if chosen in (_FILE, _FOLDER):
            chosen = self._ask(folder=chosen == _FOLDER) or self._value
        if chosen != self._value:
            self.show_value(chosen)
            self.changed.emit(chosen)
        else:
            self.show_value(chosen)

    def _ask(self, *, folder: bool) -> str:
        music = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
        if folder:
            return QFileDialog.getExistingDirectory(self.window(), _("Choose a folder of music"), music)
        wanted = _("Music and playlists ({kinds})").format(kinds="*.wav *.flac *.mp3 *.ogg *.oga *.m3u *.m3u8")
        return QFileDialog.getOpenFileName(self.window(), _("Choose music or a playlist"), music, wanted)[0]


def background_name(background: str) -> str:
    """Return the name to show for a background."""
    ours = {
        NO_BACKGROUND: _("None"),
        "rain": _("Rain"),
        "waves": _("Waves"),
        "wind": _("Wind"),
        "brown-noise": _("Brown noise"),
        "drone": _("Low drone"),
    }
    return ours.get(background) or Path(background).name or background


def _choices(value: str) -> list[tuple[object, str]]:
    names = [NO_BACKGROUND, *OURS]
    if value not in names:
        names.append(value)
    choices: list[tuple[object, str]] = [(name, background_name(name)) for name in names]
    return [*choices, (_FILE, _("Choose a file or playlist…")), (_FOLDER, _("Choose a folder…"))]
