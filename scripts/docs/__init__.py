"""What makes the reference pages: examples, key tables, pages, the JSON Schema, tables in hand-written pages."""
