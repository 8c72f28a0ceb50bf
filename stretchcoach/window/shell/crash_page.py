"""The page after a bug: that it was no one's fault here, that what was done is kept, and the ways on from it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchcoach.diagnostics.crash_report import CrashReport
from stretchcoach.i18n import _
from stretchcoach.window.theme.scale import APART, FAR, NEAR, OPEN
from stretchcoach.window.widgets.labels import label, wrappable_path
from stretchcoach.window.widgets.layout import centre_column
from stretchcoach.window.widgets.scroll_area import ResponsiveScrollArea


class CrashPage(ResponsiveScrollArea):
    """Tells of a bug calmly; asks to go on or to quit, and copies the report. Loaded when it is needed."""

    go_on_requested = Signal()
    quit_requested = Signal()

    def __init__(self, report: CrashReport, *, session_waits: bool) -> None:
        """`session_waits` is whether there is a session to go back to."""
        super().__init__(reserved_width=2 * FAR)
        self._report = report
        self.setAccessibleName(_("Something went wrong"))
        self._go_on = _button(_("Go on"), "primary")
        self._copy = _button(_("Copy the report"), "secondary")
        leave = _button(_("Quit"), "secondary")
        self._go_on.clicked.connect(self.go_on_requested)
        self._copy.clicked.connect(self._copy_report)
        leave.clicked.connect(self.quit_requested)
        texts = [_told(session_waits=session_waits), _where(report)]
        # The focus comes to this button, and a screen reader reads what it says: so it hears what happened.
        self._go_on.setAccessibleDescription(" ".join([_("Something went wrong."), *texts]))
        self._lay_out(texts, [self._go_on, self._copy, leave])

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """The way on takes the focus."""
        self._go_on.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the width again: only what is shown is as large as the style has it."""
        super().showEvent(event)
        self.fit_width(self.viewport().width() - 2 * FAR)

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report.text)
        self._copy.setText(_("Copied"))

    def _lay_out(self, texts: list[str], buttons: list[QPushButton]) -> None:
        row = QHBoxLayout()
        row.setSpacing(APART)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        row.addStretch(1)
        self.rows = [row]
        column = QWidget()
        column.setObjectName("column")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addStretch(4)
        told, where = label(texts[0], "summary"), label(wrappable_path(texts[1]), "faint")
        for text, space in ((label(_("Something went wrong."), "title"), NEAR), (told, APART), (where, OPEN)):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(text)
            layout.addSpacing(space)
        layout.addLayout(row)
        layout.addStretch(5)
        page = QWidget()
        centre_column(column, page, (FAR, OPEN, FAR, OPEN))
        self.setWidget(page)


def _told(*, session_waits: bool) -> str:
    if session_waits:
        return _("The fault is the program's, not yours. Your session waits, and what you did is kept.")
    return _("The fault is the program's, not yours. You can go on, or quit and start again.")


def _where(report: CrashReport) -> str:
    if report.file is None:
        return _("The report can't be written to a file, but you can copy it.\nNothing is sent anywhere.")
    return _("The report is in {path}.\nNothing is sent anywhere.").format(path=report.file)


def _button(text: str, role: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(True)  # Return presses it, as in a dialog
    return made
