"""A session in the window: what a moment shows, and what each key and button does."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from stretchcoach.domain.side import Side
from stretchcoach.messages import Notice
from stretchcoach.routine.library import Library
from stretchcoach.session.session import State
from stretchcoach.session.timeline import SegmentKind
from stretchcoach.session.wording import following_name
from stretchcoach.settings.preferences import Preferences
from stretchcoach.window.session.session_view import SessionView
from stretchcoach.window.settings.settings_dialog import SettingsDialog
from stretchcoach.window.shell.main_window import MainWindow
from tests.window.finding import button, named, tool_button, visible_texts
from tests.window.led import Led, described

Key = Qt.Key


@pytest.fixture
def led(library: Library) -> Led:
    return Led(library.routines["seated-hamstring"])


@pytest.fixture
def view(window: MainWindow, led: Led) -> SessionView:
    """The view of a session that has just begun."""
    window.session_flow.begin(led.live_session)
    return window.session.view


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press any key, also one of a headset, which pytest-qt cannot type."""
    text = {Key.Key_Plus: "+", Key.Key_Minus: "-", Key.Key_Space: " "}.get(key, "")
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def show(window: MainWindow, led: Led, position: float) -> list[str]:
    """Advance the clock, tick the page, and return the texts that are shown."""
    led.turn_to(position)
    window.session._tick()
    return visible_texts(window.session)


def test_return_starts_the_chosen_routine_with_the_real_voice(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    QTest.keyClick(named(window, QListView, "Routines"), Key.Key_Return)
    assert window.library.routine_page.start_button.text() == "Finding my voice…"
    assert not window.library.routine_page.start_button.isEnabled()
    qtbot.waitUntil(lambda: window.session.is_running, timeout=30_000)
    assert window.session.isVisible()
    assert window.session.hasFocus()
    live_session = window.session._live_session
    assert live_session is not None
    assert live_session.timeline.routine == next(iter(library.routines.values()))
    qtbot.waitUntil(lambda: live_session.coach.tick().position > 0.2, timeout=10_000)
    assert live_session.coach.tick().state is State.RUNNING
    assert "no sound" in window.notice_bar.text
    window.session.stop()
    assert window.library.routine_page.start_button.text() == "Start"
    assert window.library.routine_page.start_button.isEnabled()


def test_pressing_start_twice_starts_once(qtbot: QtBot, window: MainWindow) -> None:
    for _press in range(3):
        QTest.keyClick(named(window, QListView, "Routines"), Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.is_running, timeout=30_000)
    live_session = window.session._live_session
    assert live_session is not None
    qtbot.waitUntil(lambda: live_session.coach.tick().position > 0.2, timeout=10_000)
    assert window.session._live_session is live_session


@pytest.mark.usefixtures("view")
def test_closing_the_window_at_once_closes_the_voice_of_a_session(window: MainWindow, led: Led) -> None:
    """As a signal such as SIGTERM does."""
    window.close_at_once()
    assert not window.isVisible()
    assert window.session_flow.question is None
    assert led.state() is State.STOPPED
    assert led.voice.is_closed


def test_closing_the_window_in_a_session_asks_and_continue_resumes_it(
    window: MainWindow, view: SessionView, led: Led
) -> None:
    window.close()
    window.close()
    assert view.isVisible()
    assert led.state() is State.PAUSED
    assert window.session_flow.question is not None
    QTest.mouseClick(button(window.session_flow.question, "Continue"), Qt.MouseButton.LeftButton)
    assert led.state() is State.RUNNING
    assert view.isVisible()


@pytest.mark.usefixtures("view")
def test_closing_the_window_in_a_session_closes_it_after_confirming(window: MainWindow, led: Led) -> None:
    QTest.keyClick(window.session, Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert window.session_flow.question is not None
    QTest.mouseClick(button(window.session_flow.question, "Stop"), Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    assert led.state() is State.STOPPED
    assert led.voice.is_closed


def test_closing_the_window_in_a_spoken_session_leaves_nothing(qtbot: QtBot, window: MainWindow) -> None:
    """A fixture of all tests checks that no thread or process is left."""
    QTest.keyClick(named(window, QListView, "Routines"), Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.is_running, timeout=30_000)
    window.close_at_once()
    assert not window.session.is_running
    assert not window.isVisible()


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_the_side_is_a_word_and_a_letter(window: MainWindow, view: SessionView, led: Led, side: Side) -> None:
    show(window, led, led.segment(SegmentKind.HOLD, side).start + 1)
    assert described(view, "Side") == side.value.capitalize()
    badge = named(view, QWidget, "Side")
    image = badge.grab().toImage()
    colour = view._colours.of_side(side)
    square = image.height()
    assert image.pixelColor(square // 2, 3).name() == colour
    in_square = {image.pixelColor(x, y).name() for x in range(square) for y in range(square)}
    in_word = {image.pixelColor(x, y).name() for x in range(square + 4, square * 4) for y in range(square)}
    assert view._colours.ground in in_square
    assert colour in in_word


def test_no_side_is_no_badge(window: MainWindow, view: SessionView, led: Led) -> None:
    badge = named(view, QWidget, "Side")
    show(window, led, led.segment(SegmentKind.HOLD, Side.LEFT).start + 1)
    with_side = badge.grab().toImage()
    show(window, led, led.segment(SegmentKind.FINISH).start + 1)
    assert badge.accessibleDescription() == ""
    assert badge.grab().toImage() != with_side


@pytest.mark.parametrize("kind", [SegmentKind.INHALE, SegmentKind.HOLD])
def test_the_word_of_the_breath_is_in_the_circle(
    window: MainWindow, view: SessionView, led: Led, kind: SegmentKind
) -> None:
    breath = led.timeline.breath
    start = led.segment(kind).start
    show(window, led, start + breath.inhale / 2)
    assert described(view, "Breath") == "In"
    assert led.moment.fullness == pytest.approx(0.5, abs=0.1)
    exhale = led.segment(SegmentKind.EXHALE).start if kind is SegmentKind.INHALE else start + breath.inhale
    show(window, led, exhale + breath.exhale / 2)
    assert described(view, "Breath") == "Out"


def test_without_a_guided_breath_the_seconds_count_down(window: MainWindow, view: SessionView, led: Led) -> None:
    set_up = led.segment(SegmentKind.SET_UP)
    show(window, led, set_up.end - 2.5)
    assert described(view, "Breath") == "0:03"
    show(window, led, set_up.end - 0.5)
    assert described(view, "Breath") == "0:01"


def test_dots_count_the_warm_up(window: MainWindow, view: SessionView, led: Led) -> None:
    dots = named(view, QWidget, "Warm-up reps")
    show(window, led, led.segment(SegmentKind.SET_UP).start + 1)
    assert not dots.isVisible()
    reps = [one for one in led.timeline.segments if one.kind is SegmentKind.EXHALE and one.side is Side.LEFT]
    assert len(reps) == 4
    for number, rep in enumerate(reps, start=1):
        read = show(window, led, rep.start + 1)
        assert dots.isVisible()
        assert dots.accessibleDescription() == f"{number} of 4"
        assert f"{number} of 4" in read
        assert "Warm up" in read
    show(window, led, led.segment(SegmentKind.HOLD).start + 1)
    assert not dots.isVisible()


@pytest.mark.usefixtures("view")
def test_the_breaths_of_a_hold_are_counted_down(window: MainWindow, led: Led) -> None:
    hold = led.segment(SegmentKind.HOLD)
    seconds = led.timeline.breath.seconds
    for done in range(5):
        read = show(window, led, hold.start + (done + 0.5) * seconds)
        left = 5 - done
        assert (f"{left} breaths left" if left > 1 else "1 breath left") in read
        assert "Hold" in read


@pytest.mark.usefixtures("view")
def test_every_phase_says_what_comes_next(window: MainWindow, led: Led) -> None:
    seen = set()
    for segment in led.timeline.segments:
        read = show(window, led, segment.start + 0.1)
        assert f"Next: {following_name(led.moment)}" in read
        seen.add(following_name(led.moment))
    assert {"Hold, 5 breaths", "Change sides", "Set up", "The end"} <= seen


@pytest.mark.usefixtures("view")
def test_title_phase_and_line_are_shown(window: MainWindow, led: Led) -> None:
    for cue in led.timeline.cues:
        read = show(window, led, cue.at + 0.01)
        assert cue.text in read
        stretch = led.moment.segment.stretch
        assert (led.timeline.routine.title if stretch is None else stretch.title) in read


def test_the_ribbon_says_how_much_is_over(window: MainWindow, view: SessionView, led: Led) -> None:
    assert described(view, "The whole session") == "0 percent"
    show(window, led, led.timeline.seconds / 2)
    assert described(view, "The whole session") == "50 percent"


def test_a_pause_is_shown_as_paused(window: MainWindow, view: SessionView, led: Led) -> None:
    show(window, led, led.segment(SegmentKind.HOLD).start + 1)
    QTest.keyClick(window.session, Key.Key_Space)
    assert described(view, "Breath") == "Paused"
    assert tool_button(view, "pause").accessibleName() == "Continue (Space)"
    before = led.moment.position
    read = visible_texts(view)
    led.now += 4
    window.session._tick()
    assert led.moment.position == before
    assert visible_texts(view) == read
    QTest.keyClick(window.session, Key.Key_Space)
    assert led.state() is State.RUNNING
    assert described(view, "Breath") == "In"
    assert tool_button(view, "pause").accessibleName() == "Pause (Space)"


@pytest.mark.usefixtures("view")
@pytest.mark.parametrize(
    "key",
    [Key.Key_Space, Key.Key_MediaTogglePlayPause, Key.Key_MediaPlay, Key.Key_B, Key.Key_Period],
)
def test_a_key_that_pauses_and_resumes(window: MainWindow, led: Led, key: Qt.Key) -> None:
    press(window.session, key)
    assert led.state() is State.PAUSED
    press(window.session, key)
    assert led.state() is State.RUNNING


@pytest.mark.usefixtures("view")
def test_the_pause_key_of_a_headset_only_pauses(window: MainWindow, led: Led) -> None:
    for _press in range(2):
        press(window.session, Key.Key_MediaPause)
        assert led.state() is State.PAUSED


@pytest.mark.usefixtures("view")
@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_PageDown, Key.Key_MediaNext])
def test_a_key_that_goes_to_the_next_phase(window: MainWindow, led: Led, key: Qt.Key) -> None:
    for index in range(1, 4):
        press(window.session, key)
        assert led.moment.index == index
        assert led.moment.into == 0


@pytest.mark.usefixtures("view")
@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_PageUp, Key.Key_MediaPrevious])
def test_a_key_that_goes_back(window: MainWindow, led: Led, key: Qt.Key) -> None:
    hold = led.segment(SegmentKind.HOLD)
    index = led.turn_to(hold.start + 10).index
    press(window.session, key)
    assert led.moment.position == pytest.approx(hold.start)
    press(window.session, key)
    assert led.moment.index == index - 1


@pytest.mark.usefixtures("view")
def test_plus_holds_longer(window: MainWindow, led: Led) -> None:
    led.turn_to(led.segment(SegmentKind.HOLD).start + 1)
    press(window.session, Key.Key_Plus)
    assert led.moment.segment.breaths == 6
    window.session._tick()
    assert "6 breaths left" in visible_texts(window.session)
    assert led.voice.said[-1].startswith("One more breath.")


@pytest.mark.usefixtures("view")
def test_minus_eases_off(window: MainWindow, led: Led) -> None:
    led.turn_to(led.segment(SegmentKind.HOLD).start + 12)
    press(window.session, Key.Key_Minus)
    window.session._tick()
    assert "Ease out" in visible_texts(window.session)


def test_s_takes_the_easier_version(window: MainWindow, library: Library) -> None:
    led = Led(library.routines["quads-lying"])
    window.session_flow.begin(led.live_session)
    led.turn_to(led.segment(SegmentKind.HOLD).start + 12)
    press(window.session, Key.Key_S)
    window.session._tick()
    assert "Quads standing" in visible_texts(window.session)
    assert led.voice.said[-1].startswith("Quads standing instead.")


def test_a_session_that_waits_asks_whether_the_person_is_ready(window: MainWindow, library: Library) -> None:
    led = Led(library.routines["seated-hamstring"], Preferences(wait_for_me=True))
    window.session_flow.begin(led.live_session)
    led.turn_to(led.segment(SegmentKind.SET_UP).end - 0.1)
    led.now += 1
    window.session._tick()
    assert led.state() is State.PAUSED
    assert "Set up" in visible_texts(window.session)
    assert "Press a key when you are ready." in visible_texts(window.session)
    press(window.session, Key.Key_Space)
    assert led.moment.segment.kind is SegmentKind.INHALE


@pytest.mark.usefixtures("view")
def test_a_session_that_slept_says_so(window: MainWindow, led: Led) -> None:
    led.turn_to(led.segment(SegmentKind.HOLD).start + 12)
    led.now += 3600
    window.session._tick()
    assert led.state() is State.PAUSED
    assert "Your computer was asleep. Press a key to go on." in visible_texts(window.session)
    assert led.voice.said[-1].startswith("Your computer was asleep.")


@pytest.mark.parametrize("key", [Key.Key_F, Key.Key_F11])
def test_mat_mode_fills_the_screen_and_hides_the_controls(
    window: MainWindow, view: SessionView, led: Led, key: Qt.Key
) -> None:
    assert tool_button(view, "pause").isVisible()
    QTest.keyClick(window.session, key)
    assert window.isFullScreen()
    assert not tool_button(view, "pause").isVisible()
    QTest.keyClick(window.session, key)
    assert not window.isFullScreen()
    assert tool_button(view, "pause").isVisible()
    assert led.state() is State.RUNNING


def test_escape_leaves_mat_mode_before_it_asks(window: MainWindow, view: SessionView, led: Led) -> None:
    QTest.keyClick(window.session, Key.Key_F)
    QTest.keyClick(window.session, Key.Key_Escape)
    assert not window.isFullScreen()
    assert tool_button(view, "stop").isVisible()
    assert window.session_flow.question is None
    assert led.state() is State.RUNNING


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("pause", lambda led: led.state() is State.PAUSED),
        ("next", lambda led: led.moment.index == 3),
        ("back", lambda led: led.moment.index == 1),
        ("stop", lambda led: led.state() is State.PAUSED),
    ],
)
def test_a_button_does_what_its_key_does(
    window: MainWindow, view: SessionView, led: Led, name: str, check: Callable[[Led], bool]
) -> None:
    led.coach.skip()
    led.coach.skip()
    QTest.mouseClick(tool_button(view, name), Qt.MouseButton.LeftButton)
    assert check(led)
    assert window.session.hasFocus() or window.session_flow.question is not None


def test_escape_asks_and_continue_resumes(window: MainWindow, view: SessionView, led: Led) -> None:
    QTest.keyClick(window.session, Key.Key_Escape)
    asking = window.session_flow.question
    assert asking is not None
    assert asking.isVisible()
    assert led.state() is State.PAUSED
    QTest.mouseClick(button(asking, "Continue"), Qt.MouseButton.LeftButton)
    assert led.state() is State.RUNNING
    assert window.session_flow.question is None
    assert view.isVisible()


@pytest.mark.usefixtures("view")
def test_escape_twice_resumes_too(window: MainWindow, led: Led) -> None:
    QTest.keyClick(window.session, Key.Key_Escape)
    assert window.session_flow.question is not None
    QTest.keyClick(window.session_flow.question, Key.Key_Escape)
    assert led.state() is State.RUNNING


def test_stopping_leads_to_the_finish(window: MainWindow, view: SessionView, led: Led) -> None:
    QTest.keyClick(window.session, Key.Key_Escape)
    assert window.session_flow.question is not None
    QTest.mouseClick(button(window.session_flow.question, "Stop"), Qt.MouseButton.LeftButton)
    assert led.state() is State.STOPPED
    assert led.voice.is_closed
    assert not view.isVisible()
    assert window.finish.isVisible()
    assert "That is enough for now." in visible_texts(window.finish)


def test_a_finished_session_leads_to_the_finish(window: MainWindow, view: SessionView, led: Led) -> None:
    show(window, led, led.timeline.seconds)
    assert not view.isVisible()
    assert led.voice.is_closed
    assert not window.session.is_running
    read = visible_texts(window.finish)
    assert "Well stretched." in read
    minutes = round(led.timeline.seconds / 60)
    assert f"Seated hamstring, {minutes} minutes. Move on slowly, and notice how you feel." in read
    assert read[-2:] == ["Seated hamstring", "5 breaths each side"]


@pytest.mark.usefixtures("view")
def test_a_session_that_was_skipped_through_earns_no_praise_and_no_summary(window: MainWindow, led: Led) -> None:
    while window.session.is_running:
        press(window.session, Key.Key_Right)
    assert led.state() is State.FINISHED
    assert visible_texts(window.finish) == [
        "That is enough for now.",
        "Seated hamstring, less than a minute. Move on whenever you like.",
    ]


def test_after_settling_nothing_mentions_stretching(window: MainWindow, library: Library) -> None:
    led = Led(library.routines["settle"])
    window.session_flow.begin(led.live_session)
    show(window, led, led.timeline.seconds)
    read = visible_texts(window.finish)
    assert read[0] == "Well rested."
    assert not any("legs" in text or "tretch" in text for text in read)
    assert read[-2:] == ["Settle", "6 breaths"]


@pytest.mark.usefixtures("view")
def test_done_leads_back_to_the_list(window: MainWindow, led: Led) -> None:
    show(window, led, led.timeline.seconds)
    assert button(window.finish, "Done").hasFocus()
    QTest.mouseClick(button(window.finish, "Done"), Qt.MouseButton.LeftButton)
    assert window.library.isVisible()
    assert named(window, QListView, "Routines").hasFocus()


@pytest.mark.usefixtures("view")
def test_once_more_starts_it_again(qtbot: QtBot, window: MainWindow, led: Led) -> None:
    show(window, led, led.timeline.seconds)
    QTest.mouseClick(button(window.finish, "Do it again"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.is_running, timeout=30_000)
    assert window.session.isVisible()
    live_session = window.session._live_session
    assert live_session is not None
    assert live_session.timeline.routine.id == "seated-hamstring"
    assert live_session.coach.tick().state is State.RUNNING


@pytest.mark.usefixtures("view")
def test_a_notice_of_the_voice_is_shown_until_it_is_dismissed(window: MainWindow, led: Led) -> None:
    assert not window.notice_bar.isVisible()
    led.voice.notices = (Notice("There is no sound.", "Switch it on."),)
    for _frame in range(30):
        window.session._tick()
    assert window.notice_bar.isVisible()
    assert window.notice_bar.text == "There is no sound. Switch it on."
    QTest.mouseClick(button(window.notice_bar, "OK"), Qt.MouseButton.LeftButton)
    assert not window.notice_bar.isVisible()
    for _frame in range(60):
        window.session._tick()
    assert not window.notice_bar.isVisible()


@pytest.mark.usefixtures("view")
def test_a_notice_of_the_voice_disappears_when_the_problem_is_over(window: MainWindow, led: Led) -> None:
    led.voice.notices = (Notice("There is no sound."),)
    for _frame in range(30):
        window.session._tick()
    assert window.notice_bar.isVisible()
    led.voice.notices = ()
    for _frame in range(30):
        window.session._tick()
    assert not window.notice_bar.isVisible()


@pytest.mark.usefixtures("view")
@pytest.mark.parametrize("before", [State.RUNNING, State.PAUSED])
def test_the_settings_pause_a_session_and_leave_it_as_it_was(
    qtbot: QtBot, window: MainWindow, led: Led, before: State
) -> None:
    if before is State.PAUSED:
        press(window.session, Key.Key_Space)
    QTest.keyClick(window.session, Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert led.state() is State.PAUSED
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    QTest.mouseClick(button(dialog, "Close"), Qt.MouseButton.LeftButton)
    assert led.state() is before
    qtbot.waitUntil(lambda: window.findChild(SettingsDialog) is None)
