"""Shared set-up: how many examples the property tests try (KAOPING_EXAMPLES, 2,000 unless given)."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "kaoping",
    max_examples=int(os.environ.get("KAOPING_EXAMPLES", "2000")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("kaoping")
