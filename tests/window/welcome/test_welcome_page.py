"""The welcome of the first start has three pages, asks for a confirmation, and is shown once."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stretchcoach.messages import Notice
from stretchcoach.paths import UserFolders
from stretchcoach.routine.library import Library
from stretchcoach.services.app_context import AppContext
from stretchcoach.settings.choices import Theme
from stretchcoach.settings.preferences import Preferences
from stretchcoach.speech.engine import EngineUnavailableError
from stretchcoach.window.settings.settings_dialog import SettingsDialog
from stretchcoach.window.shell.app import show
from stretchcoach.window.shell.main_window import MainWindow
from stretchcoach.window.theme.palette import DARK
from stretchcoach.window.welcome.greeting import QuietCircle
from stretchcoach.window.welcome.page_dots import PageDots
from stretchcoach.window.welcome.welcome_page import WelcomePage
from tests.window.finding import button, named, visible_texts
from tests.window.waiting import wait_for

Key = Qt.Key
TITLES = ("Welcome", "Be kind to your body", "Can you hear me?")
Open = Callable[..., MainWindow]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Opens windows as a plain start does, and closes them at the end."""
    windows: list[MainWindow] = []

    def open_window(app: AppContext, routine: str | None = None, *, start: bool = False) -> MainWindow:
        chosen = None if routine is None else app.library.find(routine)
        window = MainWindow(app, chosen)
        windows.append(window)
        show(window, app, chosen if start else None)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield open_window
    for window in windows:
        window.close_at_once()
        window.deleteLater()  # here and now: left to Python, it might go while a thread has its turn
    windows.clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def said(app: AppContext, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Preferences, str]]:
    """The test lines that were requested. Each ends at once."""
    asked: list[tuple[Preferences, str]] = []

    def say(preferences: Preferences, text: str) -> tuple[Notice, ...]:
        asked.append((preferences, text))
        return ()

    monkeypatch.setattr(app.speech, "say", say)
    return asked


@pytest.fixture
def new(opened: Open, app: AppContext) -> MainWindow:
    """The window at a first start."""
    return opened(app)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def welcome(window: MainWindow) -> WelcomePage | None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = window.findChildren(WelcomePage)
    return found[0] if found else None


def title(window: MainWindow) -> str:
    """Return the title of the open page, after checking that the dots show the same page."""
    page = welcome(window)
    assert page is not None
    dots = page.findChild(PageDots)
    assert isinstance(dots, PageDots)
    (shown,) = (text for text in visible_texts(page) if text in TITLES)
    assert dots.accessibleName() == f"Page {TITLES.index(shown) + 1} of 3"
    return shown


def is_at_the_list(window: MainWindow) -> bool:
    return window.library.isVisible() and welcome(window) is None


def to_the_sound_check() -> None:
    press(Key.Key_Return, Key.Key_Space, Key.Key_Return)


# The way through


def test_keys_alone_lead_through_the_three_pages_to_the_list(
    qtbot: QtBot, new: MainWindow, app: AppContext, said: list[tuple[Preferences, str]]
) -> None:
    assert title(new) == "Welcome"
    assert not new.library.isVisible()
    press(Key.Key_Return)
    assert title(new) == "Be kind to your body"
    press(Key.Key_Space, Key.Key_Return)
    assert title(new) == "Can you hear me?"
    assert not app.welcome.was_seen()
    press(Key.Key_Return)  # on the button that has a line said
    qtbot.waitUntil(lambda: len(said) == 1)
    press(Key.Key_Return)  # and on Begin, which has the focus by now
    assert is_at_the_list(new)
    assert app.welcome.was_seen()
    assert QApplication.focusWidget() is new.library.routine_list.focusWidget()


def test_the_mouse_leads_through_as_well(new: MainWindow, app: AppContext) -> None:
    def click(text: str) -> None:
        QTest.mouseClick(button(new, text), Qt.MouseButton.LeftButton)

    click("Continue")
    new.findChildren(QCheckBox)[0].click()
    click("Continue")
    click("Back")
    click("Continue")
    assert title(new) == "Can you hear me?"
    click("Begin")  # without having heard anything
    assert is_at_the_list(new)
    assert app.welcome.was_seen()


def test_return_on_the_unticked_box_ticks_it_and_goes_on_from_there(new: MainWindow) -> None:
    """A key that does nothing would look like a bug."""
    press(Key.Key_Return)
    (box,) = new.findChildren(QCheckBox)[:1]
    assert box.hasFocus()
    press(Key.Key_Return)
    assert box.isChecked()
    assert title(new) == "Be kind to your body"
    press(Key.Key_Return)
    assert title(new) == "Can you hear me?"


def test_no_one_goes_past_the_cautions_unconfirmed(new: MainWindow) -> None:
    press(Key.Key_Return)
    box = new.findChildren(QCheckBox)[0]
    go_on = button(new, "Continue")
    assert not go_on.isEnabled()
    for _time in range(3):
        QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
        assert title(new) == "Be kind to your body"
        assert box.hasFocus()
    press(Key.Key_Space)
    assert go_on.isEnabled()
    press(Key.Key_Space)
    assert not go_on.isEnabled()


def test_the_cautions_say_what_must_be_known(new: MainWindow) -> None:
    press(Key.Key_Return)
    read = " ".join(visible_texts(new))
    for words in ("A stretchy feeling is good, pain is not.", "herniated disc", "spondylolisthesis", "arthritis"):
        assert words in read
    assert "promises no cure" in read


def test_escape_and_back_lead_back_and_a_confirmation_stays(new: MainWindow) -> None:
    to_the_sound_check()
    press(Key.Key_Escape)
    assert title(new) == "Be kind to your body"
    assert new.findChildren(QCheckBox)[0].isChecked()
    QTest.mouseClick(button(new, "Back"), Qt.MouseButton.LeftButton)
    assert title(new) == "Welcome"
    assert not button(new, "Back").isVisible()
    press(Key.Key_Escape)
    assert title(new) == "Welcome"
    assert new.isVisible()


def test_escape_leaves_full_screen_first(new: MainWindow) -> None:
    press(Key.Key_Return, Key.Key_F)
    assert new.isFullScreen()
    press(Key.Key_Escape)
    assert not new.isFullScreen()
    assert title(new) == "Be kind to your body"


def test_tab_reaches_all_that_can_be_used_and_nothing_else(new: MainWindow) -> None:
    def reached() -> set[QWidget]:
        found: set[QWidget] = set()
        while (focused := QApplication.focusWidget()) is not None and focused not in found:
            found.add(focused)
            press(Key.Key_Tab)
        return found

    assert reached() == {button(new, "Continue")}
    press(Key.Key_Return)
    box = new.findChildren(QCheckBox)[0]
    assert reached() == {box, button(new, "Back")}
    box.setFocus()
    press(Key.Key_Space, Key.Key_Return)
    page = welcome(new)
    assert page is not None
    (voice,) = (one for one in page.findChildren(QRadioButton) if one.isChecked())
    (play,) = (one for one in page.findChildren(QToolButton) if one.focusPolicy() is not Qt.FocusPolicy.NoFocus)
    sliders = {named(page, QSlider, name) for name in ("Speed", "Voice volume")}
    buttons = {button(new, text) for text in ("Test the voice", "Back", "Begin")}
    assert reached() == {voice, play, *sliders, *buttons}


def test_a_screen_reader_hears_each_page_with_what_has_the_focus(new: MainWindow) -> None:
    for shown, words, key in (
        (TITLES[0], "A voice says what to do", Key.Key_Return),
        (TITLES[1], "pain is not", Key.Key_Space),
        (TITLES[1], "pain is not", Key.Key_Return),
        (TITLES[2], "Let me say a line", Key.Key_Escape),
    ):
        assert title(new) == shown
        focused = QApplication.focusWidget()
        assert focused is not None
        heard = focused.accessibleDescription()
        assert heard.startswith(shown)
        assert words in heard
        press(key)


# Once


def test_it_is_shown_once(opened: Open, new: MainWindow, folders: UserFolders) -> None:
    to_the_sound_check()
    button(new, "Begin").click()
    later = AppContext(folders)
    assert is_at_the_list(opened(later))
    assert later.notices == ()


@pytest.mark.parametrize("keys", [(), (Key.Key_Return,), (Key.Key_Return, Key.Key_Space, Key.Key_Return)])
def test_anyone_who_leaves_before_the_end_is_welcomed_again(
    opened: Open, new: MainWindow, folders: UserFolders, keys: tuple[Qt.Key, ...]
) -> None:
    press(*keys)
    new.close_at_once()
    assert welcome(opened(AppContext(folders))) is not None


def test_a_session_that_begins_at_once_leaves_it_for_the_next_plain_start(
    qtbot: QtBot, opened: Open, app: AppContext, folders: UserFolders
) -> None:
    window = opened(app, "settle", start=True)
    assert welcome(window) is None
    qtbot.waitUntil(lambda: window.session.is_running, timeout=30_000)
    window.close_at_once()
    assert welcome(opened(AppContext(folders))) is not None


def test_a_named_routine_is_chosen_after_it(opened: Open, app: AppContext, library: Library) -> None:
    window = opened(app, "quads-standing")
    assert title(window) == "Welcome"
    to_the_sound_check()
    button(window, "Begin").click()
    assert is_at_the_list(window)
    assert window.library.routine == library.routines["quads-standing"]


def test_a_folder_that_is_not_writable_keeps_no_one_out(
    opened: Open, new: MainWindow, app: AppContext, folders: UserFolders
) -> None:
    folders.config.parent.mkdir(parents=True, exist_ok=True)
    folders.config.write_text("a file where the folder should be")
    to_the_sound_check()
    button(new, "Begin").click()
    assert is_at_the_list(new)
    assert "can't remember that it welcomed you" in new.notice_bar.text
    assert "You will see the welcome again next time." in new.notice_bar.text
    assert not app.welcome.was_seen()
    new.close_at_once()
    assert welcome(opened(AppContext(folders))) is not None


# The sound check


def test_a_test_line_is_said_in_the_voice_and_at_the_volume_that_are_chosen(
    qtbot: QtBot, new: MainWindow, app: AppContext, folders: UserFolders, said: list[tuple[Preferences, str]]
) -> None:
    to_the_sound_check()
    page = welcome(new)
    assert page is not None
    volume = named(page, QSlider, "Voice volume")
    qtbot.waitUntil(lambda: len(page.findChildren(QRadioButton)) > 1, timeout=20_000)
    page.findChildren(QRadioButton)[1].click()
    volume.setValue(40)
    assert app.preferences.current.volume == 40
    assert app.preferences.current.voice is not None
    test = button(new, "Test the voice")
    QTest.mouseClick(test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(test.isEnabled)
    ((preferences, text),) = said
    assert preferences == app.preferences.current
    assert text
    assert any(told.startswith("If you heard nothing") for told in visible_texts(new))
    wait_for(new._saving)
    assert AppContext(folders).preferences.current == preferences


def test_without_sound_the_page_offers_a_remedy_and_continues(qtbot: QtBot, new: MainWindow) -> None:
    to_the_sound_check()
    press(Key.Key_Return)
    qtbot.waitUntil(button(new, "Test the voice").isEnabled, timeout=30_000)
    (told,) = (text for text in visible_texts(new) if text.startswith("There is no sound"))
    assert "Connect a loudspeaker" in told
    press(Key.Key_Return)
    assert is_at_the_list(new)


def test_without_a_voice_the_page_offers_a_remedy_and_continues(
    qtbot: QtBot, new: MainWindow, app: AppContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_voices() -> None:
        raise EngineUnavailableError("no engine in this test")

    monkeypatch.setattr(app.speech, "voices", no_voices)
    to_the_sound_check()
    qtbot.waitUntil(lambda: any("no engine in this test" in text for text in visible_texts(new)))
    (told,) = (text for text in visible_texts(new) if "no engine in this test" in text)
    assert "install a system voice or espeak-ng" in told
    button(new, "Begin").click()
    assert is_at_the_list(new)


def test_continuing_while_the_line_is_said_does_no_harm(qtbot: QtBot, new: MainWindow) -> None:
    to_the_sound_check()
    press(Key.Key_Return, Key.Key_Return)
    assert is_at_the_list(new)
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0, timeout=30_000)
    QApplication.processEvents()
    assert is_at_the_list(new)


def test_a_change_in_the_settings_dialog_is_shown(qtbot: QtBot, new: MainWindow, app: AppContext) -> None:
    to_the_sound_check()
    QTest.keyClick(new, Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = new.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitExposed(dialog)
    slider = dialog.editors["volume"].findChild(QSlider)
    assert slider is not None
    slider.setValue(25)
    page = welcome(new)
    assert page is not None
    assert named(page, QSlider, "Voice volume").value() == 25
    assert "25 %" in visible_texts(page)
    assert app.preferences.current.volume == 25
    dialog.accept()


# How it looks


def test_the_circle_breathes_while_it_is_seen(qtbot: QtBot, new: MainWindow) -> None:
    circle = new.findChild(QuietCircle)
    assert isinstance(circle, QuietCircle)
    before = circle.grab().toImage()
    qtbot.waitUntil(lambda: circle.grab().toImage() != before, timeout=5_000)
    press(Key.Key_Return)
    assert not circle._frames.isActive()
    press(Key.Key_Escape)
    assert circle._frames.isActive()


@pytest.mark.parametrize("size", [(560, 480), (620, 960), (1120, 760), (1920, 1080), (3840, 2160)], ids=str)
def test_no_word_is_cut(qtbot: QtBot, new: MainWindow, size: tuple[int, int]) -> None:
    new.resize(*size)
    page = welcome(new)
    assert page is not None
    for keys in ((), (Key.Key_Return,), (Key.Key_Space, Key.Key_Return)):
        press(*keys)
        qtbot.waitUntil(lambda: new.size().toTuple() == size)
        QApplication.processEvents()
        is_smallest = size == (560, 480)  # there the voices are scrolled
        for area in page.findChildren(QScrollArea):
            assert not area.isVisible() or area.verticalScrollBar().maximum() == 0 or is_smallest
        parts: list[QLabel | QAbstractButton] = [*page.findChildren(QLabel), *page.findChildren(QAbstractButton)]
        for part in parts:
            if not part.isVisible() or not part.text():
                continue
            least = part.heightForWidth(part.width()) if isinstance(part, QLabel) else part.sizeHint().height()
            assert part.height() >= least, part.text()
            assert isinstance(part, QLabel) or part.width() >= part.sizeHint().width(), part.text()
            top_left = part.mapTo(page, part.rect().topLeft())
            assert is_smallest or page.rect().contains(part.rect().translated(top_left)), part.text()


def test_words_are_larger_in_a_large_window(new: MainWindow) -> None:
    def sizes() -> list[int]:
        QApplication.processEvents()
        return [words.fontInfo().pixelSize() for words in new.findChildren(QLabel) if words.isVisible()]

    new.resize(560, 480)
    small = sizes()
    new.resize(1920, 1080)
    assert all(large > before for before, large in zip(small, sizes(), strict=True))
    new.resize(560, 480)
    assert sizes() == small


def test_other_colours_are_taken_at_once(new: MainWindow, app: AppContext) -> None:
    app.preferences.change(Preferences(theme=Theme.DARK))
    assert app.preferences.current.theme is Theme.DARK
    page = welcome(new)
    assert page is not None
    assert page.grab().toImage().pixelColor(3, 3).name() == DARK.ground
    circle = new.findChild(QuietCircle)
    assert isinstance(circle, QuietCircle)
    assert circle.colours is DARK
