"""Saving a session as a sound file, with a progress bar."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from stretchcoach.audio.export import CancelledError
from stretchcoach.i18n import _
from stretchcoach.messages import Notice
from stretchcoach.routine.routine import Routine
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.sounds import SOUND_ENDINGS
from stretchcoach.window.figure.picture_file import cover_of
from stretchcoach.window.widgets.background_task import BackgroundTask

_STEPS = 1000
_DEFAULT = ".mp3"


class SoundExport(QObject):
    """Asks for a file and writes a session to it in the background, one at a time."""

    noticed = Signal(object)
    """Notices to show, after the file is written."""
    failed = Signal(object)
    """The exception because of which the file could not be written."""
    progressed = Signal(int)
    """The progress in thousandths; emitted by the thread that writes."""

    def __init__(self, app: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._dialog: QProgressDialog | None = None
        self._cancelled = threading.Event()

    def save_as(self, routine: Routine) -> None:
        """Ask for a file and write the session to it. The file dialog asks before an existing file is replaced."""
        if self._dialog is not None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
        endings = sorted(SOUND_ENDINGS, key=lambda ending: ending != _DEFAULT)  # the default first
        file_types = ";;".join(f"{ending[1:].upper()} (*{ending})" for ending in endings)
        suggested = str(Path(folder, f"{routine.id}{_DEFAULT}"))
        chosen, file_type = QFileDialog.getSaveFileName(self._window, _("Save as sound"), suggested, file_types)
        if not chosen:
            return
        file = _with_extension(Path(chosen), file_type)
        # The dialog has asked about the name as typed, which may lack the extension.
        if file == Path(chosen) or not file.exists() or self._may_replace(file):
            self._write(routine, file)

    def _may_replace(self, file: Path) -> bool:
        question = _("{file} already exists. Replace it?").format(file=file.name)
        return QMessageBox.question(self._window, _("Save as sound"), question) is QMessageBox.StandardButton.Yes

    def _write(self, routine: Routine, file: Path) -> None:
        """Start writing `file`, and show the progress."""
        dialog = self._dialog = QProgressDialog(
            _("Saving {file}…").format(file=file.name), _("Cancel"), 0, _STEPS, self._window
        )
        dialog.setWindowTitle(_("Save as sound"))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(0)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        cancelled = self._cancelled = threading.Event()
        dialog.canceled.connect(cancelled.set)
        self.progressed.connect(dialog.setValue)
        dialog.setValue(0)
        preferences, cover = self._app.preferences.current, cover_of(routine)

        def progress(share: float) -> None:
            if cancelled.is_set():
                raise CancelledError
            self.progressed.emit(round(share * _STEPS))

        task = BackgroundTask(
            lambda: (
                file,
                self._app.sessions.export(routine, preferences, file, cover=cover, overwrite=True, progress=progress),
            )
        )
        task.done.connect(self._finish)
        task.failed.connect(self._fail)
        task.run()

    def cancel(self) -> None:
        """Stop writing; nothing is left of the file."""
        self._cancelled.set()

    def _finish(self, outcome: tuple[Path, tuple[Notice, ...]]) -> None:
        file, notices = outcome
        self._close_dialog()
        self.noticed.emit((*notices, Notice(_("{file} is saved.").format(file=file))))

    def _fail(self, error: Exception) -> None:
        self._close_dialog()
        if not isinstance(error, CancelledError):
            self.failed.emit(error)

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None


def _with_extension(file: Path, file_type: str) -> Path:
    """Return the file with the extension of the chosen type, unless its name already has a known one."""
    if file.suffix.lower() in SOUND_ENDINGS:
        return file
    ending = next((ending for ending in SOUND_ENDINGS if f"*{ending}" in file_type), _DEFAULT)
    return file.with_name(file.name + ending)
