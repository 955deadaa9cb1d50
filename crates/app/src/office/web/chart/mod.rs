//! Charts: a few fixed shapes as SVG, with words for those who do not see them. Lengths are thousandths of the width, in
//! whole numbers; the numbers beside them are the exact ones, as text. A page shows the same numbers in a table.

mod bars;
mod progress;
mod strip;

pub use bars::{Bar, bars};
pub use progress::{Share, progress};
pub use strip::{Mark, strip};

/// Text in an SVG.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
