"""Executable evaluation schemes for Chinese government performance evaluation (绩效考评).

A scheme is read from YAML, facts from tables; the result is a score for each evaluated unit,
with the reason for every point.
"""

__version__ = "0.1.0"
