"""Where the desktop's session bus listens."""

import sys
from collections.abc import Mapping
from pathlib import Path


def session_bus_sockets(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sockets that an environment names for the bus; none where the desktop has no such thing.

    A bus that would have to be started first is none: whoever wants one has one.
    """
    if not sys.platform.startswith("linux"):
        return ()
    address = environment.get("DBUS_SESSION_BUS_ADDRESS")
    if address is None:
        usual = Path(environment.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
        return (str(usual),) if usual.is_socket() else ()
    from jeepney.bus import get_connectable_addresses  # there on Linux alone

    try:
        return tuple(get_connectable_addresses(address))
    except (RuntimeError, ValueError):  # what it says of an address of another kind, and of what is none
        return ()
