"""Forms of people: entry, units, accounts, grants; what several of them ask for."""
