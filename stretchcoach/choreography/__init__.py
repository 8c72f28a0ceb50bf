"""Choreography: the pose of the body at each instant of a timeline."""
