//! How long to wait after wrong passwords, by name and by address: twice as long each time.
//!
//! A name that nobody has is counted like any other, so that waiting tells nobody which names exist.

use super::secret;

/// What failures are counted against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted<'a> {
    /// A login name, whether anybody has it or not.
    Login(&'a str),
    /// The address that a request came from. An office shares one, so it may fail more often.
    Address(&'a str),
}

impl Counted<'_> {
    /// The key in the store. People type passwords into the field of the name: only a hash is kept.
    pub fn key(self) -> String {
        match self {
            Counted::Login(login) => secret::derived("login", &login.trim().to_lowercase()),
            Counted::Address(address) => secret::derived("address", address),
        }
    }

    /// Failures that cost nothing.
    fn free(self) -> i64 {
        match self {
            Counted::Login(_) => 5,
            Counted::Address(_) => 30,
        }
    }

    /// Seconds to wait after this many failures in a row.
    pub fn wait(self, failures: i64) -> i64 {
        const FIRST: i64 = 30;
        // Behind an address wait people who did nothing wrong.
        let longest = match self {
            Counted::Login(_) => 60 * 60,
            Counted::Address(_) => 5 * 60,
        };
        match failures - self.free() {
            over if over < 0 => 0,
            over => FIRST.checked_shl(over.min(20) as u32).unwrap_or(longest).min(longest),
        }
    }
}

/// Failures older than this are forgotten.
pub const FORGOTTEN_AFTER: i64 = 24 * 60 * 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_up_to_an_hour() {
        let login = Counted::Login("zhang");
        let waits: Vec<i64> = (1..=14).map(|n| login.wait(n)).collect();
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
        assert_eq!(login.wait(i64::MAX / 2), 3600);
        let address = Counted::Address("10.0.0.1");
        assert_eq!([29, 30, 31, 40].map(|failures| address.wait(failures)), [0, 30, 60, 300]);
    }

    #[test]
    fn names_are_counted_in_any_case_and_never_kept() {
        assert_eq!(Counted::Login("Zhang ").key(), Counted::Login("zhang").key());
        assert_ne!(Counted::Login("zhang").key(), Counted::Address("zhang").key());
        assert!(!Counted::Login("zhang").key().contains("zhang"));
    }
}
