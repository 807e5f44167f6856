"""The rules: one module for each."""

from __future__ import annotations

from factcheck.findings import Rule
from factcheck.rules.acronym_mismatch import RULE as ACRONYM
from factcheck.rules.acronym_undefined import RULE as UNDEFINED
from factcheck.rules.amount_mismatch import RULE as AMOUNT
from factcheck.rules.contact_mismatch import RULE as CONTACT
from factcheck.rules.count_mismatch import RULE as COUNT
from factcheck.rules.date_mismatch import RULE as DATE
from factcheck.rules.description_mismatch import RULE as DESCRIPTION
from factcheck.rules.duration_mismatch import RULE as DURATION
from factcheck.rules.empty_field import RULE as EMPTY
from factcheck.rules.impossible_date import RULE as IMPOSSIBLE
from factcheck.rules.members_mismatch import RULE as MEMBERS
from factcheck.rules.name_misspelled import RULE as MISSPELLED
from factcheck.rules.name_variant import RULE as VARIANT
from factcheck.rules.outdated_fact import RULE as OUTDATED
from factcheck.rules.percent_mismatch import RULE as PERCENT
from factcheck.rules.period_mismatch import RULE as PERIOD
from factcheck.rules.period_order import RULE as ORDER
from factcheck.rules.placeholder import RULE as PLACEHOLDER
from factcheck.rules.qualifier_mismatch import RULE as QUALIFIER
from factcheck.rules.reference_missing import RULE as REFERENCE
from factcheck.rules.self_contradiction import RULE as CONTRADICTION
from factcheck.rules.tense_mismatch import RULE as TENSE
from factcheck.rules.text_mismatch import RULE as TEXT
from factcheck.rules.title_mismatch import RULE as TITLE
from factcheck.rules.total_mismatch import RULE as TOTAL
from factcheck.rules.translation_mismatch import RULE as TRANSLATION
from factcheck.rules.unused_suppression import RULE as SUPPRESSION
from factcheck.rules.unverified_claim import RULE as UNVERIFIED
from factcheck.rules.weekday_mismatch import RULE as WEEKDAY

RULES: tuple[Rule, ...] = (
    AMOUNT,
    PERCENT,
    COUNT,
    DURATION,
    PERIOD,
    QUALIFIER,
    DATE,
    TENSE,
    IMPOSSIBLE,
    WEEKDAY,
    ORDER,
    MISSPELLED,
    VARIANT,
    DESCRIPTION,
    ACRONYM,
    UNDEFINED,
    TITLE,
    MEMBERS,
    CONTACT,
    TEXT,
    TOTAL,
    CONTRADICTION,
    TRANSLATION,
    EMPTY,
    PLACEHOLDER,
    REFERENCE,
    OUTDATED,
    UNVERIFIED,
    SUPPRESSION,
)
