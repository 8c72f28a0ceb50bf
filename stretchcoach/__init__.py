"""Stretch Coach leads a person through a stretch by voice, breath and picture."""

__version__ = "0.1.0"
