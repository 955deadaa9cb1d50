//! How much of a result the public sees while it is on notice and after: chosen when the notice is posted.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How much of a result is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// How deep.
    pub depth: Depth,
    /// Counts below this stand on no public page: there they are written as `<5`.
    pub smallest: u64,
}

/// How deep a result is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Depth {
    /// Totals and ranks.
    Totals,
    /// The points of sections besides.
    Sections,
    /// The points of every item besides.
    Items,
    /// Figures and why they give the points besides, without small counts.
    Explanations,
}

impl Default for Publication {
    /// As notices were posted before there was a choice.
    fn default() -> Publication {
        Publication { depth: Depth::Items, smallest: 5 }
    }
}

impl Publication {
    /// Whether it is what a notice says that says nothing.
    pub fn is_usual(&self) -> bool {
        *self == Publication::default()
    }
}

impl Depth {
    /// All of them, the least first.
    pub const ALL: [Depth; 4] = [Depth::Totals, Depth::Sections, Depth::Items, Depth::Explanations];

    /// The word in forms.
    pub fn word(self) -> &'static str {
        match self {
            Depth::Totals => "totals",
            Depth::Sections => "sections",
            Depth::Items => "items",
            Depth::Explanations => "explanations",
        }
    }

    /// The depth of a word.
    pub fn of_word(word: &str) -> Option<Depth> {
        Depth::ALL.into_iter().find(|depth| depth.word() == word)
    }

    /// What it means, in Chinese and English.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Depth::Totals => ["只公布总分和名次", "totals and ranks only"],
            Depth::Sections => ["公布到各部分得分", "down to the points of sections"],
            Depth::Items => ["公布到各项得分", "down to the points of items"],
            Depth::Explanations => ["公布到逐项说明（小数目不显示）", "down to explanations, without small counts"],
        }
    }
}
