"""Try a sample of mutants: which of them does no test notice?

python -m tests.mutation [--sample 400] [--seed 7] [--workers 2] [--only PART] [--quick]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import current_process, get_context
from pathlib import Path
from time import monotonic

from tests.mutation import accepted, running
from tests.mutation.accepted import Accepted
from tests.mutation.mutants import Mutant, sample
from tests.mutation.source import Source
from tests.mutation.suite import SOURCES, STAGES, Stage
from tests.mutation.tree import Tree

PROJECT = Path(__file__).parents[2]
TOLERATED = 10
"""How many in a hundred mutants may live without a reason."""
_trees: dict[str, Tree] = {}
"""The tree of this worker process."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the sample; 1 where too many live unexplained, or a mutant that may live has no reason."""
    options = _options(words)
    started = monotonic()
    mutants = sample(sources(options.only), options.sample, options.seed)
    stages = STAGES[:1] if options.quick else STAGES
    running.warm_up()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        allowed = _allowed(Path(folder), stages)
        print(
            f"{len(mutants)} mutants, at most {[limit for _, limit in allowed]} CPU seconds each", flush=True
        )
        survivors = sorted(_survivors(mutants, Path(folder), allowed, options.workers), key=mutants.index)
    return _report(mutants, survivors, accepted.read(accepted.PATH.read_text()), monotonic() - started)


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, default=400, help="how many mutants")
    parser.add_argument("--seed", type=int, default=7, help="which of them")
    parser.add_argument("--workers", type=int, default=2, help="how many at a time")
    parser.add_argument("--only", default="", help="modules whose path holds this")
    parser.add_argument(
        "--quick", action="store_true", help="the first stage alone: what it leaves may yet be killed"
    )
    return parser.parse_args(words)


def sources(only: str = "") -> list[Source]:
    """Read the modules that are mutated, by path."""
    paths = sorted({path for glob in SOURCES for path in PROJECT.glob(glob)})
    names = [path.relative_to(PROJECT).as_posix() for path in paths]
    return [Source(name, (PROJECT / name).read_bytes()) for name in names if only in name]


def _allowed(folder: Path, stages: Sequence[Stage]) -> list[tuple[Stage, int]]:
    """Run stages on the program as it is, and allow a mutant five times as long. Ends where a test fails."""
    tree = Tree.of(PROJECT, folder / "clean")
    found = []
    for stage in stages:
        log = folder / "clean.log"
        outcome = running.run(tree, stage, 3600, log)
        if not outcome.passed:
            sys.exit(f"the tests fail without any mutant:\n{log.read_text(errors='replace')[-4000:]}")
        found.append((stage, 10 + round(5 * outcome.seconds)))
    return found


def _survivors(
    mutants: Sequence[Mutant], folder: Path, allowed: Sequence[tuple[Stage, int]], workers: int
) -> Iterator[Mutant]:
    with ProcessPoolExecutor(workers, get_context("fork"), _settle, (folder,)) as pool:
        judged = {pool.submit(lives, mutant, allowed): mutant for mutant in mutants}
        for done, future in enumerate(as_completed(judged), 1):
            if future.result():
                print(f"{done:4} lives: {judged[future].shown}", flush=True)
                yield judged[future]
            elif not done % 50:
                print(f"{done:4} of {len(mutants)}", flush=True)


def _settle(folder: Path) -> None:
    """Make the tree of a worker process."""
    _trees[""] = Tree.of(PROJECT, folder / current_process().name)


def lives(mutant: Mutant, allowed: Sequence[tuple[Stage, int]]) -> bool:
    """Say whether a mutant passes all stages in this process's tree."""
    tree = _trees[""]
    with tree.having(mutant):
        return all(running.run(tree, stage, limit, tree.root / "log").passed for stage, limit in allowed)


def _report(mutants: Sequence[Mutant], survivors: Sequence[Mutant], known: Accepted, seconds: float) -> int:
    unknown = [mutant for mutant in survivors if not known.reasons.get(mutant.name)]
    print(f"\n{len(survivors)} of {len(mutants)} live ({_percent(survivors, mutants)} %), unexplained:")
    for mutant in unknown:
        print(mutant.shown)
    for name in known.unexplained:
        print(f"accepted without a reason: {name}")
    print(f"{len(unknown)} unexplained ({_percent(unknown, mutants)} %), {seconds / 60:.0f} minutes")
    return int(100 * len(unknown) > TOLERATED * len(mutants) or bool(known.unexplained))


def _percent(part: Sequence[Mutant], whole: Sequence[Mutant]) -> str:
    return f"{100 * len(part) / len(whole):.1f}" if whole else "0"


if __name__ == "__main__":
    sys.exit(main())
