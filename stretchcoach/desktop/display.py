"""Check that a window can be opened, before Qt is loaded: Qt would end the process if it can't."""

import ctypes
import os
import sys
import threading
import time

from stretchcoach.i18n import _
from stretchcoach.messages import Notice

_ANSWER_SECONDS = 3.0
"""Seconds to wait for the X server to accept a connection."""
_HELD_SECONDS = 5.0
"""Seconds to hold that connection, until Qt has its own. An X server resets when its last client leaves, which takes
as long as drawing the first frame."""
_XCB_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""The libraries that Qt's xcb plugin loads, each with its Debian package."""


def display_problem() -> Notice | None:
    """Return a notice that says why no window can be opened, or None if one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if os.environ.get("WAYLAND_DISPLAY") or _x_server_answers():
        return _missing_libraries()
    return Notice(
        _("There is no display, so the session runs here in the terminal."),
        _("Start Stretch Coach on a desktop to see its window."),
    )


def _x_server_answers() -> bool:
    """Try to connect to the X server that DISPLAY names."""
    name = os.environ.get("DISPLAY")
    if not name:
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # `_missing_libraries` reports it
    answered = threading.Event()
    answers: list[bool] = []

    def connect() -> None:
        xcb.xcb_connect.restype = ctypes.c_void_p
        connection = ctypes.c_void_p(xcb.xcb_connect(name.encode(), None))
        answers.append(not xcb.xcb_connection_has_error(connection))
        answered.set()
        if answers[0]:
            time.sleep(_HELD_SECONDS)
        xcb.xcb_disconnect(connection)

    # In a thread, because a server that accepts the connection and never answers would block us forever.
    threading.Thread(target=connect, name="X server", daemon=True).start()
    answered.wait(_ANSWER_SECONDS)
    return answers == [True]


def _missing_libraries() -> Notice | None:
    missing = [package for library, package in _XCB_LIBRARIES.items() if not _can_load(library)]
    if not missing:
        return None
    return Notice(
        _("The window needs system libraries that are missing, so the session runs here in the terminal."),
        _("On Debian and Ubuntu: sudo apt install {packages}").format(packages=" ".join(missing)),
    )


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
