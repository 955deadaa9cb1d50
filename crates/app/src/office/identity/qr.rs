//! A QR code as SVG: one path, black on white whatever the colours of the page are, with the quiet zone that cameras need.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// Modules of white around the code.
const QUIET: usize = 4;

/// The code of a text; empty if it does not fit in one (no text of ours is that long).
pub fn svg(text: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return String::new() };
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|c| **c == Color::Dark).count();
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    let side = width + 2 * QUIET;
    format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" width=\"220\" height=\"220\" role=\"img\" aria-label=\"QR\" \
         shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let text = "otpauth://totp/x:y?secret=ABC";
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let dark = code.to_colors().into_iter().filter(|c| *c == Color::Dark).count();
        let drawn: usize = svg(text)
            .split('h')
            .filter_map(|part| part.split_once("v1").map(|(n, _)| n))
            .filter_map(|n| n.parse::<usize>().ok())
            .sum();
        assert_eq!(drawn, dark);
    }

    #[test]
    fn what_does_not_fit_is_empty() {
        assert_eq!(svg(&"x".repeat(10_000)), "");
    }
}
