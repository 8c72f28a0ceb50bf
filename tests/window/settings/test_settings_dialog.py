"""Every setting has a control, and a change is used and saved at once."""

import threading
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QLabel,
    QListView,
    QRadioButton,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from stretchcoach.domain.hold import Hold
from stretchcoach.domain.side import Side
from stretchcoach.messages import Notice
from stretchcoach.paths import UserFolders
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.choices import BreathSoundKind, Detail, LastSeconds, Motion, PauseOthers, TextSize, Theme
from stretchcoach.settings.preferences import SETTINGS, Preferences
from stretchcoach.settings.setting import Group
from stretchcoach.window.settings.settings_dialog import SettingsDialog
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.theme.palette import CONTRAST_LIGHT, DARK, LIGHT
from stretchcoach.window.theme.scale import CLOSE
from stretchcoach.window.widgets.setting_editors import Editor
from tests.window.finding import button, named, visible_texts
from tests.window.waiting import wait_for

CONTROLS = (QCheckBox, QComboBox, QDoubleSpinBox, QSlider, QSpinBox)
Act = Callable[[Editor], None]


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    """The dialog as the window opens it, once the voices are listed."""
    return opened(qtbot, window)


def opened(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    window.open_settings()
    made = window.findChild(SettingsDialog)
    assert isinstance(made, SettingsDialog)
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: len(voice_names(made)) > 1, timeout=20_000)
    return made


def choose(words: str) -> Act:
    def act(editor: Editor) -> None:
        box = editor.findChild(QComboBox)
        assert box is not None
        assert box.findText(words) >= 0
        box.setCurrentIndex(box.findText(words))

    return act


def step(steps: int) -> Act:
    def act(editor: Editor) -> None:
        editor.findChild(QDoubleSpinBox).stepBy(steps)  # type: ignore[union-attr]  # its editor has one

    return act


def slide(value: int) -> Act:
    def act(editor: Editor) -> None:
        editor.findChild(QSlider).setValue(value)  # type: ignore[union-attr]  # its editor has one

    return act


def untick(editor: Editor) -> None:
    box = editor.findChild(QCheckBox)
    assert box is not None
    box.click()


def hold_of(words: str, amount: int) -> Act:
    def act(editor: Editor) -> None:
        choose(words)(editor)
        box = editor.findChild(QSpinBox)
        assert box is not None
        assert box.isVisibleTo(editor)
        box.setValue(amount)

    return act


def tick(editor: Editor) -> None:
    box = editor.findChild(QCheckBox)
    assert box is not None
    assert not box.isChecked()
    box.click()


CHANGES: dict[str, tuple[Act, object, str]] = {
    "hold": (hold_of("seconds", 45), Hold(45, "s"), 'hold = "45s"'),
    "reps": (step(4), 4, "reps = 4"),
    "first_side": (choose("Right"), Side.RIGHT, 'first_side = "right"'),
    "change_seconds": (step(3), 11.0, "change_seconds = 11.0"),
    "get_ready_seconds": (step(2), 10.0, "get_ready_seconds = 10.0"),
    "wait_for_me": (tick, True, "wait_for_me = true"),
    "suggestions": (untick, False, "suggestions = false"),
    "goal_days": (step(2), 5, "goal_days = 5"),
    "inhale_seconds": (step(-1), 4.0, "inhale_seconds = 4.0"),
    "exhale_seconds": (step(2), 6.5, "exhale_seconds = 6.5"),
    "pause_seconds": (step(1), 0.5, "pause_seconds = 0.5"),
    "voice_on": (untick, False, "voice_on = false"),
    "screen_reader": (tick, True, "screen_reader = true"),
    "rate": (slide(170), 170, "rate = 170"),
    "volume": (slide(35), 35, "volume = 35"),
    "detail": (choose("Short sentences"), Detail.BRIEF, 'detail = "brief"'),
    "lead_in": (tick, True, "lead_in = true"),
    "halfway": (untick, False, "halfway = false"),
    "time_left_seconds": (step(1), 75, "time_left_seconds = 75"),
    "last_seconds": (choose("With ticks"), LastSeconds.TICKS, 'last_seconds = "ticks"'),
    "quiet_hold": (tick, True, "quiet_hold = true"),
    "chimes_volume": (slide(20), 20, "chimes_volume = 20"),
    "breath_sound": (choose("Air"), BreathSoundKind.AIR, 'breath_sound = "air"'),
    "breath_volume": (slide(30), 30, "breath_volume = 30"),
    "background": (choose("Rain"), "rain", 'background = "rain"'),
    "background_volume": (slide(45), 45, "background_volume = 45"),
    "shuffle": (tick, True, "shuffle = true"),
    "pause_others": (choose("Turn them down"), PauseOthers.DUCK, 'pause_others = "duck"'),
    "theme": (choose("High contrast"), Theme.CONTRAST, 'theme = "contrast"'),
    "motion": (choose("Reduced"), Motion.REDUCED, 'motion = "reduced"'),
    "text_size": (choose("Largest"), TextSize.LARGEST, 'text_size = "largest"'),
}


def test_every_setting_has_a_control_that_is_tried_here(dialog: SettingsDialog) -> None:
    """The holds of single stretches and the voice have tests of their own."""
    assert set(CHANGES) == set(SETTINGS) - {"holds", "voice"}
    assert set(SETTINGS) - {"holds"} == {name for name in dialog.editors if "." not in name}


@pytest.mark.parametrize("name", [name for name in SETTINGS if name != "holds"])
def test_an_editor_is_named_after_its_setting(dialog: SettingsDialog, name: str) -> None:
    setting = SETTINGS[name]
    assert dialog.editors[name].accessibleName() == setting.label
    dialog.show_group(setting.group)
    read = visible_texts(dialog)
    assert setting.label in read
    assert setting.help in read
    assert dialog.editors[name].isVisible()


@pytest.mark.parametrize("name", [name for name in SETTINGS if name not in ("holds", "voice")])
def test_a_control_with_the_focus_is_named_after_its_setting(dialog: SettingsDialog, name: str) -> None:
    """The control itself, not only the editor around it."""
    setting, editor = SETTINGS[name], dialog.editors[name]
    controls = [one for kind in CONTROLS for one in editor.findChildren(kind)]
    assert controls
    assert {one.accessibleName() for one in controls} == {setting.label}
    assert {one.accessibleDescription() for one in controls} == {setting.help}
    for box in editor.findChildren(QComboBox):
        assert box.view().accessibleName() == setting.label


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_reported_used_and_saved_at_once(
    window: MainWindow, dialog: SettingsDialog, app: AppContext, folders: UserFolders, name: str
) -> None:
    act, wanted, written = CHANGES[name]
    told: list[Preferences] = []
    app.preferences.subscribe(lambda _before, after: told.append(after))
    act(dialog.editors[name])
    assert told
    assert told[-1] == app.preferences.current
    assert getattr(app.preferences.current, name) == wanted
    assert type(getattr(app.preferences.current, name)) is type(wanted)
    wait_for(window._saving)
    assert written in (folders.config / "settings.toml").read_text(encoding="utf-8").splitlines()
    later = AppContext(folders)
    assert later.preferences.current == app.preferences.current
    assert later.notices == ()


@pytest.mark.parametrize(("name", "act"), [("hold", choose("As the routine says")), ("reps", step(-1))])
def test_a_setting_can_be_unset_again(qtbot: QtBot, window: MainWindow, app: AppContext, name: str, act: Act) -> None:
    app.preferences.change(Preferences(hold=Hold(5, "b"), reps=1))
    dialog = opened(qtbot, window)
    act(dialog.editors[name])
    assert getattr(app.preferences.current, name) is None


def test_the_controls_show_the_saved_settings(qtbot: QtBot, window: MainWindow, app: AppContext) -> None:
    app.preferences.change(Preferences(hold=Hold(45, "s"), reps=6, rate=180, exhale_seconds=7.5, voice_on=False))
    editors = opened(qtbot, window).editors
    amount, unit = editors["hold"].findChild(QSpinBox), editors["hold"].findChild(QComboBox)
    assert amount is not None
    assert unit is not None
    assert (amount.value(), unit.currentText()) == (45, "seconds")
    shown = {name: editors[name].findChild(QDoubleSpinBox) for name in ("reps", "exhale_seconds")}
    assert {name: box.value() for name, box in shown.items() if box is not None} == {"reps": 6, "exhale_seconds": 7.5}
    rate, speak = editors["rate"].findChild(QSlider), editors["voice_on"].findChild(QCheckBox)
    assert rate is not None
    assert rate.value() == 180
    assert speak is not None
    assert not speak.isChecked()


def test_a_single_stretch_can_have_a_hold_of_its_own(
    window: MainWindow, dialog: SettingsDialog, app: AppContext, folders: UserFolders
) -> None:
    held = {stretch.id for routine in app.library.current.routines.values() for stretch in routine.stretches}
    assert {name.removeprefix("holds.") for name in dialog.editors if "." in name} == held
    editor = dialog.editors["holds.inner-thigh"]
    assert editor.accessibleName() == app.library.current.stretches["inner-thigh"].title
    hold_of("breaths", 8)(editor)
    assert app.preferences.current.holds == {"inner-thigh": Hold(8, "b")}
    hold_of("seconds", 40)(dialog.editors["holds.quads-lying"])
    both = MappingProxyType({"inner-thigh": Hold(8, "b"), "quads-lying": Hold(40, "s")})
    wait_for(window._saving)
    assert AppContext(folders).preferences.current.holds == both
    choose("As the routine says")(editor)
    wait_for(window._saving)
    assert AppContext(folders).preferences.current.holds == {"quads-lying": Hold(40, "s")}


def test_the_list_and_the_page_follow_a_longer_hold(dialog: SettingsDialog, window: MainWindow) -> None:
    model = named(window, QListView, "Routines").model()

    def heard() -> list[str]:
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(row, 0).data(role) for row in range(model.rowCount())]

    before, chosen = heard(), window.library.routine
    hold_of("seconds", 300)(dialog.editors["hold"])
    after = heard()
    minutes = [[int(text.split(", ")[-1].split()[0]) for text in texts] for texts in (before, after)]
    *held, quiet = zip(*minutes, strict=True)
    assert all(longer > shorter for shorter, longer in held)
    assert quiet[0] == quiet[1], "settling, the last in the list, is breathing and no hold"
    assert window.library.routine == chosen
    assert any("hold 300 seconds" in text for text in visible_texts(window.library.routine_page))


def test_the_colours_change_at_once_and_back(dialog: SettingsDialog, qapp: QApplication) -> None:
    for words, colours in (("Dark", DARK), ("High contrast", CONTRAST_LIGHT), ("Light", LIGHT)):
        choose(words)(dialog.editors["theme"])
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == colours.ground
        assert dialog.grab().toImage().pixelColor(3, 3).name() == colours.ground


def test_the_texts_grow_at_once_and_back(dialog: SettingsDialog, window: MainWindow) -> None:
    routines = named(window, QListView, "Routines")
    heading = next(one for one in dialog.findChildren(QLabel) if one.property("role") == "heading")
    rate = dialog.editors["rate"]

    def sizes() -> tuple[int, ...]:
        QApplication.processEvents()
        row = routines.sizeHintForRow(0)
        title = next(one for one in window.library.routine_page.findChildren(QLabel) if one.property("role") == "title")
        pixels = [one.fontInfo().pixelSize() for one in (routines, title, heading, dialog.findChildren(QComboBox)[0])]
        return (*pixels, row, rate.width())

    steps: list[tuple[int, ...]] = []
    for words in ("Normal", "Large", "Largest", "Normal"):
        if words != "Normal" or steps:
            choose(words)(dialog.editors["text_size"])
        steps.append(sizes())
    normal, large, largest, normal_again = steps
    assert all(one < other for one, other in zip(normal, large, strict=True))
    assert all(one <= other for one, other in zip(large, largest, strict=True))
    assert largest[0] / normal[0] == pytest.approx(1.45, abs=0.03)
    assert normal_again == normal


def room_for_words(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()


@pytest.mark.parametrize("words", ["Normal", "Largest"])
def test_amount_and_unit_have_room_beside_each_other(dialog: SettingsDialog, words: str) -> None:
    choose(words)(dialog.editors["text_size"])
    editor = dialog.editors["hold"]
    hold_of("seconds", 300)(editor)
    dialog.show_group(Group.DOSE)
    QApplication.processEvents()
    (box,), (amount,) = editor.findChildren(QComboBox), editor.findChildren(QSpinBox)
    assert box.fontMetrics().horizontalAdvance("seconds") <= room_for_words(box)
    assert amount.fontMetrics().horizontalAdvance("300") <= amount.lineEdit().width() - CLOSE
    assert editor.width() == dialog.editors["first_side"].width()


@pytest.mark.parametrize("words", ["Normal", "Largest"])
def test_no_word_of_the_settings_is_cut(dialog: SettingsDialog, words: str) -> None:
    if words != "Normal":
        choose(words)(dialog.editors["text_size"])
    voices = dialog.editors["voice"].findChild(QComboBox)  # their names are not ours
    for group in Group:
        dialog.show_group(group)
        QApplication.processEvents()
        for one in dialog.findChildren(QLabel):
            if one.isVisible() and one.text():
                assert one.height() >= one.heightForWidth(one.width()), one.text()
                assert one.width() >= max(map(one.fontMetrics().horizontalAdvance, one.text().split())), one.text()
        for box in dialog.findChildren(QComboBox):
            if box.isVisible():
                widest = max(box.fontMetrics().horizontalAdvance(box.itemText(row)) for row in range(box.count()))
                assert widest <= room_for_words(box) or box is voices, box.currentText()


def test_the_colours_of_a_session_change_as_well(qtbot: QtBot, window: MainWindow, app: AppContext) -> None:
    app.preferences.change(Preferences(voice_on=False))
    view = window.session.view
    dialog = opened(qtbot, window)
    choose("Dark")(dialog.editors["theme"])
    assert view._colours is DARK
    assert view.stage.colours is DARK


def voice_names(dialog: SettingsDialog) -> list[str]:
    return [choice.text() for choice in dialog.editors["voice"].findChildren(QRadioButton)]


def test_the_voices_of_this_computer_are_offered_natural_ones_first(
    qtbot: QtBot, dialog: SettingsDialog, app: AppContext
) -> None:
    dialog.show_group(Group.VOICE)
    english = [voice for voice in app.speech.voices() if voice.language.startswith("en")]
    assert english[0].natural
    qtbot.waitUntil(lambda: len(voice_names(dialog)) > 2, timeout=20_000)
    assert voice_names(dialog) == ["Automatic", *(voice.name for voice in english)]
    choices = dialog.editors["voice"].findChildren(QRadioButton)
    assert choices[0].isChecked()
    choices[2].click()
    assert app.preferences.current.voice == english[1].id
    choices[0].click()
    assert app.preferences.current.voice is None


def test_a_button_lists_voices_in_other_languages(qtbot: QtBot, dialog: SettingsDialog, app: AppContext) -> None:
    dialog.show_group(Group.VOICE)
    qtbot.waitUntil(lambda: len(voice_names(dialog)) > 2, timeout=20_000)
    button(dialog, "Show voices in other languages").click()
    assert voice_names(dialog)[1:] == [voice.name for voice in app.speech.voices()]


def test_the_button_of_each_voice_plays_the_first_line_of_the_next_routine(
    qtbot: QtBot, dialog: SettingsDialog, app: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str | None, str]] = []

    def note(preferences: Preferences, text: str) -> tuple[Notice, ...]:
        said.append((preferences.voice, text))
        return ()

    monkeypatch.setattr(app.speech, "say", note)
    app.next_routine = app.library.current.routines["quads-lying"]
    qtbot.waitUntil(lambda: len(voice_names(dialog)) > 2, timeout=20_000)
    plays = [one for one in dialog.editors["voice"].findChildren(QToolButton) if one.objectName() == "play"]
    assert [play.accessibleName() for play in plays] == [f"Hear {name}" for name in voice_names(dialog)]
    for number in (0, 1):
        plays[number].click()
        qtbot.waitUntil(plays[0].isEnabled)
    assert [voice for voice, _text in said] == [None, "natural:heart"]
    assert {text for _voice, text in said} == {"Quads lying. Make yourself comfortable, I'll lead you through."}
    assert app.preferences.current.voice is None, "hearing is not choosing"


def test_tab_reaches_the_chosen_voice_and_its_button_and_the_arrows_reach_the_others(
    qtbot: QtBot, dialog: SettingsDialog, app: AppContext
) -> None:
    dialog.show_group(Group.VOICE)
    qtbot.waitUntil(lambda: len(voice_names(dialog)) > 2, timeout=20_000)
    choices = dialog.editors["voice"].findChildren(QRadioButton)
    choices[0].setFocus()
    QTest.keyClick(choices[0], Qt.Key.Key_Down)
    assert choices[1].isChecked()
    assert app.preferences.current.voice == "natural:heart"
    QTest.keyClick(choices[1], Qt.Key.Key_Tab)
    focused = dialog.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Hear Heart"
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert not isinstance(dialog.focusWidget(), QRadioButton)
    assert not dialog.focusWidget().accessibleName().startswith("Hear ")


@pytest.mark.parametrize("saved", ["aunt-emma", "natural:emma"])
def test_a_missing_voice_stays_chosen(
    qtbot: QtBot, window: MainWindow, app: AppContext, folders: UserFolders, saved: str
) -> None:
    app.preferences.change(Preferences(voice=saved))
    dialog = opened(qtbot, window)
    qtbot.waitUntil(lambda: len(voice_names(dialog)) > 3, timeout=20_000)
    (chosen,) = (one for one in dialog.editors["voice"].findChildren(QRadioButton) if one.isChecked())
    assert chosen.text() == saved.removeprefix("natural:")
    assert AppContext(folders).preferences.current.voice == saved


def test_a_test_line_without_sound_says_why(qtbot: QtBot, dialog: SettingsDialog) -> None:
    dialog.show_group(Group.VOICE)
    test = button(dialog, "Test the voice")
    QTest.mouseClick(test, Qt.MouseButton.LeftButton)
    assert not test.isEnabled()
    qtbot.waitUntil(test.isEnabled, timeout=30_000)
    told = [text for text in visible_texts(dialog) if text.startswith("There is no sound")]
    assert len(told) == 1
    where = next(one for one in dialog.findChildren(QLabel) if one.text() == told[0])
    assert where.mapTo(dialog, where.rect().topLeft()).y() > test.mapTo(dialog, test.rect().bottomLeft()).y()


def test_settings_that_cannot_be_saved_last_for_this_run(
    dialog: SettingsDialog, window: MainWindow, app: AppContext, folders: UserFolders
) -> None:
    folders.config.parent.mkdir(parents=True, exist_ok=True)
    folders.config.write_text("a file where the folder should be")
    step(4)(dialog.editors["reps"])
    assert app.preferences.current.reps == 4
    wait_for(window._saving)
    assert window.notice_bar.isVisible()
    assert "can't be saved" in window.notice_bar.text
    assert "They last until you close the program." in window.notice_bar.text
    assert any("4 warm-up breaths" in text for text in visible_texts(window.library.routine_page))
    assert Path(folders.config).is_file()


def test_the_groups_lead_to_their_pages(dialog: SettingsDialog) -> None:
    for group in Group:
        dialog.show_group(group)
        shown = {name for name, editor in dialog.editors.items() if editor.isVisible() and "." not in name}
        assert shown == {name for name, setting in SETTINGS.items() if setting.group is group} - {"holds"}
    QTest.mouseClick(button(dialog, "Close"), Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_slider_keeps_to_its_steps(dialog: SettingsDialog, app: AppContext) -> None:
    """It snaps to a step wherever the mouse leaves it."""
    slider = dialog.editors["volume"].findChild(QSlider)
    assert slider is not None
    told: list[int] = []
    app.preferences.subscribe(lambda _before, after: told.append(after.volume))
    for value in (61, 62, 63, 99, 1, 90):
        slider.setValue(value)
    assert told == [60, 65, 100, 0, 90]
    assert slider.value() == app.preferences.current.volume == 90
    QTest.keyClick(slider, Qt.Key.Key_Left)
    assert app.preferences.current.volume == 85


def test_a_volume_between_two_steps_is_shown_and_left_as_it_is(
    qtbot: QtBot, window: MainWindow, app: AppContext
) -> None:
    app.preferences.change(Preferences(volume=61))
    editor = opened(qtbot, window).editors["volume"]
    slider = editor.findChild(QSlider)
    assert slider is not None
    assert slider.value() == app.preferences.current.volume == 61
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert app.preferences.current.volume == 65


def test_no_step_of_a_slider_waits_for_the_disk(
    window: MainWindow, dialog: SettingsDialog, app: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last of many steps is the one that is saved."""
    wrote: list[tuple[int, bool]] = []
    disk = threading.Event()

    def save(preferences: Preferences) -> None:
        disk.wait(10)
        wrote.append((preferences.volume, threading.current_thread() is threading.main_thread()))

    monkeypatch.setattr(app.preferences._file, "save", save)
    for value in range(80, 0, -5):
        slide(value)(dialog.editors["volume"])
    assert not wrote
    assert app.preferences.current.volume == 5
    disk.set()
    wait_for(window._saving)
    assert wrote in ([(80, False), (5, False)], [(5, False)])


def test_closing_keeps_what_was_just_set(window: MainWindow, dialog: SettingsDialog, folders: UserFolders) -> None:
    slide(40)(dialog.editors["volume"])
    window.close_at_once()
    assert AppContext(folders).preferences.current.volume == 40
