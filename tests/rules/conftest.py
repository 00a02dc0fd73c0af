"""Properties run the same way everywhere: no time limit for an example, the same examples each time."""

from hypothesis import settings

settings.register_profile("rules", deadline=None, derandomize=True, max_examples=80)
settings.load_profile("rules")
