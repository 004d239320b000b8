"""The command line `kaoping`: one small module a command; heavy imports stand inside the commands."""
