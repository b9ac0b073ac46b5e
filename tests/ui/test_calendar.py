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


@pytest.mark.parametrize(
    "zone, moment, day",
    [
        # The night of 29 March 2026, an hour shorter, and that of 25 October, an hour longer.
        ("Europe/Paris", datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        ("Europe/Paris", datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        ("Europe/Paris", datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        ("Europe/Paris", datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        ("Europe/Paris", datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        ("Europe/Paris", datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
        # A day that has no midnight: it begins at one.
        ("Asia/Beirut", datetime(2026, 3, 28, 21, 59, tzinfo=UTC), date(2026, 3, 28)),
        ("Asia/Beirut", datetime(2026, 3, 28, 22, 0, tzinfo=UTC), date(2026, 3, 29)),
    ],
)
def test_a_day_begins_at_its_own_midnight_when_the_clocks_change(zone, moment, day):
    assert day_in(moment, ZoneInfo(zone)) == day


def test_without_a_zone_the_day_is_that_of_utc():
    assert day_in(LATE_IN_LONDON, None) == date(2026, 11, 29)
