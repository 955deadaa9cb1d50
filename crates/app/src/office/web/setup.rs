//! The code that opens the first page of all: printed on the terminal of whoever started the server, and good until the
//! office is founded.

use crate::office::identity::secret::{self, NoRandomness};

/// The code, as a hash.
#[derive(Clone)]
pub struct SetupCode(String);

impl SetupCode {
    /// A fresh code, and its words for the terminal.
    pub fn fresh() -> Result<(SetupCode, String), NoRandomness> {
        let words = secret::readable(4)?;
        Ok((SetupCode(hashed(&words)), words))
    }

    /// Whether this is it, with or without hyphens.
    pub fn is(&self, typed: &str) -> bool {
        secret::same(&self.0, &hashed(typed))
    }
}

fn hashed(words: &str) -> String {
    let plain: String = words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    secret::derived("setup", &plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_and_case_do_not_matter() {
        let (code, words) = SetupCode::fresh().unwrap();
        assert!(code.is(&words));
        assert!(code.is(&words.replace('-', " ").to_uppercase()));
        assert!(!code.is(""));
        assert!(!code.is("aaaa-bbbb-cccc-dddd"));
    }
}
