//! How often one address or one person may ask: buckets that fill with time and that each request empties a little.

use crate::office::moment::Moment;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

/// How large a bucket is, and how fast it fills.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Requests at once.
    pub burst: i64,
    /// Requests a minute after that.
    pub per_minute: i64,
}

/// The rates of an office.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    /// Of strangers at an address, behind which a whole county may sit.
    pub address: Rate,
    /// Of a person or a token.
    pub person: Rate,
    /// Of attempts to prove who one is, by address; those that are right are given back. So many may be under way at once
    /// as sign in on the morning of the last day, and so many may be wrong.
    pub proof: Rate,
}

impl Rates {
    /// By how many requests a second a person may send in the long run; an address, behind which a county may sit, ten times as many.
    pub fn per_second(requests: u32) -> Rates {
        let requests = i64::from(requests.max(1));
        Rates {
            address: Rate { burst: 600 * requests, per_minute: 600 * requests },
            person: Rate { burst: 24 * requests, per_minute: 60 * requests },
            proof: Rate { burst: 300, per_minute: 60 },
        }
    }
}

/// More buckets than this are not kept; the full ones say nothing and go first.
const MOST: usize = 50_000;

/// A thousandth of a request, so that slow rates fill by the second.
const PARTS: i64 = 1000;

#[derive(Clone, Copy)]
struct Bucket {
    parts: i64,
    at: i64,
    rate: Rate,
}

impl Bucket {
    /// What is in it by now.
    fn filled(self, at: i64) -> i64 {
        let since = (at - self.at).max(0);
        (self.parts + since.saturating_mul(self.rate.per_minute * PARTS / 60)).min(self.rate.burst * PARTS)
    }
}

/// All buckets.
#[derive(Default)]
pub struct Limits {
    buckets: Mutex<HashMap<String, Bucket>>,
}

impl Limits {
    /// Takes one request out of a bucket; `Err`: seconds until there is one again.
    pub fn take(&self, key: &str, rate: Rate, at: Moment) -> Result<(), i64> {
        let at = at.seconds();
        // Whoever held the lock and broke left numbers behind, which are still numbers.
        let mut buckets = self.buckets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if buckets.len() >= MOST && !buckets.contains_key(key) {
            buckets.retain(|_, bucket| bucket.filled(at) < bucket.rate.burst * PARTS);
            if buckets.len() >= MOST {
                buckets.clear();
            }
        }
        let bucket = buckets.entry(key.to_owned()).or_insert(Bucket { parts: rate.burst * PARTS, at, rate });
        let parts = bucket.filled(at);
        *bucket = Bucket { parts, at: at.max(bucket.at), rate };
        if parts < PARTS {
            let per_second = (rate.per_minute * PARTS / 60).max(1);
            return Err((PARTS - parts + per_second - 1) / per_second);
        }
        bucket.parts -= PARTS;
        Ok(())
    }
}

impl Limits {
    /// Puts one request back into a bucket, which is never more than full.
    pub fn give_back(&self, key: &str) {
        let mut buckets = self.buckets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(key) {
            bucket.parts = (bucket.parts + PARTS).min(bucket.rate.burst * PARTS);
        }
    }
}

/// What an address is counted as: one of IPv6 by its network, since a single customer has as many as they like.
pub fn address_key(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { burst: 3, per_minute: 30 };

    fn at(second: i64) -> Moment {
        Moment::of_seconds(second)
    }

    #[test]
    fn a_burst_then_as_fast_as_it_fills() {
        let limits = Limits::default();
        assert!((0..3).all(|_| limits.take("a", RATE, at(0)).is_ok()));
        assert_eq!(limits.take("a", RATE, at(0)), Err(2));
        assert_eq!(limits.take("a", RATE, at(1)), Err(1));
        assert_eq!(limits.take("a", RATE, at(2)), Ok(()));
        assert_eq!(limits.take("a", RATE, at(2)), Err(2));
        assert!(limits.take("b", RATE, at(2)).is_ok());
    }

    #[test]
    fn a_clock_that_goes_back_fills_nothing() {
        let limits = Limits::default();
        assert!((0..3).all(|_| limits.take("a", RATE, at(100)).is_ok()));
        assert!(limits.take("a", RATE, at(50)).is_err());
        assert!(limits.take("a", RATE, at(102)).is_ok());
    }

    #[test]
    fn it_never_holds_more_than_the_burst() {
        let limits = Limits::default();
        assert!(limits.take("a", RATE, at(0)).is_ok());
        assert!((0..3).all(|_| limits.take("a", RATE, at(1_000_000)).is_ok()));
        assert!(limits.take("a", RATE, at(1_000_000)).is_err());
    }

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let limits = Limits::default();
        assert!((0..3).all(|_| limits.take("a", RATE, at(0)).is_ok()));
        limits.give_back("a");
        limits.give_back("b");
        assert!(limits.take("a", RATE, at(0)).is_ok());
        assert!(limits.take("a", RATE, at(0)).is_err());
        (0..9).for_each(|_| limits.give_back("a"));
        assert!((0..3).all(|_| limits.take("a", RATE, at(0)).is_ok()));
        assert!(limits.take("a", RATE, at(0)).is_err());
    }

    #[test]
    fn addresses_of_one_network_count_as_one() {
        let key = |text: &str| address_key(text.parse().unwrap());
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_eq!(key("::ffff:10.0.0.1"), "10.0.0.1");
    }
}
