"""The visitor's day is that of his own time zone, wherever the server's clock stands."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ui.session.calendar import day_in

LATE_IN_LONDON = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "zone, day",
    [
        ("Europe/Paris", date(2026, 11, 30)),
        ("Pacific/Kiritimati", date(2026, 11, 30)),
        ("Europe/London", date(2026, 11, 29)),
        ("Pacific/Pago_Pago", date(2026, 11, 29)),
    ],
)
def test_half_an_hour_before_midnight_in_london(zone, day):
    assert day_in(LATE_IN_LONDON, ZoneInfo(zone)) == day


def test_without_a_zone_the_day_is_that_of_utc():
    assert day_in(LATE_IN_LONDON, None) == date(2026, 11, 29)
