//! What a password must be: long, not the name, and not among those that everybody tries first.

use crate::message::Lang;

/// Fewest characters.
pub const SHORTEST: usize = 10;
/// Most characters: beyond it a form was filled by a program to make the server work.
pub const LONGEST: usize = 200;

/// One a line, lower case, all at least `SHORTEST` long (shorter ones are refused anyway).
const COMMON: &str = include_str!("common_passwords.txt");

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// Fewer than `SHORTEST` characters.
    Short,
    /// More than `LONGEST` characters.
    Long,
    /// The login name is in it.
    Name,
    /// One of the first that anybody would try.
    Common,
    /// One character over and over, or a run such as 0123456789.
    Simple,
}

impl Weak {
    /// In the reader's words.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Weak::Short => lang.pick("密码至少要有 10 个字符。", "A password needs at least 10 characters."),
            Weak::Long => lang.pick("密码不能超过 200 个字符。", "A password has at most 200 characters."),
            Weak::Name => lang.pick("密码里不能有登录名。", "The sign-in name may not be in the password."),
            Weak::Common => lang.pick(
                "这个密码太常见，别人最先试的就是它。请换一个，例如四个不相干的词。",
                "This password is among the first that anybody would try. Choose another, for example four unrelated words.",
            ),
            Weak::Simple => lang.pick(
                "这个密码只是重复或连续的字符，请换一个。",
                "This password only repeats or counts; choose another.",
            ),
        }
    }
}

/// Whether a person may choose this password.
pub fn check(password: &str, login: &str) -> Result<(), Weak> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Weak::Short);
    }
    if length > LONGEST {
        return Err(Weak::Long);
    }
    let lower = password.to_lowercase();
    if !login.is_empty() && lower.contains(&login.to_lowercase()) {
        return Err(Weak::Name);
    }
    if COMMON.lines().any(|line| line == lower) {
        return Err(Weak::Common);
    }
    if is_simple(&lower) { Err(Weak::Simple) } else { Ok(()) }
}

/// All steps from one character to the next are the same: aaaaaaaaaa, 0123456789, 9876543210; or few distinct ones.
fn is_simple(password: &str) -> bool {
    let codes: Vec<i64> = password.chars().map(|c| i64::from(u32::from(c))).collect();
    let mut steps = codes.windows(2).map(|w| w[1] - w[0]);
    let first = steps.next();
    let distinct: std::collections::BTreeSet<i64> = codes.iter().copied().collect();
    distinct.len() < 4 || steps.all(|s| Some(s) == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_count_characters() {
        assert_eq!(check("短密码123", "x"), Err(Weak::Short));
        assert_eq!(check("春眠不觉晓处处闻啼鸟", "x"), Ok(()));
        assert_eq!(check(&"长短".repeat(101), "x"), Err(Weak::Long));
    }

    #[test]
    fn the_name_is_found_in_any_case() {
        assert_eq!(check("hello-ZhangSan-7", "zhangsan"), Err(Weak::Name));
        assert_eq!(check("hello-LiSi-77-blue", "zhangsan"), Ok(()));
    }

    #[test]
    fn common_and_simple_ones_are_refused() {
        assert_eq!(check("Password123", "zhang"), Err(Weak::Common));
        assert_eq!(check("1qaz2wsx3edc", "zhang"), Err(Weak::Common));
        assert_eq!(check("abababababab", "x"), Err(Weak::Simple));
        assert_eq!(check("abcdefghijkl", "x"), Err(Weak::Simple));
    }

    #[test]
    fn every_common_one_would_otherwise_pass() {
        for line in COMMON.lines() {
            assert!(line.chars().count() >= SHORTEST && line == line.to_lowercase(), "{line}");
        }
    }
}
