"""The settings: every field of the preferences, as it is declared; a change is kept at once."""

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stretchcoach.language import _
from stretchcoach.notice import Notice
from stretchcoach.settings.hold import Hold
from stretchcoach.settings.preferences import SETTINGS, Preferences
from stretchcoach.settings.setting import Group, Setting
from stretchcoach.studio import Studio
from stretchcoach.voice.renderer import LineLostError, NoVoiceError, VoiceName
from stretchcoach.window.errand import Errand
from stretchcoach.window.labels import label, rule
from stretchcoach.window.setting_editors import ChoiceEditor, Editor, HoldEditor, editor_for


class SettingsDialog(QDialog):
    """Shows the preferences by group; tells of every change."""

    changed = Signal(object)

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self._preferences = studio.preferences
        self.editors: dict[str, Editor] = {}
        self.setWindowTitle(_("Settings"))
        self.resize(820, 620)
        self._test = QPushButton(_("Say a test line"))
        self._outcome = label("", "faint")
        self._groups = QListWidget()
        self._groups.setObjectName("groups")
        self._groups.setAccessibleName(_("Kinds of settings"))
        self._groups.setFixedWidth(170)
        self._pages = QStackedWidget()
        for group, name in (
            (Group.DOSE, _("Stretching")),
            (Group.BREATH, _("Breath")),
            (Group.VOICE, _("Voice")),
            (Group.WINDOW, _("Window")),
        ):
            self._groups.addItem(name)
            self._pages.addWidget(self._page(group))
        self._groups.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._groups.setCurrentRow(0)
        self._groups.itemSelectionChanged.connect(self._follow_selection)
        self._test.clicked.connect(self._say_test_line)
        self._lay_out()
        self._find_voices()

    @property
    def preferences(self) -> Preferences:
        """What is shown."""
        return self._preferences

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return ticks what has the focus. A dialog would press its first button, which says a test line."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QCheckBox):
            focused.click()

    def show_group(self, group: Group) -> None:
        """Go to a group of settings."""
        self._groups.setCurrentRow(list(Group).index(group))

    def _follow_selection(self) -> None:
        """Go to the group that was selected: a screen reader selects without going there."""
        for item in self._groups.selectedItems():
            self._groups.setCurrentItem(item)

    def _lay_out(self) -> None:
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        middle = QHBoxLayout()
        middle.setSpacing(18)
        middle.addWidget(self._groups)
        middle.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 16)
        layout.setSpacing(14)
        layout.addLayout(middle, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _page(self, group: Group) -> QScrollArea:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(10, 4, 18, 4)
        layout.setSpacing(16)
        for name, setting in SETTINGS.items():
            if setting.group is group:
                if layout.count():
                    layout.addWidget(rule())
                layout.addLayout(self._row(name, setting))
                if name == "holds":
                    layout.addLayout(self._single_holds(setting))
        if group is Group.VOICE:
            layout.addWidget(rule())
            layout.addWidget(self._test, 0, Qt.AlignmentFlag.AlignLeft)
            layout.addWidget(self._outcome)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus from control to control by itself
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        return area

    def _row(self, name: str, setting: Setting) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(_(setting.label), "heading"))
        words.addWidget(label(_(setting.help), "faint"))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(words, 1)
        if name != "holds":
            editor = self._editor(name, setting)
            editor.describe(_(setting.label), _(setting.help))
            editor.changed.connect(partial(self._change, name))
            self.editors[name] = editor
            row.addWidget(editor, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _editor(self, name: str, setting: Setting) -> Editor:
        value = getattr(self._preferences, name)
        if name != "voice":
            return editor_for(setting, value)
        return ChoiceEditor(_voice_choices((), value, _(setting.unset)), value)

    def _single_holds(self, setting: Setting) -> QVBoxLayout:
        """One row for each stretch that is held."""
        rows = QVBoxLayout()
        rows.setSpacing(8)
        routines = self._studio.library.routines.values()
        in_order = {stretch.id: stretch for routine in routines for stretch in routine.stretches}
        for stretch in in_order.values():
            editor = HoldEditor(self._preferences.holds.get(stretch.id), _(setting.unset))
            editor.changed.connect(partial(self._change_single_hold, stretch.id))
            self.editors[f"holds.{stretch.id}"] = editor
            least, most = stretch.dose.hold_advice
            advice = _("written {hold}, advised {least} to {most}").format(
                hold=stretch.dose.hold.spoken(), least=least.amount, most=most.amount
            )
            editor.describe(stretch.title, advice)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(label(stretch.title, "body"))
            words.addWidget(label(advice, "faint"))
            row = QHBoxLayout()
            row.addLayout(words, 1)
            row.addWidget(editor, 0, Qt.AlignmentFlag.AlignTop)
            rows.addLayout(row)
        return rows

    def _change(self, name: str, value: Any) -> None:
        self._preferences = replace(self._preferences, **{name: value})
        self.changed.emit(self._preferences)

    def _change_single_hold(self, stretch: str, hold: Hold | None) -> None:
        holds = {key: value for key, value in self._preferences.holds.items() if key != stretch}
        if hold is not None:
            holds[stretch] = hold
        self._change("holds", MappingProxyType(holds))

    def _find_voices(self) -> None:
        errand = Errand(self._studio.voices)
        errand.done.connect(self._offer_voices)
        errand.failed.connect(self._tell_trouble)
        errand.run()

    def _offer_voices(self, voices: tuple[VoiceName, ...]) -> None:
        editor = self.editors["voice"]
        value = self._preferences.voice
        if isinstance(editor, ChoiceEditor):
            editor.offer(_voice_choices(voices, value, _(SETTINGS["voice"].unset)), value)

    def _say_test_line(self) -> None:
        self._test.setEnabled(False)
        self._outcome.setText("")
        preferences = self._preferences
        line = _("Breathe in, and breathe out. This is how I sound.")
        errand = Errand(lambda: self._studio.test_voice(preferences, line))
        errand.done.connect(self._show_outcome)
        errand.failed.connect(self._tell_trouble)
        errand.run()

    def _show_outcome(self, notices: tuple[Notice, ...]) -> None:
        self._test.setEnabled(True)
        self._outcome.setText("\n".join(map(str, notices)))

    def _tell_trouble(self, error: Exception) -> None:
        """Say what the voice's trouble is; a bug goes where bugs go."""
        self._test.setEnabled(True)
        if not isinstance(error, LineLostError | NoVoiceError):
            raise error
        self._outcome.setText(_("No voice can be found on this computer: {why}.").format(why=error))


def _voice_choices(voices: tuple[VoiceName, ...], chosen: str | None, unset: str) -> list[tuple[object, str]]:
    """Offer a voice that fits, then the voices that speak the lines' English; the chosen one in any case."""
    english = [voice for voice in voices if any(language.startswith("en") for language in voice.languages)]
    choices: list[tuple[object, str]] = [(None, unset)]
    choices += [(voice.id, voice.name) for voice in english or voices]
    if chosen is not None and chosen not in [voice for voice, _name in choices]:
        names = {voice.id: voice.name for voice in voices}
        choices.append((chosen, names.get(chosen, chosen)))
    return choices
