//! Parts of composed scores → items of the same document, where a part has an item's name.

use super::rule::{PartSource, Provision, ProvisionRule};

/// Settles which parts of composed scores are items. `titles` are those of the document's items.
pub(crate) fn settle(provision: &mut Provision, titles: &[&str]) {
    let ProvisionRule::Composition(composition) = &mut provision.rule else { return };
    for part in &mut composition.parts {
        let PartSource::Elsewhere(words) = &part.source else { continue };
        if let Some(title) = titles.iter().find(|t| same(t, words)) {
            part.source = PartSource::Item((*title).to_owned());
        }
    }
}

/// 县考核得分 is the score of the item 县考核.
fn same(title: &str, words: &str) -> bool {
    let bare = |words: &str| {
        let words = words.trim().to_lowercase();
        let words = words.strip_prefix("the ").unwrap_or(&words).to_owned();
        ["得分", "成绩", " score"].iter().fold(words, |w, tail| w.strip_suffix(tail).unwrap_or(&w).to_owned())
    };
    let title = bare(title);
    !title.is_empty() && title == bare(words)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn a_part_is_an_item_by_its_whole_name() {
        assert!(same("县考核", "县考核得分"));
        assert!(same("County assessment", "the county assessment score"));
        assert!(!same("考核", "县考核得分"));
        assert!(!same("得分", "成绩"));
    }
}
