"""Folders are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.tables.folders import FolderError, whole_file, whole_folder


def write(place: Path, text: str) -> None:
    with whole_folder(place, ("a", "b")) as folder:
        (folder / text).mkdir()
        (folder / text / "file").write_text(text)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_folders_above_are_made(tmp_path: Path) -> None:
    write(tmp_path / "x" / "y", "a")
    assert names(tmp_path / "x" / "y") == ["a"]
    assert names(tmp_path / "x") == ["y"]


def test_what_was_there_is_gone(tmp_path: Path) -> None:
    write(tmp_path / "x", "a")
    write(tmp_path / "x", "b")
    assert names(tmp_path / "x") == ["b"]
    assert names(tmp_path) == ["x"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link", "a")
    assert (tmp_path / "link").is_symlink()
    assert names(tmp_path / "real") == ["a"]


def test_the_current_folder_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path(), "a")
    write(Path(), "b")
    assert names(Path()) == ["b"]


def test_a_folder_that_cannot_be_moved_away_has_its_contents_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "x", "a")

    def busy(*_: object) -> None:
        raise OSError(16, "Device or resource busy")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", busy)
        write(tmp_path / "x", "b")
    assert names(tmp_path / "x") == ["b"]
    assert names(tmp_path) == ["x"]


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path) -> None:
    write(tmp_path / "x", "a")
    with pytest.raises(KeyboardInterrupt), whole_folder(tmp_path / "x", ("a",)) as folder:
        (folder / "b").write_text("")
        raise KeyboardInterrupt
    assert names(tmp_path / "x") == ["a"]
    assert names(tmp_path) == ["x"]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    with whole_file(path) as part:
        part.write_text("new")
    with pytest.raises(KeyboardInterrupt), whole_file(path) as part:
        part.write_text("newer")
        raise KeyboardInterrupt
    assert (names(tmp_path), path.read_text()) == (["facts.xlsx"], "new")


def test_a_file_is_not_written_over_a_folder(tmp_path: Path) -> None:
    (tmp_path / "facts.xlsx").mkdir()
    with pytest.raises(FolderError, match="无法写入"), whole_file(tmp_path / "facts.xlsx") as part:
        part.write_text("new")
    assert names(tmp_path) == ["facts.xlsx"]
