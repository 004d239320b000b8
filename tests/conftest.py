"""Shared set-up of the property tests: KAOPING_EXAMPLES sets how many examples each of them tries."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "kaoping",
    max_examples=int(os.environ.get("KAOPING_EXAMPLES", "300")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("kaoping")
