"""One bound has one figure: up to 7,600 is not up to 7,500; a bound that is rounded, or another bound that holds, agrees."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.values.comparison import Agreement, compare_quantities
from factcheck.values.types import Amount, Qualifier

CASES = [
    (Qualifier.AT_MOST, "7600", Qualifier.AT_MOST, "7500", Agreement.DIFFERENT),
    (Qualifier.AT_MOST, "7500", Qualifier.AT_MOST, "7500", Agreement.SAME),
    (Qualifier.AT_LEAST, "29", Qualifier.AT_LEAST, "31", Agreement.DIFFERENT),
    (Qualifier.LESS, "460", Qualifier.LESS, "450", Agreement.DIFFERENT),
    (Qualifier.MORE, "1200", Qualifier.MORE, "1240", Agreement.SAME),
    (Qualifier.MORE, "1250", Qualifier.MORE, "1240", Agreement.DIFFERENT),
    (Qualifier.MORE, "7400", Qualifier.EXACT, "7450", Agreement.SAME),
    (Qualifier.ABOUT, "7400", Qualifier.ABOUT, "7420", Agreement.SAME),
]


@pytest.mark.parametrize(("hedge", "stated", "bound", "registered", "expected"), CASES)
def test_equal_bounds(hedge: Qualifier, stated: str, bound: Qualifier, registered: str, expected: Agreement) -> None:
    values = [Amount(Decimal(each), currency="CAD") for each in (stated, registered)]
    assert compare_quantities(values[0], hedge, values[1], bound) is expected
