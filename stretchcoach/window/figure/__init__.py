"""Painting the body and the breathing circle."""
