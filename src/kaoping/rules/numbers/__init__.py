"""Exact numbers (精确数): points, rounding, periods and due dates. They know no file format and no scheme."""
