"""Sentences in which facts are planted, the value in square brackets; and sentences in which no value may be changed."""

from __future__ import annotations

from pathlib import Path

import docx

FACTS = """entities:
  quai: {kind: programme, fr: Programme des quais, en: Wharf Program}
facts:
  budget: {about: quai, amount: 41.5 million CAD, cues: {fr: [budget de 2021], en: [Budget 2021]}}
  subvention: {about: quai, amount: 3.25 million CAD, per: year, cues: {fr: [subvention annuelle], en: [annual grant]}}
  part: {about: quai, percent: 35 %, cues: {fr: [réparations], en: [repairs]}}
  ouverture: {about: quai, date: 2021-06-03, cues: {fr: [ouvert, ouverture], en: [opened, opening]}}
  inspection: {about: quai, date: 2018-09, cues: {fr: [inspection, inspecté], en: [inspection, inspected]}}
  creation: {about: quai, date: '2004', cues: {fr: [créé, création], en: [created, creation]}}
  demandes: {about: quai, count: 1240 applications, cues: {fr: [demandes], en: [applications]}}
  duree: {about: quai, duration: 6 years, cues: {fr: [dure, durée], en: [runs, lasts]}}
"""

_EN = {
    ("budget", "47.25 million CAD"): {
        "$47.25 million": [
            "Budget 2021 gave the Wharf Program [$41.5 million].",
            "The Wharf Program received [$41.5 million] in Budget 2021.",
            "In Budget 2021, the Wharf Program was granted [$41.5 million] for new piers.",
            "The Wharf Program, announced in Budget 2021, is worth [$41.5 million].",
        ],
        "$47,250,000": ["Budget 2021 sets aside [$41,500,000] for the Wharf Program."],
        "CA$47.25 million": ["Budget 2021 gives the Wharf Program [CA$41.5 million]."],
        "47.25 million dollars": ["Budget 2021 gave [41.5 million dollars] to the Wharf Program."],
        "$47.25M": ["Under Budget 2021, the Wharf Program gets [$41.5M]."],
    },
    ("subvention", "2.75 million CAD"): {
        "$2.75 million": [
            "The annual grant of the Wharf Program is [$3.25 million].",
            "The Wharf Program pays an annual grant of [$3.25 million].",
        ],
        "$2,750,000": ["The Wharf Program has an annual grant of [$3,250,000]."],
    },
    ("part", "42 %"): {
        "42%": ["The Wharf Program spends [35%] on repairs.", "Repairs take [35%] of the funds of the Wharf Program."],
        "42 per cent": ["The Wharf Program spends [35 per cent] on repairs.", "For repairs, the Wharf Program keeps [35 per cent]."],
        "42 percent": ["Repairs use [35 percent] of the Wharf Program."],
    },
    ("ouverture", "2021-09-14"): {
        "September 14, 2021": [
            "The Wharf Program opened on [June 3, 2021].",
            "The opening of the Wharf Program took place on [June 3, 2021].",
            "On [June 3, 2021], the Wharf Program opened in Halifax.",
        ],
        "2021-09-14": ["The Wharf Program opened on [2021-06-03]."],
        "Tuesday, September 14, 2021": ["The Wharf Program opened on [Thursday, June 3, 2021]."],
    },
    ("inspection", "2018-11"): {
        "November 2018": [
            "The first inspection by the Wharf Program took place in [September 2018].",
            "The Wharf Program was inspected in [September 2018].",
        ],
    },
    ("creation", "2006"): {
        "2006": [
            "The Wharf Program was created in [2004].",
            "Created in [2004], the Wharf Program helps small harbours.",
            "The creation of the Wharf Program dates from [2004].",
        ],
    },
    ("demandes", "1385 applications"): {
        "1,385": [
            "The Wharf Program received [1,240] applications.",
            "In all, the Wharf Program received [1,240] applications from harbours.",
        ],
        "1385": ["The Wharf Program handled [1240] applications."],
    },
    ("duree", "8 years"): {
        "eight years": ["The Wharf Program runs for [six years].", "The Wharf Program lasts [six years]."],
        "8 years": ["The Wharf Program runs for [6 years]."],
    },
}
_FR = {
    ("budget", "47.25 million CAD"): {
        "47,25 millions de dollars": [
            "Le budget de 2021 accorde [41,5 millions de dollars] au Programme des quais.",
            "Le Programme des quais a reçu [41,5 millions de dollars] dans le budget de 2021.",
            "Dans le budget de 2021, le Programme des quais obtient [41,5 millions de dollars] pour de nouveaux quais.",
        ],
        "47,25\u00a0millions de dollars": ["Le budget de 2021 donne [41,5\u00a0millions de dollars] au Programme des quais."],
        "47,25 M$": ["Le budget de 2021 du Programme des quais est de [41,5 M$]."],
        "47 250 000 $": ["Le budget de 2021 prévoit [41 500 000 $] pour le Programme des quais."],
        "47\u00a0250\u00a0000\u00a0$": ["Le budget de 2021 réserve [41\u00a0500\u00a0000\u00a0$] au Programme des quais."],
    },
    ("subvention", "2.75 million CAD"): {
        "2,75 millions de dollars": [
            "La subvention annuelle du Programme des quais est de [3,25 millions de dollars].",
            "Le Programme des quais verse une subvention annuelle de [3,25 millions de dollars].",
        ],
        "2 750 000 $": ["Le Programme des quais a une subvention annuelle de [3 250 000 $]."],
    },
    ("part", "42 %"): {
        "42 %": ["Le Programme des quais consacre [35 %] aux réparations.", "Les réparations prennent [35 %] du Programme des quais."],
        "42\u00a0%": ["La part des réparations du Programme des quais est de [35\u00a0%]."],
        "42 p. 100": ["Le Programme des quais affecte [35 p. 100] aux réparations."],
        "42 pour cent": ["Le Programme des quais destine [35 pour cent] aux réparations."],
    },
    ("ouverture", "2021-09-14"): {
        "14 septembre 2021": [
            "Le Programme des quais a ouvert le [3 juin 2021].",
            "L’ouverture du Programme des quais a eu lieu le [3 juin 2021].",
            "Le [3 juin 2021], le Programme des quais a ouvert à Halifax.",
        ],
        "mardi 14 septembre 2021": ["Le Programme des quais a ouvert le [jeudi 3 juin 2021]."],
    },
    ("inspection", "2018-11"): {
        "novembre 2018": [
            "La première inspection du Programme des quais a eu lieu en [septembre 2018].",
            "Le Programme des quais a été inspecté en [septembre 2018].",
        ],
    },
    ("creation", "2006"): {
        "2006": [
            "Le Programme des quais a été créé en [2004].",
            "Créé en [2004], le Programme des quais aide les petits ports.",
            "La création du Programme des quais remonte à [2004].",
        ],
    },
    ("demandes", "1385 applications"): {
        "1 385": ["Le Programme des quais a reçu [1 240] demandes.", "Les ports ont envoyé [1 240] demandes au Programme des quais."],
        "1385": ["Le Programme des quais a reçu [1240] demandes."],
    },
    ("duree", "8 years"): {
        "huit ans": ["Le Programme des quais dure [six ans].", "La durée du Programme des quais est de [six ans]."],
        "8 ans": ["Le Programme des quais dure [6 ans]."],
    },
}


def _list_planted(tables: dict[tuple[str, str], dict[str, list[str]]]) -> dict[str, tuple[str, str, str]]:
    """Return for each sentence its fact, the words that should stand in it, and the new value of the fact."""
    return {text: (fact, new, value) for (fact, value), words in tables.items() for new, texts in words.items() for text in texts}


PLANTED = {"en": _list_planted(_EN), "fr": _list_planted(_FR)}
KEPT = {
    "en": [
        "“Budget 2021 gave the Wharf Program $41.5 million”, the mayor said.",
        "Budget 2021 gave the Wharf Program more than $41.5 million.",
        "The Wharf Program opened in early June 2021.",
        "The Wharf Program opened on June 3 and 4, 2021.",
        "The Wharf Program did not receive 1,240 applications.",
    ],
    "fr": [
        "« Le budget de 2021 accorde 41,5 millions de dollars au Programme des quais », a dit le maire.",
        "Le budget de 2021 accorde plus de 41,5 millions de dollars au Programme des quais.",
        "Le Programme des quais a ouvert au début de juin 2021.",
        "Le Programme des quais a ouvert les 3 et 4 juin 2021.",
        "Le Programme des quais n’a pas reçu 1 240 demandes.",
    ],
}
KEPT_ALONE = {
    "en": [
        "Budget 2021 gave the Wharf Program $41.5 million, of which $20 million was for the north and $21.5 million for the south.",
        "Budget 2021 gave the Wharf Program between $41.5 million and $43 million.",
        "The Wharf Program was created in 2004, ten years before it was inspected in 2014.",
        "Of the funds of the Wharf Program, 35% goes to repairs and 65% to new piers.",
    ],
    "fr": [
        "Le budget de 2021 accorde 41,5 millions de dollars au Programme des quais, dont 20 millions au nord et 21,5 millions au sud.",
        "Le Programme des quais a été créé en 2004, soit dix ans avant 2014.",
        "Le Programme des quais consacre 35 % aux réparations et 65 % aux nouveaux quais.",
    ],
}
NEUTRAL = {
    "en": [
        "A boat club sold 41.5 tonnes of fish.",
        "The harbour master keeps 1,240 keys in a drawer.",
        "The museum opened on June 3, 2019, and was free of charge.",
        "A trip to the lighthouse costs $35.",
        "The tide table was printed in 2004 by a local shop.",
    ],
    "fr": [
        "Un club nautique a vendu 41,5 tonnes de poisson.",
        "Le maître de port garde 1 240 clés dans un tiroir.",
        "Le musée a ouvert le 3 juin 2019, et l’entrée était libre.",
        "Une visite du phare coûte 35 $.",
        "La table des marées a été imprimée en 2004 par un atelier.",
    ],
}


def write_note(path: Path, paragraphs: list[str]) -> None:
    """Write a note of some paragraphs in the format of its suffix."""
    match path.suffix:
        case ".docx":
            made = docx.Document()
            for text in paragraphs:
                made.add_paragraph(text)
            made.save(str(path))
        case ".odt":
            write_odt(path, paragraphs)
        case ".html":
            path.write_text("<html><body>\n" + "\n".join(f"<p>{text}</p>" for text in paragraphs) + "\n</body></html>\n", "utf-8")
        case _:
            path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")


def write_odt(path: Path, paragraphs: list[str]) -> None:
    """Write an ODT file of some paragraphs."""
    import zipfile

    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
