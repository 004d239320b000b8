"""Benchmarks: figures side by side in one run, never a timed test. `make bench` prints them."""
