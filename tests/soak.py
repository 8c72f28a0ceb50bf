"""The size of the tests that repeat something many times: small in `make test`, full in `make soak`.

A small size still fails on the faults that a test is for; the comment beside it says why. The full size is for
faults that strike rarely.
"""

import os

import pytest

IS_SOAK = bool(os.environ.get("SOAK"))
soak = pytest.mark.soak
"""Marks a test that does more in `make soak`, which runs these alone."""


def times(few: int, many: int) -> int:
    """Return how often to repeat: `many` in `make soak`, else `few`."""
    return many if IS_SOAK else few
