"""results: facts to the engine and back: trial, preview, account, charts, papers."""
