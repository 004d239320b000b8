"""What a scheme says, in short Chinese words, made from the model: numbers, worths, limits, conditions."""

from __future__ import annotations
