//! What decides between equal scores: `Where scores are equal, the better score in public satisfaction ranks first`.

use crate::provision::part::{Form, Part, form};
use crate::provision::pattern::Captures;
use crate::provision::rule::TieRule;
use crate::provision::text::Text;

/// The forms of ties.
pub(super) fn forms() -> Vec<Form> {
    vec![
        form(
            "[and |][if|where|when] [these |they |the scores |scores |][are |][still |again ][equal|tied|the same][ too|], the [better|higher|best|highest] [score|result|points] [in|for|on] {items:s} [decides|ranks first|comes first|goes first|wins|settles it]",
            then,
        ),
        form(
            "[and |][if|where|when] [these |they |the scores |scores |]are [equal|tied|the same] too, the [better|higher|best|highest] [score|result|points] [in|for|on] {items:s} [decides|ranks first|comes first|goes first|wins|settles it]",
            then,
        ),
        form(
            "[ties|equal scores] are [settled|decided|broken] by [the |][score|result|points] [in|for|on] {items:s}",
            |text, c| {
                let words = c.words(text, "items")?;
                let words = [", then by the score in ", " then by the score in ", ", then by ", ", then "]
                    .iter()
                    .fold(words, |w, link| w.replace(link, ","));
                let items = super::names(&words);
                let plain = items.iter().all(|i| !["draw", "lot", "lots"].iter().any(|w| i.ends_with(w)));
                (!items.is_empty() && plain).then(|| vec![Part::Ties(TieRule::Items(items))])
            },
        ),
        form(
            "[where|if|when] [total |two |the |][scores|totals|units|townships|results] [are equal|are tied|tie|have equal scores|have the same score|are the same], the [better|higher|best|highest] [score|result|points] [in|for|on] {items:s} [decides|ranks first|comes first|goes first|wins|settles it]",
            |text, c| {
                let words = c.words(text, "items")?.replace(", then ", ",").replace(" then ", ",");
                let items = super::names(&words);
                (!items.is_empty()).then(|| vec![Part::Ties(TieRule::Items(items))])
            },
        ),
        form(
            "[where|if|when] [total |two |the |][scores|totals|units|townships|results] [are equal|are tied|tie|have equal scores|have the same score|are the same], [a public draw|lots|the draw|a draw|drawing lots] [decides|decide|is held|are drawn]",
            |_, _| Some(vec![Part::Ties(TieRule::Draw)]),
        ),
        form(
            "[ties|equal scores] [are|is] [settled|decided|broken] by [a |][public |][draw|lot|drawing lots]",
            |_, _| Some(vec![Part::Ties(TieRule::Draw)]),
        ),
        form(
            "[units with equal scores|equals|townships with equal scores|equal scores|ties] share [the|a|one|their] [rank|place]",
            |_, _| Some(vec![Part::Ties(TieRule::Share)]),
        ),
        form(
            "[where|if|when] [total |two |the |][scores|totals|units|townships|results] [are equal|are tied|tie], [the rank is shared|they share the rank|they share a rank|ranks are shared]",
            |_, _| Some(vec![Part::Ties(TieRule::Share)]),
        ),
    ]
}

/// What decides where the rule before it leaves units equal.
fn then(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    let items = super::names(&c.words(text, "items")?);
    (!items.is_empty()).then(|| vec![Part::TiesThen(items)])
}
