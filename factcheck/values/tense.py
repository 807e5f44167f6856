"""The tenses of a verb group."""

from __future__ import annotations

from enum import StrEnum


class Tense(StrEnum):
    """The tense of a finite verb with its auxiliaries, as the tables of a language name it; `NONE` where there is no verb."""

    NONE = ""
    PRESENT = "present"
    PAST = "past"
    SIMPLE_PAST = "simple-past"
    IMPERFECT = "imperfect"
    PLUPERFECT = "pluperfect"
    FUTURE = "future"
    NEAR_FUTURE = "near-future"
    FUTURE_PERFECT = "future-perfect"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    PLANNED_PAST = "planned-past"
    OBLIGATION = "obligation"
    MODAL = "modal"
    SUBJUNCTIVE = "subjunctive"
    IMPERATIVE = "imperative"
    INFINITIVE = "infinitive"


PAST = frozenset({Tense.PAST, Tense.PLUPERFECT, Tense.IMPERFECT, Tense.FUTURE_PERFECT})
"""The tenses of what is over."""
