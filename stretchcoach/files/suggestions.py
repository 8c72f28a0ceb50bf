"""Suggestions for a misspelt name."""

from collections.abc import Collection


def closest_match(name: str, known: Collection[str]) -> str | None:
    """Return the known name most similar to `name`, or None if none is similar."""
    import difflib  # loaded only when a name is misspelt

    matches = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return str(matches[0]) if matches else None


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return a question that names the closest match or, without one, a list of all known names."""
    match = closest_match(name, known)
    return f"did you mean {match!r}?" if match else f"choose from {', '.join(sorted(known))}"
