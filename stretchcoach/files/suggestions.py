"""What someone may have meant."""

from collections.abc import Collection


def closest_match(name: str, known: Collection[str]) -> str | None:
    """Return the known name that is most like `name`; None where none is like it."""
    import difflib  # loaded only when something was misspelt

    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return str(near[0]) if near else None


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Ask for the nearest known name, or tell them all."""
    near = closest_match(name, known)
    return f"did you mean {near!r}?" if near else f"known are {', '.join(sorted(known))}"
