"""The editor of the voice: natural voices first, each with a button that plays a sample."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QRadioButton, QToolButton, QVBoxLayout, QWidget

from stretchcoach.i18n import _
from stretchcoach.services.app_context import AppContext
from stretchcoach.speech.catalogue import parse_voice
from stretchcoach.speech.engine import Voice
from stretchcoach.window.theme.icons import icon
from stretchcoach.window.theme.palette import colours_for
from stretchcoach.window.theme.scale import HAIR, NEAR, RING
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.setting_editors import Editor
from stretchcoach.window.widgets.voice_test import VoiceTest

_PLAY_SIZE = 18


class VoicePicker(Editor):
    """Lists the voices of this computer. `changed` carries the id of the chosen one, or None for the best one."""

    is_wide = True  # there are many voices, with long names

    play_requested = Signal(object)
    """The id of the voice whose sample is to be played."""

    def __init__(self, chosen: str | None, unset: str, *, few: bool = False) -> None:
        self._list = QWidget()
        super().__init__(self._list)
        self.setProperty("free", True)
        self._unset = unset
        """What the choice of no particular voice is called."""
        self._is_few = few
        """Whether only natural voices are listed at first."""
        self._ink = ""
        self._chosen = chosen
        self._voices: Sequence[Voice] = ()
        self._shows_all = False
        self._name, self._help = "", ""
        self._plays: dict[str | None, QToolButton] = {}
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(HAIR)
        self._group = QButtonGroup(self)

    def attach(self, app: AppContext, voice_test: VoiceTest) -> None:
        """List the voices that `voice_test` finds, and let it play their samples."""
        self._ink = colours_for(app.preferences.current.theme).ink
        self._show()
        self.play_requested.connect(voice_test.say_in)
        voice_test.playing.connect(self.set_playing)
        voice_test.voices_found.connect(self.offer)

    def show_value(self, chosen: str | None) -> None:
        """Show a voice that was chosen elsewhere."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._show()

    def offer(self, voices: Sequence[Voice]) -> None:
        """List other voices. Those that do not speak English are hidden behind a button."""
        if voices != self._voices:
            self._voices = voices
            self._show()

    def describe(self, name: str, help_text: str) -> None:
        """Set what a screen reader says."""
        self._name, self._help = name, help_text
        self.setAccessibleName(name)
        self._list.setAccessibleName(name)
        self._list.setAccessibleDescription(help_text)
        for choice in self._group.buttons():
            choice.setAccessibleDescription(choice.accessibleDescription() or help_text)

    def set_playing(self, playing: bool) -> None:
        """Disable the buttons while a sample plays."""
        for play in self._plays.values():
            play.setEnabled(not playing)

    def _show(self) -> None:
        had_focus = self._list.isAncestorOf(self.window().focusWidget())
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.setParent(None)
                row.deleteLater()
        self._group = QButtonGroup(self)
        self._plays = {}
        chosen_id = None if self._chosen is None else str(parse_voice(self._chosen))
        self._add(None, self._unset, "", is_chosen=chosen_id is None)
        shown = self._shown()
        known = {voice.id: voice for voice in self._voices}
        if chosen_id is not None and chosen_id not in [voice.id for voice in shown]:
            voice = known.get(chosen_id)
            name = parse_voice(chosen_id).voice if voice is None else voice.name
            self._add(self._chosen, name, "" if voice is None else _kind(voice), is_chosen=True)
        for voice in shown:
            self._add(voice.id, voice.name, _kind(voice), is_chosen=voice.id == chosen_id)
        if len(shown) < len(self._voices):
            more = QPushButton(_("Show all voices") if self._is_few else _("Show voices in other languages"))
            more.setProperty("role", "quiet")
            more.clicked.connect(self._show_all)
            self._rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._reach_plays()
        if had_focus and (checked := self._group.checkedButton()) is not None:
            checked.setFocus()

    def _shown(self) -> Sequence[Voice]:
        english = [voice for voice in self._voices if voice.language.startswith("en")]
        if self._shows_all or not english:
            return self._voices
        natural = [voice for voice in english if voice.natural]
        return natural if self._is_few and natural else english

    def _add(self, voice: str | None, name: str, kind: str, *, is_chosen: bool) -> None:
        choice = _Choice(name)
        choice.setChecked(is_chosen)
        choice.setAccessibleDescription(kind or self._help)
        choice.toggled.connect(partial(self._choose, voice))
        self._group.addButton(choice)
        play = QToolButton()
        play.setObjectName("play")
        play.setIcon(icon("play", self._ink, _PLAY_SIZE))
        play.setIconSize(QSize(_PLAY_SIZE, _PLAY_SIZE))
        said = _("Hear {voice}").format(voice=name)
        play.setToolTip(said)
        play.setAccessibleName(said)
        play.clicked.connect(partial(self._play, voice))
        self._plays[voice] = play
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(NEAR)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(choice)
        if kind:
            faint = label(kind, "faint")
            faint.setIndent(choice.before_name - HAIR - RING)
            words.addWidget(faint)
        layout.addLayout(words, 1)
        layout.addWidget(play)
        self._rows.addWidget(row)

    def _choose(self, voice: str | None, is_on: bool) -> None:
        if is_on:
            self._chosen = voice
            self._reach_plays()
            self.changed.emit(voice)

    def _play(self, voice: str | None) -> None:
        self.play_requested.emit(voice)

    def _reach_plays(self) -> None:
        """Let Tab reach only the button of the chosen voice: the arrow keys lead to the others."""
        chosen = None if self._chosen is None else str(parse_voice(self._chosen))
        for voice, play in self._plays.items():
            is_chosen = (None if voice is None else str(parse_voice(voice))) == chosen
            play.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_chosen else Qt.FocusPolicy.NoFocus)

    def _show_all(self) -> None:
        self._shows_all = True
        self._show()


class _Choice(QRadioButton):
    """A radio button that shortens its text if there is no room for all of it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._name = name
        self.setAccessibleName(name)
        self.setMinimumWidth(1)
        self.ensurePolished()
        self.before_name = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(name)
        """Pixels that the mark takes up, with the space around it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the name as fits; a tooltip has the whole name."""
        super().resizeEvent(event)
        room = max(1, self.width() - self.before_name)
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip("" if shown == self._name else self._name)


def _kind(voice: Voice) -> str:
    """Describe a voice: `English · natural`."""
    locale = QLocale(voice.language)
    known = locale.language() is not QLocale.Language.C
    language = QLocale.languageToString(locale.language()) if known else voice.language
    return " · ".join(filter(None, (language, _("natural") if voice.natural else _("system"))))
