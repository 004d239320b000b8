"""`python -m kaoping.cli`."""

from kaoping.cli.main import start

start()
