"""The other players of a desktop, which may stand still while someone stretches."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from stretchcoach.desktop.bus_address import bus_places


class OtherPlayers(QObject):
    """Can be paused, and those that were can go on. Here are the desktops on which none is known."""

    def pause(self) -> None:
        """Pause all that play now."""

    def resume(self) -> None:
        """Have those go on that are still paused because of us."""

    def close(self) -> None:
        """Leave them to themselves."""


def other_players(environment: Mapping[str, str], parent: QObject | None = None) -> OtherPlayers:
    """Return those of this desktop, at once."""
    places = bus_places(environment)
    if not places:
        return OtherPlayers(parent)
    # Their messages are there on Linux alone.
    from stretchcoach.desktop.mpris_others import MprisOthers
    from stretchcoach.desktop.session_bus import SessionBus

    return MprisOthers(SessionBus(places), parent)
