"""years: packages in force, participants, charges, phases, calendar; the only app that opens packages."""
