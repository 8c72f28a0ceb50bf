"""Choose how to reach this desktop's media controls and its other players."""

import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject

from stretchcoach.desktop.media_player import MediaPlayer
from stretchcoach.desktop.other_players import OtherPlayers


def make_media_player(environment: Mapping[str, str], parent: QObject | None = None) -> MediaPlayer:
    """Return the media player that suits the desktop. Never waits."""
    sockets = session_bus_sockets(environment)
    if not sockets:
        return MediaPlayer(parent)
    # jeepney, which both modules need, is installed on Linux only.
    from stretchcoach.desktop.mpris import MprisPlayer
    from stretchcoach.desktop.session_bus import SessionBus

    return MprisPlayer(SessionBus(sockets), parent)


def make_other_players(environment: Mapping[str, str], parent: QObject | None = None) -> OtherPlayers:
    """Return what controls the other players of the desktop. Never waits."""
    sockets = session_bus_sockets(environment)
    if not sockets:
        return OtherPlayers(parent)
    # As above.
    from stretchcoach.desktop.mpris_other_players import MprisOtherPlayers
    from stretchcoach.desktop.session_bus import SessionBus

    return MprisOtherPlayers(SessionBus(sockets), parent)


def session_bus_sockets(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sockets of the session bus that `environment` names, or nothing if the desktop has no such bus.

    A bus that would first have to be started does not count: no player would be on it.
    """
    if not sys.platform.startswith("linux"):
        return ()
    address = environment.get("DBUS_SESSION_BUS_ADDRESS")
    if address is None:
        default = Path(environment.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
        return (str(default),) if default.is_socket() else ()
    from jeepney.bus import get_connectable_addresses  # installed on Linux only

    try:
        return tuple(get_connectable_addresses(address))
    except (RuntimeError, ValueError):  # the address is of an unsupported kind, or malformed
        return ()
