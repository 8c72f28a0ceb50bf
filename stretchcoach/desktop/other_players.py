"""The other players of a desktop, which may pause or be turned down while someone stretches."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from stretchcoach.desktop.bus_address import session_bus_sockets


class OtherPlayers(QObject):
    """Can be paused or turned down, and be as they were again. This one is for desktops on which none is known."""

    def pause(self) -> None:
        """Pause all that play now."""

    def duck(self) -> None:
        """Turn down all that play now; pause those that have no volume."""

    def resume(self) -> None:
        """Undo what we did to those that the person has not used meanwhile."""

    def close(self) -> None:
        """Leave them to themselves."""


def other_players(environment: Mapping[str, str], parent: QObject | None = None) -> OtherPlayers:
    """Return those of this desktop, at once."""
    places = session_bus_sockets(environment)
    if not places:
        return OtherPlayers(parent)
    # Their messages are there on Linux alone.
    from stretchcoach.desktop.mpris_other_players import MprisOtherPlayers
    from stretchcoach.desktop.session_bus import SessionBus

    return MprisOtherPlayers(SessionBus(places), parent)
