//! What somebody typed → a seed. A seed is text, never a number: `007` is not `7`.
//!
//! Its form: 20 to 100 decimal digits. Blanks, line ends and hyphens between them are for the eye and fall away, full-width
//! digits become plain ones. Anything else is refused.

use crate::problem::{Kind, SeedFault};

/// The least number of digits: twenty ten-sided dice, about 66 bits.
pub const LEAST_DIGITS: usize = 20;
/// The most digits.
pub const MOST_DIGITS: usize = 100;

/// The office's secret until it is revealed: only digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Seed(String);

/// Digits thrown in public when the seed is revealed, none to 100 of them. With them nobody, not even the office, could
/// choose the sample: the seed was fixed before, and these came after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicDigits(String);

/// A secret does not stand in logs.
impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Seed({} digits)", self.0.len())
    }
}

impl Seed {
    /// Reads a seed as typed. The error never shows what was typed.
    pub fn read(typed: &str) -> Result<Seed, Kind> {
        let digits = digits(typed).map_err(Kind::SeedMalformed)?;
        if !(LEAST_DIGITS..=MOST_DIGITS).contains(&digits.len()) {
            return Err(Kind::SeedMalformed(SeedFault::Length(digits.len())));
        }
        Ok(Seed(digits))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Refuses a seed of an earlier draw. `earlier` are pairs of a place, for the message, and its seed.
    pub fn unused<'a>(&self, earlier: impl IntoIterator<Item = (&'a str, &'a Seed)>) -> Result<(), Kind> {
        match earlier.into_iter().find(|(_, seed)| *seed == self) {
            Some((place, _)) => Err(Kind::SeedUsed { there: place.to_owned() }),
            None => Ok(()),
        }
    }
}

impl PublicDigits {
    /// Reads the digits as typed; nothing at all is allowed.
    pub fn read(typed: &str) -> Result<PublicDigits, Kind> {
        let digits = digits(typed).map_err(Kind::SeedMalformed)?;
        if digits.len() > MOST_DIGITS {
            return Err(Kind::SeedMalformed(SeedFault::Length(digits.len())));
        }
        Ok(PublicDigits(digits))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn digits(typed: &str) -> Result<String, SeedFault> {
    let mut digits = String::new();
    for (at, c) in typed.trim_start_matches('\u{feff}').chars().enumerate() {
        match c {
            '0'..='9' => digits.push(c),
            '０'..='９' => digits.extend(char::from_u32(u32::from(c) - 0xff10 + 0x30)),
            '-' => {}
            blank if blank.is_whitespace() => {}
            _ => return Err(SeedFault::Character(at + 1)),
        }
    }
    Ok(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_full_width_digits_are_one_seed() {
        let plain = Seed::read("00381294715520963847").unwrap();
        assert_eq!(plain.as_str(), "00381294715520963847");
        for typed in ["0038 1294 7155 2096 3847\n", "0038-1294-7155-2096-3847", "００３８　１２９４71552096 3847\r\n"]
        {
            assert_eq!(Seed::read(typed).unwrap(), plain, "{typed}");
        }
    }

    #[test]
    fn other_forms_are_refused_and_never_shown() {
        let fault = |typed: &str| match Seed::read(typed) {
            Err(Kind::SeedMalformed(fault)) => fault,
            other => panic!("{other:?}"),
        };
        assert_eq!(fault("1234567890123456789"), SeedFault::Length(19));
        assert_eq!(fault(&"1".repeat(101)), SeedFault::Length(101));
        assert_eq!(fault(""), SeedFault::Length(0));
        assert_eq!(fault("12345678901234567890.5"), SeedFault::Character(21));
        assert_eq!(fault("+12345678901234567890"), SeedFault::Character(1));
        assert_eq!(fault("1e20"), SeedFault::Character(2));
        assert_eq!(format!("{:?}", Seed::read(&"7".repeat(20)).unwrap()), "Seed(20 digits)");
    }

    #[test]
    fn a_seed_is_used_once() {
        let seed = Seed::read("00381294715520963847").unwrap();
        let other = Seed::read("0381294715520963847 1").unwrap();
        assert_eq!(seed.unused([("2015", &other)]), Ok(()));
        let again = Seed::read("0038 1294 7155 2096 3847").unwrap();
        assert_eq!(seed.unused([("2015", &other), ("2016", &again)]), Err(Kind::SeedUsed { there: "2016".into() }));
    }
}
