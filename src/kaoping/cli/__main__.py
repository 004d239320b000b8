"""`python -m kaoping.cli`."""

from kaoping.cli.main import main

main(prog_name="kaoping")
