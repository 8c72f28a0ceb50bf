"""The settings dialog, built from the declarations of the settings. Every change is saved at once."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QDialog,
    QListView,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stretchcoach.i18n import _
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import SETTINGS, Preferences
from stretchcoach.settings.setting import Group, Setting
from stretchcoach.window.theme.application import screen_of
from stretchcoach.window.theme.scale import APART, CLOSE, FACTORS, HAIR, NEAR
from stretchcoach.window.widgets.editor_kinds import editor_for
from stretchcoach.window.widgets.labels import label, rule
from stretchcoach.window.widgets.scroll_area import ResponsiveScrollArea
from stretchcoach.window.widgets.setting_editors import Editor, labelled_row
from stretchcoach.window.widgets.voice_test import VoiceTest

_SIZE = QSize(840, 640)
_FRAME = QSize(16, 56)
"""About the size of the frame that a desktop puts around a window, in pixels."""
_NARROW = 640
"""The width in pixels, at normal text size, below which the groups stand above their settings."""
_NO_LIMIT = (1 << 24) - 1
"""The largest height, in pixels, that Qt allows for a widget."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class SettingsDialog(QDialog):
    """Shows the settings by group, and changes the preferences at once."""

    def __init__(self, app: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._preferences = app.preferences.current
        self.editors: dict[str, Editor] = {}
        self.setWindowTitle(_("Settings"))
        self._fit_text_size()
        self._test = VoiceTest(app)
        self._groups = QListWidget()
        self._groups.setObjectName("groups")
        self._groups.setAccessibleName(_("Groups of settings"))
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
        self._lay_out()
        self._test.find_voices()

    @property
    def preferences(self) -> Preferences:
        """The preferences that are shown."""
        return self._preferences

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Return toggle a check box. By default it would press the first button, which plays a test line."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QCheckBox):
            focused.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the groups above their settings if the dialog is narrow."""
        super().resizeEvent(event)
        self._place_groups(across=self.width() < _NARROW * FACTORS[self._preferences.text_size])

    def show_group(self, group: Group) -> None:
        """Show a group of settings."""
        self._groups.setCurrentRow(list(Group).index(group))

    def _fit_text_size(self) -> None:
        """Resize the dialog to fit its text, as far as the screen allows."""
        wanted = _SIZE * FACTORS[self._preferences.text_size]
        self.resize(wanted.boundedTo(screen_of(self.parentWidget()).availableSize() - _FRAME))

    def _place_groups(self, across: bool) -> None:
        """Lay the groups out in a row above their settings, or in a column beside them."""
        if self._groups.property("across") is across:
            return
        self._groups.setProperty("across", across)
        self._groups.setFlow(QListView.Flow.LeftToRight if across else QListView.Flow.TopToBottom)
        self._groups.style().unpolish(self._groups)  # the style sheet now gives it another width
        self._groups.style().polish(self._groups)
        self._groups.setMaximumHeight(self._groups.sizeHintForRow(0) if across else _NO_LIMIT)
        self._middle.setDirection(_DOWN if across else _ACROSS)

    def _follow_selection(self) -> None:
        """Show the group that was selected. A screen reader selects without making it current."""
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

    def _page(self, group: Group) -> ResponsiveScrollArea:
        area = ResponsiveScrollArea(reserved_width=NEAR + APART)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(NEAR, HAIR, APART, HAIR)
        layout.setSpacing(APART)
        for name, setting in SETTINGS.items():
            if setting.group is group:
                if layout.count():
                    layout.addWidget(rule())
                layout.addLayout(self._row(name, setting, area.rows))
        if group is Group.VOICE:
            layout.addWidget(rule())
            layout.addWidget(self._test)
        layout.addStretch(1)
        area.setWidget(content)
        return area

    def _row(self, name: str, setting: Setting, rows: list[QBoxLayout]) -> QBoxLayout:
        words, help_text = _(setting.label), _(setting.help)
        editor = editor_for(setting, getattr(self._preferences, name))
        editor.attach(self._app, self._test)
        editor.describe(words, help_text)
        editor.changed.connect(partial(self._change, name))
        self.editors.update(editor.named(name))
        row = labelled_row(label(words, "heading"), label(help_text, "faint"), editor, spacing=HAIR)
        rows.extend(editor.rows if editor.is_wide else [row])
        return row

    def _change(self, name: str, value: Any) -> None:
        text_size = self._preferences.text_size
        self._preferences = replace(self._preferences, **{name: value})
        self._app.preferences.change(self._preferences)
        if self._preferences.text_size is not text_size:
            self._fit_text_size()
