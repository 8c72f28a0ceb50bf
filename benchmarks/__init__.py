"""Measurements of speed, memory and latency, each beside a reference from the same run."""
