"""What a terminal would obey is spelled out, whatever a note, a fact or a file's name holds."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.cli import main
from factcheck.runtime.visible import escape_json, escape_line, escape_lines, mask_controls

CONTROLS = {
    "colour": "\x1b[31m",
    "title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;http://x\x1b\\",
    "clear": "\x1b[2J\x1b[H",
    "eight bits": "\x9b31m",
    "eight bits title": "\x9d0;owned\x9c",
    "bell": "\x07",
    "back": "\x08\x08\x08",
    "delete": "\x7f",
    "shift": "\x0e",
    "device": "\x90q\x9c",
    "next line": "\x85",
    "form feed": "\x0c",
    "vertical": "\x0b",
    "over": "\u202e",
    "isolate": "\u2067",
    "line": "\u2028",
    "null": "\x01",
}
# A text that is not taken for something else because of its controls.
FILL = "The keepers of the lamps met by the sea, and went home when the light was out.\n\n" * 80
FORMS = ["rich", "text", "json", "jsonl", "sarif", "junit", "github", "html", "markdown"]
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# The quotes and names of YAML take any character as an escape.
FACTS = """entities:
  fonds: {{kind: programme, fr: Fonds des phares, en: {{name: Lighthouse Fund, avoid: ["Lighthouses{0} Fund"]}}}}
facts:
  enveloppe:
    about: fonds
    amount: 22.24 million CAD
    cues: {{en: [Budget 2019, "the {0} budget"]}}
    source: {{title: "Budget {0}", page: "{0}1"}}
    note: "x{0}"
  motto: {{about: fonds, text: {{en: "Light {0} for all"}}, cues: {{en: [motto]}}}}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("facts", "n"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--ui", "en"])
    told = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, told.out, told.err


def fill(place: Path, control: str, name: str = "a.en.md") -> None:
    """A note, a registry and a file's name that all hold a control."""
    escaped = "".join(f"\\u{ord(character):04x}" for character in control)
    (place / "facts" / "a.yaml").write_text(FACTS.format(escaped), "utf-8")
    text = (
        f"The Lighthouse {control}Fund{control} of Budget 2019 gave{control} the Lighthouse Fund $24.22 million{control}.\n\n"
        f"Its motto is “Light{control} for some”. The XYZ{control} met the {control}ABC, said {control}12 {control}keepers.\n\n"
        f"Date modified:{control}\n\n{control}On April 31, 2021, the Lighthouses{control} Fund had 24 per{control} cent.\n"
    )
    (place / "n" / name).write_text(f"{text}\n{FILL}", "utf-8")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", CONTROLS)
def test_no_report_holds_a_control(place: Path, kind: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    control = CONTROLS[kind]
    named = control.replace("/", "")
    fill(place, control, f"a{named}.en.md")
    (place / "n" / f"b{named}.docx").write_bytes(b"PK")
    status, out, err = run(capsys, "check", "n", f"no{named}where", "--format", form, "--explain", "--statistics")
    assert status == 2 and "24.22" in out
    assert not UNSAFE.search(out) and not UNSAFE.search(err)
    if form in ("json", "sarif"):
        assert json.loads(out)
    elif form == "jsonl":
        assert all(json.loads(line) for line in out.splitlines())
    elif form == "junit":
        assert ElementTree.fromstring(out) is not None


@pytest.mark.parametrize("kind", CONTROLS)
@pytest.mark.parametrize(
    "command",
    [
        "read n/a.en.md",
        "read n/a.en.md --format json",
        "facts list",
        "facts lint",
        "facts show enveloppe",
        "facts show fonds",
        "facts show motto",
    ],
)
def test_no_command_shows_a_control(place: Path, kind: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    fill(place, CONTROLS[kind])
    _, out, err = run(capsys, *command.split())
    assert out + err and not UNSAFE.search(out) and not UNSAFE.search(err)


@pytest.mark.parametrize("kind", CONTROLS)
def test_no_message_of_failure_shows_a_control(place: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    control = CONTROLS[kind]
    escaped = "".join(f"\\u{ord(character):04x}" for character in control)
    (place / "n" / "a.en.md").write_text("The keepers met.\n", "utf-8")
    for text in (
        f'facts: {{"x{escaped}": {{amount: 1}}}}',
        f'entities: {{x: {{kind: "{escaped}"}}}}',
        f'facts: {{x: {{amount: "{escaped}"}}}}',
        f"x: {control}",
    ):
        (place / "facts" / f"a{control.replace('/', '')}.yaml").write_text(text, "utf-8")
        status, out, err = run(capsys, "check", "n")
        assert status == 2 and not UNSAFE.search(out + err)
    for arguments in (["--facts", control], ["--select", control], ["--baseline", control], ["--as-of", control], ["--use", control]):
        status, out, err = run(capsys, "check", "n", *arguments)
        assert status == 2 and not UNSAFE.search(out + err)


FORGED = [
    "a\nb.en.md:1:1: error forged: x\n.en.md",
    "a\r\nforged.en.md",
    "\n::error::forged.en.md",
    "a\u2028forged.en.md",
    "a\x85forged.en.md",
    "a\x0cforged.en.md",
]


@pytest.mark.parametrize("name", FORGED)
@pytest.mark.parametrize("form", ["text", "github", "markdown", "rich"])
def test_a_name_forges_no_line(place: Path, name: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "plain").mkdir()
    fill(place, "")
    (place / "n" / "a.en.md").rename(place / "plain" / "a.en.md")
    fill(place, "", name.replace("/", "|"))
    (place / "n" / "a.en.md").unlink(missing_ok=True)
    _, forged, _ = run(capsys, "check", "n", "--format", form)
    _, plain, _ = run(capsys, "check", "plain", "--format", form)
    assert len(forged.splitlines()) == len(plain.splitlines()) or form == "rich"
    assert not any(re.match(r"\s*(?:b\.en\.md:1:1: error forged|::error::forged|forged)", line) for line in forged.splitlines())


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal of its own")
@pytest.mark.parametrize("kind", CONTROLS)
def test_a_difference_is_harmless_on_a_terminal_and_exact_in_a_pipe(
    place: Path, kind: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    control = CONTROLS[kind]
    fill(place, "")
    note = place / "n" / "a.en.md"
    note.write_text(f"{FILL}{control} Budget 2019 gave the Lighthouse Fund $24.22 million.\n", "utf-8")
    _, out, _ = run(capsys, "check", "n", "--diff")
    assert [line[:1] for line in out.split("\n")] == ["-", "+", "@", " ", "-", "+", ""] and out.count(control) == 2
    monkeypatch.setattr("factcheck.cli.corrections.is_on_terminal", lambda: True)
    _, out, _ = run(capsys, "check", "n", "--diff")
    assert "22.24" in out and not UNSAFE.search(out)


@pytest.mark.parametrize("name", ["a\nb.en.md", "a\x1b[31m.en.md", "\u202ea.en.md"])
def test_a_difference_quotes_names_that_forge_lines(place: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    fill(place, "", name)
    _, out, _ = run(capsys, "check", "n", "--diff")
    assert not UNSAFE.search(out) and all(line[:1] in "-+@ " for line in out.splitlines())
    assert out.startswith('--- "a/n/')


def test_carets_stand_under_the_words(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(place, "")
    (place / "n" / "a.en.md").write_text(f"\x1b\x1b\x07 Budget 2019 gave the Lighthouse Fund $24.22 million.\n\n{FILL}", "utf-8")
    _, out, _ = run(capsys, "check", "n", "--format", "rich")
    lines = out.splitlines()
    [at] = [number for number, line in enumerate(lines) if "^^^" in line]
    assert lines[at].index("^") == lines[at - 1].index("$24.22")


@given(st.text(alphabet=st.characters(codec=None)))
def test_nothing_shown_is_obeyed(text: str) -> None:
    for shown in (escape_line(text), escape_lines(text), mask_controls(text)):
        assert not UNSAFE.search(shown)
        shown.encode("utf-8")
    assert "\n" not in escape_line(text) and len(mask_controls(text)) == len(text)
    assert json.loads(escape_json(json.dumps(text, ensure_ascii=False))) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Été à l’œuvre — « 3\u00a0% » 北 🙂", "Été à l’œuvre — « 3\u00a0% » 北 🙂"),
        ("a\nb", "a\\nb"),
        ("a\r\tb", "a\\r\\tb"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x9b", "\\x9b"),
        ("\udce9", "\\xE9"),
        ("\ud83d", "\\ud83d"),
        ("\u202e", "\\u202e"),
        ("\u200b\u00ad\ufeff", "\u200b\u00ad\ufeff"),
        ("\\x1b", "\\x1b"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert escape_line(text) == shown
