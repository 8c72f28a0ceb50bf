"""The editors of settings: what they have in common, and those for choices, switches and numbers."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from stretchcoach.domain.ranges import Range
from stretchcoach.i18n import _
from stretchcoach.services.app_context import AppContext
from stretchcoach.window.theme.scale import APART, NEAR
from stretchcoach.window.widgets.fields import NumberBox, name_choice, quiet, roomy
from stretchcoach.window.widgets.labels import label
from stretchcoach.window.widgets.voice_test import VoiceTest


class Editor(QWidget):
    """A control for one value. `changed` carries the new value."""

    changed = Signal(object)

    is_wide = False
    """Whether the editor stands below its label, over the whole width of the page."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self.setObjectName("field")
        self.setProperty("free", False)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(NEAR)
        for part in parts:
            self._row.addWidget(part)
        self._parts = parts

    def attach(self, app: AppContext, voice_test: VoiceTest) -> None:
        """Take what the editor needs from the program. Most editors need nothing."""

    @property
    def rows(self) -> Sequence[QBoxLayout]:
        """The rows in the editor that become columns in a narrow window."""
        return ()

    def named(self, name: str) -> Mapping[str, "Editor"]:
        """Return the editors of the setting `name`, each by its own name: usually this one alone."""
        return {name: self}

    def free(self) -> None:
        """Let the editor be as wide as its parts like. Call this before the editor is shown."""
        self.setProperty("free", True)
        self._parts[0].setMinimumWidth(1)  # it may also be narrower than usual

    def describe(self, name: str, help_text: str) -> None:
        """Set what a screen reader says, on the editor and on the controls in it that take the focus."""
        self.setAccessibleName(name)
        for part in self._parts:
            if part.focusPolicy() is Qt.FocusPolicy.NoFocus:
                continue  # a text, which is read as it is
            part.setAccessibleName(name)
            part.setAccessibleDescription(help_text)
            if isinstance(part, QComboBox):
                name_choice(part, name)


class ChoiceEditor(Editor):
    """One of a few values, in a combo box."""

    def __init__(self, choices: Sequence[tuple[object, str]], value: object) -> None:
        self._box = quiet(QComboBox())
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._values: list[object] = []
        super().__init__(self._box)
        self.offer(choices, value)
        self._box.currentIndexChanged.connect(lambda row: self.changed.emit(self._values[row]))

    def show_value(self, value: object) -> None:
        """Show a value that was set elsewhere."""
        if value in self._values:
            with QSignalBlocker(self._box):
                self._box.setCurrentIndex(self._values.index(value))

    def offer(self, choices: Sequence[tuple[object, str]], value: object) -> None:
        """Offer other choices, and choose `value`."""
        with QSignalBlocker(self._box):
            self._box.clear()
            self._box.addItems([words for _choice, words in choices])
            # The values are kept here: Qt would turn a StrEnum in an item's data into a plain str.
            self._values = [choice for choice, _words in choices]
            self._box.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class SwitchEditor(Editor):
    """On or off, in a check box."""

    def __init__(self, value: bool) -> None:
        box = QCheckBox(_("On"))
        super().__init__(box)
        box.setChecked(value)
        box.toggled.connect(self.changed.emit)


class NumberEditor(Editor):
    """A number within a range, in a spin box. One step below the least, an optional setting shows `unset`."""

    def __init__(self, within: Range, value: float | None, *, whole: bool, unset: str = "") -> None:
        box = roomy(quiet(NumberBox()))
        super().__init__(box)
        least = within.least - within.step if unset else within.least
        box.setDecimals(0 if whole else 1)
        box.setRange(least, within.most)
        box.setSingleStep(within.step)
        box.setSpecialValueText(unset)
        box.setSuffix(f" {within.unit}")
        box.setKeyboardTracking(False)
        box.setValue(least if value is None else value)
        self._within = within
        self._whole = whole
        box.valueChanged.connect(self._emit_changed)

    def _emit_changed(self, number: float) -> None:
        is_set = number >= self._within.least
        self.changed.emit((int(number) if self._whole else number) if is_set else None)


class SliderEditor(Editor):
    """A whole number on a slider, in the steps of its range, with the number and its unit beside it."""

    def __init__(self, within: Range, value: int, unit: str = "") -> None:
        slider = self._slider = quiet(QSlider(Qt.Orientation.Horizontal))
        self._shown = label("", "number")
        super().__init__(slider, self._shown)
        self.setFocusProxy(slider)
        self._within = within
        self._unit = unit
        slider.setRange(int(within.least), int(within.most))
        slider.setSingleStep(int(within.step))
        slider.setPageStep(int(within.step) * 4)
        slider.setMinimumHeight(24)  # else the handle is cut off
        slider.setValue(value)
        self._value = value
        self._show(value)
        slider.valueChanged.connect(self._snap)

    def show_value(self, value: int) -> None:
        """Show a value that was set elsewhere."""
        with QSignalBlocker(self._slider):
            self._slider.setValue(value)
        self._value = value
        self._show(value)

    def _snap(self, value: int) -> None:
        """Go to the nearest step. The mouse may leave the handle between two steps."""
        least, step = self._within.least, self._within.step
        nearest = int(least + round((value - least) / step) * step)
        with QSignalBlocker(self._slider):
            self._slider.setValue(nearest)
        if nearest != self._value:
            self._value = nearest
            self._show(nearest)
            self.changed.emit(nearest)

    def _show(self, value: int) -> None:
        self._shown.setText(f"{value} {self._unit}".strip())


def labelled_row(name: QLabel, more: QLabel, editor: Editor, *, spacing: int) -> QBoxLayout:
    """Return a row with a label, more words `spacing` pixels below it, and an editor beside both, or below."""
    words = QVBoxLayout()
    words.setContentsMargins(0, 0, APART, 0)
    words.setSpacing(spacing)
    words.addWidget(name)
    words.addWidget(more)
    row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    row.setSpacing(NEAR)
    row.addLayout(words, 1)
    if editor.is_wide:
        row.setDirection(QBoxLayout.Direction.TopToBottom)
        row.addWidget(editor)
    else:
        row.addWidget(editor, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return row
