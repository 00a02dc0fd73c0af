"""A file is written whole, as it was apart from its text, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.documents.saving import save_whole, write_out, write_whole
from rules.errors import DownError, TidsfristError


def test_mark_and_mode_stay(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    path.chmod(0o640)
    save_whole(path, "a: 1\r\n", "a: 2\r\n", tmp_path)
    assert path.read_bytes() == b"\xef\xbb\xbfa: 2\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_somebody_else_has_written_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text("a: 3\n", encoding="utf-8")
    with pytest.raises(TidsfristError, match=r"t\.yaml er endret av noen andre imens\. Ingenting er skrevet"):
        save_whole(path, "a: 1\n", "a: 2\n", tmp_path)
    assert path.read_text(encoding="utf-8") == "a: 3\n"


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(DownError, match=r"Kan ikke skrive .*t\.yaml: "):
        save_whole(tmp_path / "t.yaml", "", "a: 1\n", tmp_path)


def test_several_are_written_or_none(tmp_path: Path) -> None:
    one, two = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_text("a: 1\n", encoding="utf-8")
    one.chmod(0o600)
    (tmp_path / ".b.yaml.part").mkdir()  # the second cannot be written
    with pytest.raises(OSError, match=r"b\.yaml"):
        write_whole({one: b"a: 2\n", two: b"b: 2\n"})
    assert one.read_text(encoding="utf-8") == "a: 1\n"
    assert not (tmp_path / ".a.yaml.part").exists()
    (tmp_path / ".b.yaml.part").rmdir()
    write_whole({one: b"a: 2\n", two: b"b: 2\n"})
    assert (one.read_bytes(), two.read_bytes()) == (b"a: 2\n", b"b: 2\n")
    assert one.stat().st_mode & 0o777 == 0o600


def test_a_verb_writes_out_all_its_files_or_none_and_names_the_place(tmp_path: Path) -> None:
    one, two = tmp_path / "made" / "a.txt", tmp_path / "made" / "b.txt"
    write_out({one: b"1", two: b"1"}, tmp_path / "made")
    (two.parent / ".b.txt.part").mkdir()  # the second cannot be written
    with pytest.raises(DownError, match=r"Kan ikke skrive .*made: .*Ingenting er skrevet; rett det, og prøv igjen"):
        write_out({one: b"2", two: b"2"}, tmp_path / "made")
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"1")


def test_a_link_stays_and_a_device_is_written_to(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    link.symlink_to(real)
    write_out({link: b"1", Path("/dev/null"): b"1"}, link)
    assert link.is_symlink() and real.read_bytes() == b"1"
    assert Path("/dev/null").is_char_device()


def test_what_cannot_be_written_leaves_no_folders_behind(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    files = {tmp_path / "ny" / "maler" / "a.txt": b"a", tmp_path / "fil" / "b.txt": b"b"}
    with pytest.raises(DownError, match="Kan ikke skrive ny"):
        write_out(files, Path("ny"))
    assert not (tmp_path / "ny").exists()
