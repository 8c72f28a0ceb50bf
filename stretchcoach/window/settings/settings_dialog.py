"""The settings: every field of the preferences, as it is declared; a change is kept at once."""

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QDialog,
    QLabel,
    QListView,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stretchcoach.domain.hold import Hold
from stretchcoach.i18n import _
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import SETTINGS, Preferences
from stretchcoach.settings.setting import Group, Setting
from stretchcoach.speech.engine import Voice
from stretchcoach.window.theme.application import screen_of
from stretchcoach.window.theme.palette import colours_for
from stretchcoach.window.theme.scale import APART, CLOSE, FACTORS, HAIR, NEAR
from stretchcoach.window.widgets.background_editor import BackgroundEditor
from stretchcoach.window.widgets.labels import label, rule
from stretchcoach.window.widgets.scrolled import Scrolled
from stretchcoach.window.widgets.setting_editors import Editor, HoldEditor, editor_for
from stretchcoach.window.widgets.voice_picker import VoicePicker
from stretchcoach.window.widgets.voice_test import VoiceTest

_SIZE = QSize(840, 640)
_FRAME = QSize(16, 56)
"""What a desktop puts around a window, about."""
_NARROW = 640
"""Pixels, at the usual text size: in a dialog that is narrower the groups stand above their settings."""
_CORNER = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_NO_LIMIT = (1 << 24) - 1
"""Of Qt, for a widget's height."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class SettingsDialog(QDialog):
    """Shows the preferences by group; tells of every change."""

    changed = Signal(object)

    def __init__(self, app: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._preferences = app.preferences
        self.editors: dict[str, Editor] = {}
        self.setWindowTitle(_("Settings"))
        self._fit_text_size()
        self._test = VoiceTest(app)
        self._picker = VoicePicker(self._preferences.voice, colours_for(self._preferences.theme).ink)
        self._picker.play_requested.connect(self._test.say_in)
        self._test.playing.connect(self._picker.set_playing)
        self._groups = QListWidget()
        self._groups.setObjectName("groups")
        self._groups.setAccessibleName(_("Kinds of settings"))
        self._groups.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._groups.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._middle = QBoxLayout(_ACROSS)
        self._pages = QStackedWidget()
        for group, name in (
            (Group.DOSE, _("Stretching")),
            (Group.BREATH, _("Breath")),
            (Group.VOICE, _("Voice")),
            (Group.SOUND, _("Sound")),
            (Group.WINDOW, _("Window")),
        ):
            self._groups.addItem(name)
            self._pages.addWidget(self._page(group))
        self._groups.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._groups.setCurrentRow(0)
        self._groups.itemSelectionChanged.connect(self._follow_selection)
        self._test.voices_found.connect(self._offer_voices)
        self._lay_out()
        self._test.find_voices()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the groups go above their settings."""
        super().resizeEvent(event)
        self._place_groups(across=self.width() < _NARROW * FACTORS[self._preferences.text_size])

    def show_group(self, group: Group) -> None:
        """Go to a group of settings."""
        self._groups.setCurrentRow(list(Group).index(group))

    def _fit_text_size(self) -> None:
        """Be as large as the texts ask for and the screen allows."""
        wanted = _SIZE * FACTORS[self._preferences.text_size]
        self.resize(wanted.boundedTo(screen_of(self.parentWidget()).availableSize() - _FRAME))

    def _place_groups(self, across: bool) -> None:
        """Let the groups stand in a row above their settings, or below each other beside them."""
        if self._groups.property("across") is across:
            return
        self._groups.setProperty("across", across)
        self._groups.setFlow(QListView.Flow.LeftToRight if across else QListView.Flow.TopToBottom)
        self._groups.style().unpolish(self._groups)  # the sheet has another width for it now
        self._groups.style().polish(self._groups)
        self._groups.setMaximumHeight(self._groups.sizeHintForRow(0) if across else _NO_LIMIT)
        self._middle.setDirection(_DOWN if across else _ACROSS)

    def _follow_selection(self) -> None:
        """Go to the group that was selected: a screen reader selects without going there."""
        for item in self._groups.selectedItems():
            self._groups.setCurrentItem(item)

    def _lay_out(self) -> None:
        close = QPushButton(_("Close"))
        close.clicked.connect(self.accept)
        self._middle.setSpacing(APART)
        self._middle.addWidget(self._groups)
        self._middle.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(APART, APART, APART, APART)
        layout.setSpacing(CLOSE)
        layout.addLayout(self._middle, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _page(self, group: Group) -> Scrolled:
        area = Scrolled(beside=NEAR + APART)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(NEAR, HAIR, APART, HAIR)
        layout.setSpacing(APART)
        for name, setting in SETTINGS.items():
            if setting.group is group:
                if layout.count():
                    layout.addWidget(rule())
                layout.addLayout(self._row(name, setting, area.rows))
                if name == "holds":
                    layout.addLayout(self._single_holds(setting, area.rows))
        if group is Group.VOICE:
            layout.addWidget(rule())
            layout.addWidget(self._test)
        layout.addStretch(1)
        area.setWidget(content)
        return area

    def _row(self, name: str, setting: Setting, rows: list[QBoxLayout]) -> QBoxLayout:
        row = _words_first(label(_(setting.label), "heading"), label(_(setting.help), "faint"), HAIR)
        if name != "holds":
            editor = self._editor(name, setting)
            editor.describe(_(setting.label), _(setting.help))
            editor.changed.connect(partial(self._change, name))
            self.editors[name] = editor
        if name == "voice":
            row.setDirection(_DOWN)  # there are many, with long names
            row.addWidget(self._picker)
        else:
            if name != "holds":
                row.addWidget(self.editors[name], 0, _CORNER)
            rows.append(row)
        return row

    def _editor(self, name: str, setting: Setting) -> Editor:
        value = getattr(self._preferences, name)
        match name:
            case "voice":
                return self._picker
            case "background":
                return BackgroundEditor(value)
            case _:
                return editor_for(setting, value)

    def _single_holds(self, setting: Setting, rows: list[QBoxLayout]) -> QVBoxLayout:
        """One row for each stretch that is held."""
        below = QVBoxLayout()
        below.setSpacing(CLOSE)
        routines = self._app.library.routines.values()
        in_order = {stretch.id: stretch for routine in routines for stretch in routine.stretches}
        for stretch in in_order.values():
            editor = HoldEditor(self._preferences.holds.get(stretch.id), _(setting.unset))
            editor.changed.connect(partial(self._change_single_hold, stretch.id))
            self.editors[f"holds.{stretch.id}"] = editor
            least, most = stretch.dose.hold_advice
            advice = _("{hold} as written; {least} to {most} are advised").format(
                hold=stretch.dose.hold.spoken(), least=least.amount, most=most.amount
            )
            editor.describe(stretch.title, advice)
            row = _words_first(label(stretch.title, "body"), label(advice, "faint"), 0)
            row.addWidget(editor, 0, _CORNER)
            rows.append(row)
            below.addLayout(row)
        return below

    def _change(self, name: str, value: Any) -> None:
        self._preferences = replace(self._preferences, **{name: value})
        self.changed.emit(self._preferences)
        if name == "text_size":
            self._fit_text_size()

    def _change_single_hold(self, stretch: str, hold: Hold | None) -> None:
        holds = {key: value for key, value in self._preferences.holds.items() if key != stretch}
        if hold is not None:
            holds[stretch] = hold
        self._change("holds", MappingProxyType(holds))

    def _offer_voices(self, voices: tuple[Voice, ...]) -> None:
        self._picker.offer(voices, self._preferences.voice)


def _words_first(name: QLabel, more: QLabel, spacing: int) -> QBoxLayout:
    """Return a row that begins with what is set there; the control is still to come."""
    words = QVBoxLayout()
    words.setContentsMargins(0, 0, APART, 0)
    words.setSpacing(spacing)
    words.addWidget(name)
    words.addWidget(more)
    row = QBoxLayout(_ACROSS)
    row.setSpacing(NEAR)
    row.addLayout(words, 1)
    return row
