"""Lists of members: complete or partial, after their cue or before it."""

from __future__ import annotations

import pytest
from conftest import Check

FACTS = """
entities:
  plan: {kind: programme, fr: Plan des rivages, en: Shores Plan}
  garde: {kind: organisation, fr: {name: Garde des lacs, acronym: GDL}, en: {name: Lake Guard, acronym: LKG}}
  conseil: {kind: organisation, fr: Conseil des pêcheurs, en: Fishers Council}
  institut: {kind: organisation, fr: Institut des marées, en: Tides Institute}
  ligue: {kind: organisation, fr: Ligue des voiliers, en: Sailing League}
  yukon: {kind: place, fr: Yukon, en: Yukon}
  manitoba: {kind: place, fr: Manitoba, en: Manitoba}
  ontario: {kind: place, fr: Ontario, en: Ontario}
  alberta: {kind: place, fr: Alberta, en: Alberta}
facts:
  partenaires: {about: plan, members: [garde, conseil, institut], cues: {fr: [en partenariat avec, partenaires], en: [in partnership with, partners]}}
  signataires: {about: plan, members: [yukon, manitoba, ontario], cues: {fr: [signataires, signé l'accord], en: [signatories, signed the accord]}}
"""
FR, EN = "Le Plan des rivages est ouvert. ", "The Shores Plan is open. "


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Parmi les partenaires du Plan des rivages figurent la Garde des lacs et le Conseil des pêcheurs."),
        ("fr", FR + "Parmi ses partenaires, le Plan compte la Garde des lacs et le Conseil des pêcheurs."),
        ("fr", FR + "Il compte parmi ses partenaires la Garde des lacs et le Conseil des pêcheurs."),
        ("fr", FR + "Ses partenaires comprennent la Garde des lacs et le Conseil des pêcheurs."),
        ("fr", FR + "Outre la Garde des lacs, ses partenaires sont le Conseil des pêcheurs et l'Institut des marées."),
        ("en", EN + "Thanks to its partners: the Lake Guard, the Fishers Council and, of course, all of us at the Tides Institute."),
        ("en", EN + "It has three partners: the Lake Guard and two others, namely the Fishers Council and the Tides Institute."),
        ("en", "The Lake Guard leads the Shores Plan. It is run in partnership with the Fishers Council and the Tides Institute."),
        ("fr", "La Garde des lacs mène le Plan des rivages en partenariat avec le Conseil des pêcheurs et l'Institut des marées."),
        ("fr", FR + "Deux de ses partenaires (la Garde des lacs et le Conseil des pêcheurs) sont à Gimli."),
        ("fr", FR + "De ses trois partenaires, deux (la Garde des lacs et le Conseil des pêcheurs) sont à Gimli."),
        ("fr", FR + "Deux de ses partenaires, la Garde des lacs et le Conseil des pêcheurs, sont à Gimli."),
        ("fr", FR + "Certains de ses partenaires, comme la Garde des lacs et le Conseil des pêcheurs, sont à Gimli."),
        ("fr", FR + "La Garde des lacs et le Conseil des pêcheurs comptent parmi ses partenaires."),
        ("fr", FR + "La Garde des lacs et le Conseil des pêcheurs sont au nombre de ses partenaires."),
        ("fr", FR + "Le Yukon et le Manitoba ont signé l'accord."),
        ("fr", FR + "En mai 2021, deux gouvernements, soit le Yukon et le Manitoba, ont signé l'accord."),
        ("fr", FR + "Deux autres gouvernements, soit le Yukon et le Manitoba, ont signé l'accord."),
        ("fr", FR + "Trois gouvernements, soit le Yukon, le Manitoba et l'Ontario, ont signé l'accord."),
        ("fr", FR + "Son budget est versé par le Yukon et le Manitoba. Il est fait en partenariat avec d'autres."),
        ("en", "Among the Shores Plan's partners are the Lake Guard (LKG) and the Fishers Council."),
        ("en", EN + "Its partners include the Lake Guard and the Fishers Council."),
        ("en", EN + "Partners such as the Lake Guard and the Fishers Council pay for it."),
        ("en", EN + "Partners like the Lake Guard and the Fishers Council pay for it."),
        ("en", EN + "Some of its partners, the Lake Guard and the Fishers Council, are in Gimli."),
        ("en", EN + "Two of its partners are the Lake Guard and the Fishers Council."),
        ("en", EN + "The Lake Guard and the Fishers Council are among its partners."),
        ("en", EN + "The Lake Guard and the Fishers Council are partners."),
        ("en", EN + "The Lake Guard and the Fishers Council are its partners in the North."),
        ("en", EN + "Yukon and Manitoba have signed the accord."),
        ("en", EN + "Two western governments, namely Yukon and Manitoba, have signed the accord."),
        ("en", EN + "The Lake Guard, the Fishers Council and the Tides Institute are the partners of the Shores Plan."),
        ("en", EN + "It was launched in May 2019 in partnership with the Lake Guard, the Fishers Council and the Tides Institute."),
        ("en", EN + "Signatories: Yukon, Manitoba and Ontario."),
    ],
)
def test_complete_or_said_to_be_partial(language: str, text: str, check: Check) -> None:
    assert check(text, FACTS, language) == []


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        (
            "fr",
            FR + "Parmi ses partenaires figurent la Garde des lacs, le Conseil des pêcheurs et la Ligue des voiliers.",
            "partenaires figurent la Garde des lacs, le Conseil des pêcheurs et la Ligue des voiliers",
        ),
        (
            "fr",
            FR + "Deux gouvernements, soit le Yukon et le Manitoba, ont signé l'accord.",
            "Yukon et le Manitoba, ont signé l'accord",
        ),
        (
            "fr",
            FR + "La Garde des lacs (GDL), le Conseil des pêcheurs et la Ligue des voiliers sont les partenaires du Plan.",
            "Garde des lacs (GDL), le Conseil des pêcheurs et la Ligue des voiliers sont les partenaires",
        ),
        (
            "fr",
            FR + "Ces gouvernements (le Yukon et le Manitoba) ont signé l'accord.",
            "Yukon et le Manitoba) ont signé l'accord",
        ),
        (
            "fr",
            FR + "Il réunit comme partenaires la Garde des lacs et le Conseil des pêcheurs.",
            "partenaires la Garde des lacs et le Conseil des pêcheurs",
        ),
        (
            "fr",
            FR + "Un club de l'un de ses partenaires (Garde des lacs et Conseil des pêcheurs) peut écrire.",
            "partenaires (Garde des lacs et Conseil des pêcheurs)",
        ),
        (
            "fr",
            FR + "Le Yukon, le Manitoba et l'Alberta ont signé l'accord.",
            "Yukon, le Manitoba et l'Alberta ont signé l'accord",
        ),
        (
            "fr",
            FR + "La Garde des lacs et le Conseil des pêcheurs en sont les partenaires.",
            "Garde des lacs et le Conseil des pêcheurs en sont les partenaires",
        ),
        (
            "fr",
            FR + "Les signataires de l'accord, à savoir le Yukon, le Nunavut, le Manitoba et l'Ontario, se réunissent.",
            "signataires de l'accord, à savoir le Yukon, le Nunavut, le Manitoba et l'Ontario",
        ),
        (
            "fr",
            FR + "Il a été lancé en partenariat avec la Garde des lacs (GDL) et l'Institut des marées.",
            "en partenariat avec la Garde des lacs (GDL) et l'Institut des marées",
        ),
        (
            "en",
            EN + "Its partners include the Lake Guard, the Fishers Council and the Sailing League.",
            "partners include the Lake Guard, the Fishers Council and the Sailing League",
        ),
        (
            "en",
            EN + "Two governments, namely Yukon and Manitoba, have signed the accord.",
            "Yukon and Manitoba, have signed the accord",
        ),
        (
            "en",
            EN + "Two governments – Yukon and Manitoba – have signed the accord.",
            "Yukon and Manitoba – have signed the accord",
        ),
        ("en", EN + "Yukon, Manitoba and Alberta have signed the accord.", "Yukon, Manitoba and Alberta have signed the accord"),
        ("en", EN + "The Lake Guard and the Fishers Council are its partners.", "Lake Guard and the Fishers Council are its partners"),
        ("en", EN + "Signatories: Yukon and Manitoba.", "Signatories: Yukon and Manitoba"),
        (
            "en",
            EN + "It was launched in May 2019, in partnership with the Lake Guard and the Tides Institute.",
            "in partnership with the Lake Guard and the Tides Institute",
        ),
    ],
)
def test_a_member_too_few_or_too_many(language: str, text: str, quoted: str, check: Check) -> None:
    assert check(text, FACTS, language) == [("members-mismatch", quoted)]
