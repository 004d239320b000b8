"""Serving a folder of pages on this machine, until Ctrl+C."""

from __future__ import annotations

import errno
import signal
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from kaoping.cli.words import say
from kaoping.errors.problems import Problem
from kaoping.tables.folders import FolderError


class _Pages(SimpleHTTPRequestHandler):
    """Serves files, quietly, and never from a browser's memory of an earlier run."""

    extensions_map = {  # noqa: RUF012  # as in the base class
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".yaml": "text/plain; charset=utf-8",
    }

    def end_headers(self) -> None:
        """Tell the browser not to keep the page."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def take_port(host: str, port: int, directory: Path) -> ThreadingHTTPServer:
    """Take the port, before any work is done. Raises: FolderError where it cannot be had."""
    try:
        return ThreadingHTTPServer((host, port), partial(_Pages, directory=str(directory)))
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        params = {"host": host, "port": port, "other": port + 1, "reason": error.strerror or str(error)}
        code = "port-taken" if taken else "address-bad"
        raise FolderError([Problem(code, params=params)]) from error


def serve(server: ThreadingHTTPServer) -> None:
    """Serve the pages until Ctrl+C, or until the program is told to end."""
    host, port = server.server_address[:2]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    click.echo()
    click.echo(say("demo-serving", address=f"http://{host!s}:{port}"))
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo()
