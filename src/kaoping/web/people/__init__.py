"""people: persons, accounts, roles with scope and term, the permission function, the registry of units."""
