"""References to tables, figures, annexes, sections and notes that the document does not have, and those that lead elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import report

TABLES_EN = "Table 1: Boats\n\nTable 2: Nets\n\nTable 3: Lamps\n\n"
TABLES_FR = "Tableau 1 : Bateaux\n\nTableau 2 : Filets\n\n"
SECTIONS_EN = "# 1 Boats\n\n## 1.1 Nets\n\n## 1.2 Sails\n\n# 2 Ports\n\nText.\n\n"
SECTIONS_FR = "# 1. Bateaux\n\n## 1.1 Filets\n\n## 1.2 Voiles\n\n# 2. Ports\n\nTexte.\n\n"
NOTES_EN = "Boats[^1] and nets[^2].\n\n[^1]: Wooden ones.\n\n[^2]: Of hemp.\n\n"
ANNEXES_FR = "# Annexe A\n\nBateaux.\n\n# Annexe B – Filets\n\nFilets.\n\n"

MISSING = [
    ("en", TABLES_EN, "Costs are in Table 4.", "Table 4"),
    ("en", TABLES_EN, "Lamps cost less (see table 5).", "table 5"),
    ("en", TABLES_EN, "Costs are in Table 4 of this document.", "Table 4"),
    ("en", "Figure 1. Ports\n\nFigure 2. Lamps\n\n", "The trend is shown in Figure 3.", "Figure 3"),
    ("en", "# Appendix A\n\nText.\n\n# Appendix B\n\nText.\n\n", "Terms are in Appendix C.", "Appendix C"),
    ("en", SECTIONS_EN, "Sails are described in section 1.3.", "section 1.3"),
    ("en", SECTIONS_EN, "Lamps are described in section 3.", "section 3"),
    ("en", NOTES_EN, "Prices have changed (see note 3).", "note 3"),
    ("fr", TABLES_FR, "Les coûts sont au tableau 3.", "tableau 3"),
    ("fr", TABLES_FR, "Les coûts (voir le tableau no 4) ont baissé.", "tableau no 4"),
    ("fr", ANNEXES_FR, "Les lampes sont à l’annexe C.", "annexe C"),
    ("fr", SECTIONS_FR, "Les voiles sont décrites à la section 1.4.", "section 1.4"),
    ("fr", "Figure 1 – Ports\n\nFigure 2 – Phares\n\n", "La figure 3 montre les bateaux.", "figure 3"),
]
SILENT = [
    # The document has it.
    ("en", TABLES_EN, "Costs are in Table 3."),
    ("en", SECTIONS_EN, "See sections 1.2 and 2."),
    ("en", SECTIONS_EN + "3 Lamps are old.\n\n", "See section 3."),
    ("en", "# 1 Boats\n\n# 2 Ports\n\n## 2.1 Piers\n\n## 2.2 Lamps\n\n", "See section 2."),
    ("fr", ANNEXES_FR, "Les filets sont à l’annexe B."),
    # It may lead to another text.
    ("en", TABLES_EN, "Costs are in Table 4 of the annual report."),
    ("en", TABLES_EN, "The Shipping Act lists fees in Table 4."),
    ("en", TABLES_EN, "Source: Ports Canada, Table 4."),
    ("en", TABLES_EN, "Costs are in its Table 4."),
    ("en", SECTIONS_EN, "Section 3(2) applies to lamps, and so does section 3 under the former rules."),
    ("en", SECTIONS_EN, "Section 98 applies to lamps."),
    ("en", TABLES_EN, "The clerk wrote “the costs of all boats are in Table 5”."),
    ("fr", TABLES_FR, "Les coûts sont au tableau 3 du budget de 2021."),
    ("fr", TABLES_FR, "La Loi sur les ports fixe les droits au tableau 3."),
    ("fr", ANNEXES_FR, "Son annexe C traite des lampes; l’annexe C de l’entente aussi."),
    # Nothing says that the document has parts of the kind, or all of them.
    ("en", "", "Costs are in Table 4."),
    ("en", "Table 1: Boats\n\n", "Costs are in Table 2."),
    ("en", "Table 1: Boats\n\nTable 4: Nets\n\n", "Costs are in Table 3."),
    ("en", TABLES_EN, "Data are in table 14-10-0287."),
    ("en", TABLES_EN, "They sat at table 4 times."),
    ("fr", ANNEXES_FR, "Voir l’annexe à la fin."),
]


@pytest.mark.parametrize(("language", "parts", "sentence", "found"), MISSING)
def test_missing(language: str, parts: str, sentence: str, found: str, tmp_path: Path) -> None:
    text = f"{parts}{sentence}\n"
    assert list_found(language, text, tmp_path) == [found]


@pytest.mark.parametrize(("language", "parts", "sentence"), SILENT)
def test_silent(language: str, parts: str, sentence: str, tmp_path: Path) -> None:
    assert list_found(language, f"{parts}{sentence}\n", tmp_path) == []


def list_found(language: str, text: str, folder: Path) -> list[str]:
    """The references that are reported."""
    checked = report(folder, text, name=f"a.{language}.md")
    assert checked.document is not None
    return [checked.document.text[each.start : each.end] for each in checked.findings if each.rule == "reference-missing"]
