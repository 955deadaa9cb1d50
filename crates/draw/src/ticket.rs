//! A frame's hash, a seed, a stratum and a site → the site's ticket number; the smallest numbers win.
//!
//! The numbers are those of the consistent sampler (R. L. Rivest, *Consistent Sampling with Replacement*, 2018,
//! arXiv:1808.10016), which election audits use: `sampler` of the Python package `consistent-sampler` gives the same ones
//! for [`Key::text`] as its seed and [`site_id`] as its ids.

use crate::digest::{fraction, remainder, sha256, sha256_hex};
use crate::seed::{PublicDigits, Seed};

/// What all numbers of one draw are made with.
#[derive(Clone, Debug)]
pub struct Key {
    text: String,
    hash: String,
}

/// What a ticket of a site is asked with: `site`, the stratum's code and the site's code, a line each.
pub fn site_id(stratum: &str, site: &str) -> String {
    format!("site\n{stratum}\n{site}\n")
}

impl Key {
    /// The key of a draw.
    pub fn new(frame_hash: &str, seed: &Seed, public: &PublicDigits) -> Key {
        let text = format!("kaocheng-draw-1\n{frame_hash}\n{}\n{}\n", seed.as_str(), public.as_str());
        Key { hash: sha256_hex(&text), text }
    }

    /// The text that is hashed into the key: `kaocheng-draw-1`, the frame's hash, the seed and the public digits, each
    /// followed by a line feed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The ticket number of an id: a decimal fraction `0.d…`, of at least 64 digits, uniform in [0, 1). Numbers compare as
    /// texts.
    pub fn ticket(&self, id: &str) -> String {
        fraction(&self.digest(id))
    }

    /// A whole number from 0 to `below` − 1, all equally likely; 0 for a `below` of 0. Digests for `id`, a counter from 0
    /// and a line feed are taken until one does not lie in the incomplete run below 2²⁵⁶.
    pub(crate) fn whole(&self, id: &str, below: u128) -> u128 {
        let mut counters = 0_u64..;
        counters.find_map(|n| remainder(&self.digest(&format!("{id}{n}\n")), below.max(1))).unwrap_or(0)
    }

    /// The first 40 bits of the digest of an id, as a whole number: what a pair of team and stratum costs.
    pub(crate) fn cost(&self, id: &str) -> i128 {
        self.digest(id).iter().take(5).fold(0, |value, b| (value << 8) | i128::from(*b))
    }

    fn digest(&self, id: &str) -> [u8; 32] {
        sha256(&format!("{}{id}", self.hash))
    }
}
