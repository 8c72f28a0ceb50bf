"""Saving a session as a sound file: where to, how far it is, and what became of it."""

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


class SoundExport(QObject):
    """Asks for a file and writes it in a thread, with a progress bar and Cancel."""

    noticed = Signal(object)
    """Notices for the person."""
    failed = Signal(object)
    progressed = Signal(int)

    def __init__(self, app: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._dialog: QProgressDialog | None = None
        self._cancelled = threading.Event()

    def ask(self, routine: Routine) -> None:
        """Ask where the session is to be saved, and begin. An existing file is asked about by the dialog."""
        if self._dialog is not None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
        kinds = ";;".join(f"{ending[1:].upper()} (*{ending})" for ending in (".mp3", *_others()))
        suggested = str(Path(folder, f"{routine.id}.mp3"))
        chosen, kind = QFileDialog.getSaveFileName(self._window, _("Save as sound"), suggested, kinds)
        if not chosen:
            return
        file = _with_ending(Path(chosen), kind)
        # The dialog has asked about the name as it was typed.
        if file == Path(chosen) or not file.exists() or self._may_replace(file):
            self.write(routine, file)

    def _may_replace(self, file: Path) -> bool:
        question = _("{file} is already there. Replace it?").format(file=file.name)
        return QMessageBox.question(self._window, _("Save as sound"), question) is QMessageBox.StandardButton.Yes

    def write(self, routine: Routine, file: Path) -> None:
        """Begin to write `file`."""
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
        preferences, cover = self._app.preferences, cover_of(routine)

        def progress(share: float) -> None:
            if cancelled.is_set():
                raise CancelledError
            self.progressed.emit(round(share * _STEPS))

        task = BackgroundTask(
            lambda: (
                file,
                self._app.export(routine, preferences, file, cover=cover, overwrite=True, progress=progress),
            )
        )
        task.done.connect(self._tell)
        task.failed.connect(self._fail)
        task.run()

    def end(self) -> None:
        """Write no more."""
        self._cancelled.set()

    def _tell(self, outcome: tuple[Path, tuple[Notice, ...]]) -> None:
        file, notices = outcome
        self._close()
        self.noticed.emit((*notices, Notice(_("{file} is saved.").format(file=file))))

    def _fail(self, error: Exception) -> None:
        self._close()
        if not isinstance(error, CancelledError):
            self.failed.emit(error)

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None


def _others() -> tuple[str, ...]:
    return tuple(ending for ending in SOUND_ENDINGS if ending != ".mp3")


def _with_ending(file: Path, kind: str) -> Path:
    """Give a name that has no ending of ours the one of the kind that was chosen."""
    if file.suffix.lower() in SOUND_ENDINGS:
        return file
    ending = next((ending for ending in SOUND_ENDINGS if f"*{ending}" in kind), ".mp3")
    return file.with_name(file.name + ending)
