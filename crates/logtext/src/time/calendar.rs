//! The Gregorian calendar, as far as log lines need it.

/// Days from 1970-01-01 to 1 January 1972: the year in which times without a year are counted,
/// so that 29 February has a place.
pub(super) const LEAP_YEAR: i64 = 730;

/// Days from 1 January to a day of a year of 366 days, which is how [`super::Clock::WithoutYear`]
/// counts.
pub fn days_of_leap_year(month: u32, day: u32) -> i64 {
    days(1972, month, day) - LEAP_YEAR
}

/// Days since 1970-01-01, of a day that the calendar has, from the year 1 on. Years are counted
/// from March, so that the leap day is the last one; 153 days make five months, over and over.
#[inline]
pub fn days(year: u32, month: u32, day: u32) -> i64 {
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    i64::from(year * 365 + year / 4 - year / 100 + year / 400 + day_of_year) - 719_468
}

/// Year, month and day of the days since 1970-01-01; the inverse of [`days`].
pub(super) fn date(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

/// Whether the year has such a day. Years in which no log was written are refused: they are
/// zero values (0001-01-01) or no years at all.
#[inline]
pub(super) fn is_valid(year: u32, month: u32, day: u32) -> bool {
    const LENGTHS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let Some(&length) = LENGTHS.get((month as usize).wrapping_sub(1)) else { return false };
    let leap = month == 2
        && year.is_multiple_of(4)
        && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    (1970..2200).contains(&year) && day >= 1 && day <= u32::from(length) + u32::from(leap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_two_centuries_and_back() {
        let mut expected = 0;
        for year in 1970..2200 {
            for month in 1..=12 {
                for day in (1..=31).filter(|&day| is_valid(year, month, day)) {
                    assert_eq!(days(year, month, day), expected);
                    let back = (i64::from(year), i64::from(month), i64::from(day));
                    assert_eq!(date(expected), back);
                    expected += 1;
                }
            }
        }
        // 230 years of 365 days, and 56 leap days: 2100 has none.
        assert_eq!(expected, 230 * 365 + 56);
        assert_eq!(days(1972, 1, 1), LEAP_YEAR);
    }
}
