"""Facts (事实): the rows, the tables that they come in, what a rule asks of a row, and how text becomes facts."""
