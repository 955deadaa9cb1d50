//! A moment as the office writes it: whole seconds, UTC, `2026-11-25T10:43:27Z`. In this form the order of letters is the
//! order of time, so the store compares moments as text.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::fmt;

/// A moment, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// Now. Only the edge of the program asks; everything inside is told.
    pub fn now() -> Moment {
        Moment(Timestamp::now().as_second())
    }

    /// Seconds since 1970.
    #[cfg(test)]
    pub fn of_seconds(seconds: i64) -> Moment {
        Moment(seconds)
    }

    /// Reads what `Display` wrote.
    pub fn of_text(text: &str) -> Option<Moment> {
        text.parse::<Timestamp>().ok().map(|t| Moment(t.as_second()))
    }

    /// Seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// Later by this many seconds.
    pub fn plus(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_add(seconds))
    }

    /// Earlier by this many seconds.
    pub fn minus(self, seconds: i64) -> Moment {
        Moment(self.0.saturating_sub(seconds))
    }

    /// As people at the office read it: their own time zone, to the minute.
    pub fn local(self) -> String {
        let stamp = Timestamp::from_second(self.0).unwrap_or_default();
        stamp.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stamp = Timestamp::from_second(self.0).unwrap_or_default();
        write!(f, "{}", stamp.strftime("%Y-%m-%dT%H:%M:%SZ"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back() {
        let moment = Moment::of_seconds(1_795_603_407);
        assert_eq!(moment.to_string(), "2026-11-25T10:43:27Z");
        assert_eq!(Moment::of_text("2026-11-25T10:43:27Z"), Some(moment));
        assert_eq!(Moment::of_text("yesterday"), None);
    }

    #[test]
    fn the_order_of_letters_is_the_order_of_time() {
        let at = Moment::of_seconds(1_795_603_407);
        assert!(at.minus(3600).to_string() < at.to_string() && at.to_string() < at.plus(86_400).to_string());
    }
}
