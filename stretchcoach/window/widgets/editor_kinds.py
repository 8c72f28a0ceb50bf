"""Which widget edits which kind of setting."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from stretchcoach.domain.ranges import Range
from stretchcoach.i18n import _
from stretchcoach.settings.setting import EditorKind, Setting
from stretchcoach.window.widgets.background_editor import BackgroundEditor
from stretchcoach.window.widgets.hold_editors import HoldEditor, StretchHoldsEditor
from stretchcoach.window.widgets.setting_editors import ChoiceEditor, Editor, NumberEditor, SliderEditor, SwitchEditor
from stretchcoach.window.widgets.voice_picker import VoicePicker


def editor_for(setting: Setting, value: Any) -> Editor:
    """Return a new editor for `setting`, showing `value`."""
    return EDITORS[setting.editor](setting, value)


def _choice(setting: Setting, value: Any) -> Editor:
    return ChoiceEditor([(choice, _(words)) for choice, words in setting.choices], value)


def _number(setting: Setting, value: Any) -> Editor:
    return NumberEditor(_range(setting), value, whole=False, unset=_unset(setting))


def _whole_number(setting: Setting, value: Any) -> Editor:
    return NumberEditor(_range(setting), value, whole=True, unset=_unset(setting))


def _slider(setting: Setting, value: Any) -> Editor:
    return SliderEditor(_range(setting), value, setting.slider_unit)


def _range(setting: Setting) -> Range:
    if setting.within is None:
        raise ValueError(f"{setting.label} has no range")
    return setting.within


def _unset(setting: Setting) -> str:
    return _(setting.unset) if setting.unset else ""  # gettext translates the empty text as the catalogue's header


EDITORS: Mapping[EditorKind, Callable[[Setting, Any], Editor]] = MappingProxyType(
    {
        EditorKind.CHOICE: _choice,
        EditorKind.SWITCH: lambda _setting, value: SwitchEditor(value),
        EditorKind.NUMBER: _number,
        EditorKind.WHOLE_NUMBER: _whole_number,
        EditorKind.SLIDER: _slider,
        EditorKind.HOLD: lambda setting, value: HoldEditor(value, _unset(setting)),
        EditorKind.HOLD_PER_STRETCH: lambda setting, value: StretchHoldsEditor(value, _unset(setting)),
        EditorKind.VOICE: lambda setting, value: VoicePicker(value, _unset(setting)),
        EditorKind.BACKGROUND: lambda _setting, value: BackgroundEditor(value),
    }
)
