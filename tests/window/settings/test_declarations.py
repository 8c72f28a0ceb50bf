"""Every setting is declared in full: its words, how it is kept, and what edits it."""

import tomllib
from pathlib import Path

import pytest
import tomli_w
from pytestqt.qtbot import QtBot

from stretchcoach.files.table import Table
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.preferences import SETTINGS, Preferences
from stretchcoach.settings.setting import EditorKind
from stretchcoach.window.widgets.editor_kinds import EDITORS, editor_for
from stretchcoach.window.widgets.voice_test import VoiceTest


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_is_declared_in_full(qtbot: QtBot, app: AppContext, name: str) -> None:
    setting, default = SETTINGS[name], getattr(Preferences(), name)
    assert setting.label.strip()
    assert setting.help.strip().endswith(".")

    written = setting.codec.write(default)
    values = {} if written is None else {name: written}  # TOML has no value for what is unset
    table = Table(Path(), tomllib.loads(tomli_w.dumps(values)), dict)
    read = setting.codec.read(table, name, None) if table.has(name) else None
    assert read == default
    assert type(read) is type(default)
    assert not table.has_faults

    editor, voice_test = editor_for(setting, default), VoiceTest(app)
    qtbot.addWidget(voice_test)
    qtbot.addWidget(editor)
    editor.attach(app, voice_test)
    assert editor.named(name)


def test_every_kind_of_editor_has_a_widget() -> None:
    assert set(EDITORS) == set(EditorKind)
    assert {setting.editor for setting in SETTINGS.values()} == set(EditorKind)
