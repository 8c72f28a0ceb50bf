"""The sound panel: how loud each part of a session's sound is, and what plays besides the voice."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.settings.preferences import SETTINGS, Preferences
from stretchcoach.window.theme.scale import APART, CLOSE, HAIR, NEAR, OPEN
from stretchcoach.window.widgets.background_editor import BackgroundEditor
from stretchcoach.window.widgets.editor_kinds import editor_for
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.setting_editors import ChoiceEditor, Editor, SliderEditor

_WIDTH = 460
"""The preferred width in pixels."""
_SETTINGS = ("volume", "chimes_volume", "breath_volume", "background_volume", "breath_sound", "background")


class SoundPanel(QFrame):
    """Lies over a session while it runs. Tab and the arrow keys reach everything; Esc and V close it."""

    changed = Signal(object)
    """Preferences with another setting, which can be heard at once."""
    closed = Signal()
    """The panel was dismissed, and the page should take the focus."""

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(_("Sound"))
        self._over = parent
        self._preferences = preferences
        self.editors: dict[str, Editor] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(OPEN, CLOSE, OPEN, CLOSE)
        grid.setHorizontalSpacing(APART)
        grid.setVerticalSpacing(HAIR)
        for row, name in enumerate(_SETTINGS):
            words, help_text = _(SETTINGS[name].label), _(SETTINGS[name].help)
            editor = self._editor(name)
            editor.free()
            editor.describe(words, help_text)
            editor.changed.connect(partial(self._change, name))
            self.editors[name] = editor
            grid.addWidget(label(words, "body"), row, 0)
            grid.addWidget(editor, row, 1)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show preferences that were changed elsewhere, for example by a key."""
        self._preferences = preferences
        for name, editor in self.editors.items():
            if isinstance(editor, SliderEditor | ChoiceEditor):
                editor.show_value(getattr(preferences, name))

    def open_above(self, bottom: int, right: int) -> None:
        """Show the panel with its lower right corner at (`right`, `bottom`), and take the focus."""
        available = self._over.width() - 2 * NEAR
        hint = self.sizeHint()
        if hint.height() > bottom:  # cover the buttons rather than be cut off
            bottom = self._over.height()
        self.resize(max(min(hint.width(), available), min(available, _WIDTH)), hint.height())
        self.move(max(NEAR, right - self.width()), max(0, bottom - self.height()))
        self.show()
        self.raise_()
        self.editors["volume"].setFocus()

    def dismiss(self) -> None:
        """Hide the panel."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc or V. All other keys that no editor takes go to the session."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_V):
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _editor(self, name: str) -> Editor:
        value = getattr(self._preferences, name)
        return BackgroundEditor(value) if name == "background" else editor_for(SETTINGS[name], value)

    def _change(self, name: str, value: Any) -> None:
        self._preferences = replace(self._preferences, **{name: value})
        self.changed.emit(self._preferences)
