"""Choreography: which pose the body takes when, along a timeline."""
