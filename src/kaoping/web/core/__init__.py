"""core: bodies, the audit chain, tasks, files, drafts, proposals with their verdicts; base templates."""
