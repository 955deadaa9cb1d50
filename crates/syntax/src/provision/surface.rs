//! The two languages behind one set of questions.

use super::group::Found;
use super::part::Form;
use super::rule::{CompositionPart, Consequence, Exclusion, Matched, Pick, Route};
use super::text::{Range, Text};
use super::{en, zh};
use crate::clause::Language;
use crate::document::SectionKind;

/// The readers of one language.
pub(super) struct Surface {
    /// The forms of stretches.
    pub forms: fn() -> &'static [Form],
    /// A sentence that reads in a section of this kind.
    pub example: fn(SectionKind) -> &'static str,
    /// Whether a piece has a sign of a rule.
    pub has_trigger: fn(&Text, Range) -> bool,
    /// Whether words open a list of confirmation routes.
    pub opens_routes: fn(&str) -> bool,
    /// Whether words say that something was verified.
    pub verified: fn(&str) -> bool,
    /// Reads a route.
    pub route: fn(&Text, Range, u32) -> Option<Route>,
    /// Reads the parts of a score given in points.
    pub by_points: fn(&Text, Range) -> Option<Vec<CompositionPart>>,
    /// The level that a label names.
    pub level_of: fn(&str) -> String,
    /// Reads a piece about lists.
    pub list: fn(&Text, Range, &zh::list::Around) -> Found,
    /// Reads that somebody adds to an amount.
    pub matched: fn(&Text, Range) -> Option<Matched>,
    /// Reads who is left out of the list before.
    pub left_out: fn(&Text, Range) -> Option<Exclusion>,
    /// Reads who is on a list.
    pub subject: fn(&Text, Range) -> Option<Vec<Pick>>,
    /// Reads what follows for them.
    pub consequence: fn(&Text, Range) -> Option<Consequence>,
    /// The name of a list, freed of its marks.
    pub list_name: fn(&str) -> Option<String>,
    /// Words with which a sentence goes on about the draw before it.
    pub goes_on: &'static [&'static str],
    /// Words for how often, which are signs of a rule where figures are exchanged.
    pub rhythms: &'static [&'static str],
    /// Words that put units on a list by name.
    pub listing: &'static [&'static str],
}

/// The readers of `language`.
pub(super) fn of(language: Language) -> &'static Surface {
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

static CHINESE: Surface = Surface {
    forms: zh::forms,
    example: zh::example,
    has_trigger: zh::has_trigger,
    opens_routes: zh::routes::opens,
    verified: zh::routes::verified,
    route: zh::routes::read,
    by_points: zh::composition::by_points,
    level_of: zh::composition::level_of,
    list: zh::list::read,
    matched: zh::list::matched,
    left_out: zh::list::left_out,
    subject: zh::list::subject,
    consequence: zh::list::consequence,
    list_name: zh::list::bare_name,
    goes_on: &["其中", "但", "(其中"],
    rhythms: &["按季", "每季", "按月", "每月", "逐月", "半年", "每年", "按年"],
    listing: &["列为\"", "列入\"", "纳入\"", "评为\""],
};

static ENGLISH: Surface = Surface {
    forms: en::forms,
    example: en::example,
    has_trigger: en::has_trigger,
    opens_routes: en::routes::opens,
    verified: en::routes::verified,
    route: en::routes::read,
    by_points: en::composition::by_points,
    level_of: en::composition::level_of,
    list: |text, range, around| en::list::read(text, range, around.heading.as_deref()),
    matched: en::list::matched,
    left_out: en::list::exclusion,
    subject: en::list::subject,
    consequence: en::list::consequence,
    list_name: en::list::bare_name,
    goes_on: &["but ", "only ", "except ", "of these", "in "],
    rhythms: &["quarter", "month", "year"],
    listing: &["placed under ", "placed on ", "put under "],
};
