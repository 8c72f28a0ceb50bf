"""The sound check, where the voice, its speed and its volume are set: the third page of the welcome."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import SETTINGS, Preferences
from stretchcoach.window.theme.scale import APART
from stretchcoach.window.widgets.editor_kinds import editor_for
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.setting_editors import Editor, SliderEditor
from stretchcoach.window.widgets.voice_picker import VoicePicker
from stretchcoach.window.widgets.voice_test import VoiceTest
from stretchcoach.window.widgets.welcome_step import WelcomeStep

_EDITOR_WIDTH = 300


class SoundCheck(WelcomeStep):
    """Says a test line. The page is ready even if nothing is heard."""

    def __init__(self, app: AppContext) -> None:
        super().__init__(
            _("Can you hear me?"),
            _("Let me say a line. Then choose a voice and a volume that you can hear from your mat."),
        )
        self._app = app
        self._is_looking = False
        heard = _("If you heard nothing, turn up the volume here or on your speakers.")
        self.test = VoiceTest(app, heard=heard)
        self.test.button.setAutoDefault(True)  # Return presses it, as in a dialog
        self.test.button.setAccessibleDescription(self.description)
        self.test.outcome.setAlignment(Qt.AlignmentFlag.AlignTop)
        preferences = app.preferences.current
        self.voice = VoicePicker(preferences.voice, _(SETTINGS["voice"].unset), few=True)
        self.voice.attach(app, self.test)
        self.rate = editor_for(SETTINGS["rate"], preferences.rate)
        self.volume = editor_for(SETTINGS["volume"], preferences.volume)
        again = label(_("You can change all of this later in Settings."), "faint")
        self._lay_out_scrolling(self.test, self._editors(), again)

    @property
    def first(self) -> QWidget:
        """The button that says a test line."""
        return self.test.button

    def enter(self) -> None:
        """Look for the voices when the page first opens."""
        if not self._is_looking:
            self._is_looking = True
            self.test.find_voices()

    def fit(self, factor: float) -> None:
        """Keep room for the result of the test line."""
        super().fit(factor)
        self.test.outcome.setMinimumHeight(2 * self.test.outcome.fontMetrics().lineSpacing())
        self._grid.setColumnMinimumWidth(1, round(_EDITOR_WIDTH * factor))

    def show_preferences(self, preferences: Preferences) -> None:
        """Show settings that were changed elsewhere."""
        self.voice.show_value(preferences.voice)
        for editor, value in ((self.rate, preferences.rate), (self.volume, preferences.volume)):
            if isinstance(editor, SliderEditor):
                editor.show_value(value)

    def _editors(self) -> QWidget:
        rows = QWidget()
        grid = self._grid = QGridLayout(rows)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(APART)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(2, 1)
        named: tuple[tuple[str, Editor], ...] = (
            ("voice", self.voice),
            ("rate", self.rate),
            ("volume", self.volume),
        )
        for row, (name, editor) in enumerate(named):
            words = _(SETTINGS[name].label)
            editor.free()
            editor.describe(words, _(SETTINGS[name].help))
            editor.changed.connect(partial(self._change, name))
            grid.addWidget(label(words, "heading"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, row, 1)
        return rows

    def _change(self, name: str, value: Any) -> None:
        changes: dict[str, Any] = {name: value}
        self._app.preferences.change(replace(self._app.preferences.current, **changes))
