"""The catalogue: one module a rule."""

from __future__ import annotations

from factcheck.model import Rule
from factcheck.rules.amount_mismatch import RULE as AMOUNT
from factcheck.rules.contact_mismatch import RULE as CONTACT
from factcheck.rules.count_mismatch import RULE as COUNT
from factcheck.rules.date_mismatch import RULE as DATE
from factcheck.rules.duration_mismatch import RULE as DURATION
from factcheck.rules.outdated_fact import RULE as OUTDATED
from factcheck.rules.percent_mismatch import RULE as PERCENT
from factcheck.rules.period_mismatch import RULE as PERIOD
from factcheck.rules.qualifier_mismatch import RULE as QUALIFIER
from factcheck.rules.unverified_claim import RULE as UNVERIFIED

RULES: tuple[Rule, ...] = (AMOUNT, PERCENT, COUNT, DURATION, PERIOD, QUALIFIER, DATE, CONTACT, OUTDATED, UNVERIFIED)
