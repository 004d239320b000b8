"""Tables in files: facts come in from CSV, Parquet and xlsx."""
