//! Charts: a few fixed shapes as SVG, with words for those who do not see them. Lengths are thousandths of the width, in
//! whole numbers; the numbers beside them are the exact ones, as text. A page shows the same numbers in a table, or the
//! chart brings its own (`figure`).

mod bars;
mod figure;
mod profile;
mod progress;
mod strip;

pub use bars::{Bar, bars};
pub use profile::{Part, profile};
pub use progress::{Share, progress};
pub use strip::{Mark, strip};

/// Text in an SVG.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
