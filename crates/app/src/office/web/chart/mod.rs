//! Charts: a few fixed shapes as SVG, with words for those who do not see them. Lengths are thousandths of the width, in
//! whole numbers; the numbers beside them are the exact ones, as text. A page shows the same numbers in a table.

mod bars;
mod progress;
mod strip;

pub use bars::{Bar, bars};
pub use progress::{Share, progress};
pub use strip::{Mark, strip};

use kaocheng_syntax::exact::Exact;
use num_traits::{Signed, ToPrimitive};

/// What part of `most` a value is, in thousandths, for the length of a bar alone.
pub fn thousandths(value: &Exact, most: &Exact) -> u32 {
    if !most.is_positive() {
        return 0;
    }
    let part = (value / most * Exact::from_integer(1000.into())).round().to_integer();
    part.to_i64().map_or(0, |part| part.clamp(0, 1000).unsigned_abs() as u32)
}

/// Text in an SVG.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::exact::{ratio, whole};

    #[test]
    fn parts_are_within_the_whole() {
        assert_eq!(thousandths(&ratio(36498, 961), &whole(38)), 999);
        assert_eq!(thousandths(&whole(50), &whole(38)), 1000);
        assert_eq!(thousandths(&whole(-3), &whole(38)), 0);
        assert_eq!(thousandths(&whole(3), &whole(0)), 0);
    }
}
