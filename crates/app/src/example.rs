//! The working folders that the program carries in itself.

use crate::message::Lang;

/// A folder's name and its files.
pub struct Example {
    /// `childcare-2026`.
    pub name: &'static str,
    /// Name and content of every file.
    pub files: &'static [(&'static str, &'static [u8])],
}

include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// The name of the small scheme that a new folder starts with.
pub const FIVE_ITEMS: &str = "five-items";

macro_rules! five_items {
    ($lang:literal) => {
        &[
            ("scheme.md", include_bytes!(concat!("../templates/five-items/", $lang, "/scheme.md"))),
            ("units.csv", include_bytes!(concat!("../templates/five-items/", $lang, "/units.csv"))),
            ("README.md", include_bytes!(concat!("../templates/five-items/", $lang, "/README.md"))),
        ]
    };
}

static FIVE_ITEMS_ZH: Example = Example { name: FIVE_ITEMS, files: five_items!("zh") };
static FIVE_ITEMS_EN: Example = Example { name: FIVE_ITEMS, files: five_items!("en") };

/// All examples in the order of the demo.
pub fn all() -> &'static [Example] {
    EXAMPLES
}

/// The example of this name.
pub fn find(name: &str, lang: Lang) -> Option<&'static Example> {
    if name == FIVE_ITEMS {
        return Some(if lang == Lang::Zh { &FIVE_ITEMS_ZH } else { &FIVE_ITEMS_EN });
    }
    EXAMPLES.iter().find(|e| e.name == name)
}

/// The names of all examples.
pub fn names() -> Vec<&'static str> {
    std::iter::once(FIVE_ITEMS).chain(EXAMPLES.iter().map(|e| e.name)).collect()
}
