"""Properties run the same way everywhere: no limit of time, the same examples each time."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "tests", deadline=None, derandomize=True, max_examples=80, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tests")
