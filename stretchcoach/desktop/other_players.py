"""The other media players of the desktop, which can be paused or turned down during a session."""

from PySide6.QtCore import QObject


class OtherPlayers(QObject):
    """Pauses other players or turns them down, and restores them later.

    This base class is for desktops on which other players can't be reached.
    """

    def pause(self) -> None:
        """Pause every player that is playing."""

    def duck(self) -> None:
        """Turn down every player that is playing. Pause those without a volume."""

    def resume(self) -> None:
        """Restore every player that the person has not touched in the meantime."""

    def close(self) -> None:
        """Disconnect from the players, and leave them as they are."""
