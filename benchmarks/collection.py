"""Notes and registries of any size, made from the project's own notes: the same ones each time."""

from __future__ import annotations

import random
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Most of a note states no figure.
PROSE = {
    "fr": "La direction consulte les provinces, les services de police et les organismes qui viennent en aide aux victimes avant de revoir "
    "ses programmes. Les avis reçus portent sur la prévention, sur la formation des intervenants et sur les outils mis à la disposition "
    "des parents. Le personnel en tient compte dans ses travaux, et fait rapport au comité qui suit la mise en œuvre de la stratégie.",
    "en": "The directorate consults provinces, police services and the organizations that help victims before it reviews its programs. "
    "The advice received bears on prevention, on the training of those who intervene and on the tools that are available to parents. "
    "Staff take it into account in their work, and report to the committee that follows how the strategy is carried out.",
}


def sentences() -> dict[str, list[str]]:
    """The paragraphs of the project's notes, and as many without a figure, by language."""
    found: dict[str, list[str]] = {code: [text] * 12 for code, text in PROSE.items()}
    for path in sorted(path for path in (ROOT / "documents").iterdir() if path.suffix in (".md", ".txt")):
        code = path.suffixes[0][1:]
        found.setdefault(code, []).extend(block for block in path.read_text("utf-8").split("\n\n") if len(block) > 40)
    return found


def note(code: str, size: int, seed: int) -> str:
    """A note of about `size` bytes, with figures of its own in each paragraph."""
    chance, written, parts = random.Random(seed), 0, []
    while written < size:
        block = chance.choice(sentences_of(code))
        block = "".join(str(chance.randrange(1, 10)) if mark.isdigit() and chance.random() < 0.3 else mark for mark in block)
        parts.append(block)
        written += len(block.encode()) + 2
    return "\n\n".join(parts) + "\n"


_KNOWN: dict[str, list[str]] = {}


def sentences_of(code: str) -> list[str]:
    """The paragraphs of one language, read once."""
    if not _KNOWN:
        _KNOWN.update(sentences())
    return _KNOWN[code]


def notes(folder: Path, size: int, each: int = 8_000) -> Path:
    """A folder of notes of `each` bytes, half of them in each language, `size` bytes in all."""
    folder.mkdir(parents=True)
    for number in range(max(1, size // each)):
        code = ("fr", "en")[number % 2]
        (folder / f"note-{number:05}.{code}.md").write_text(note(code, each, number), "utf-8")
    return folder


def registry(folder: Path, facts: int) -> Path:
    """The project's own registry, and as many invented facts and bodies as it takes to have `facts` facts."""
    folder.mkdir(parents=True)
    known = 0
    for path in sorted((ROOT / "facts").glob("*.yaml")):
        text = path.read_text("utf-8")
        (folder / path.name).write_text(text, "utf-8")
        known += sum(line.startswith("  ") and line[2:3].isalpha() and line.rstrip().endswith(":") for line in text.splitlines())
    missing = max(0, facts - known)
    lines = ["entities:"] if missing else []
    lines += [
        f"  body-{number}: {{kind: organisation, fr: Conseil {_word(number)}, en: {_word(number)} Council}}" for number in range(missing)
    ]
    lines += ["facts:"] if missing else []
    lines += [f"  invented-{number}: {{amount: {number + 11}000 CAD, about: body-{number}}}" for number in range(missing)]
    (folder / "9-invented.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def _word(number: int) -> str:
    parts = ("ba", "de", "ki", "lo", "mu", "ra", "se", "ti", "vo", "zu")
    return "".join(parts[int(digit)] for digit in f"{number:05}").capitalize()
