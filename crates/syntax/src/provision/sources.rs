//! Parts of composed scores → items of the same document, where a part has an item's name; and the scheme's own items,
//! where one part alone is named after the body that issues the scheme.

use super::rule::{Composition, PartSource, Provision, ProvisionRule};

/// Settles which parts of composed scores are items, and which is the document's own. `titles` are those of the document's
/// items, `issuer` the body that issues it.
pub(crate) fn settle(provision: &mut Provision, titles: &[&str], issuer: Option<&str>) {
    let ProvisionRule::Composition(composition) = &mut provision.rule else { return };
    for part in &mut composition.parts {
        let PartSource::Elsewhere(words) = &part.source else { continue };
        if let Some(title) = titles.iter().find(|t| same(t, words)) {
            part.source = PartSource::Item((*title).to_owned());
        }
    }
    if let Some(issuer) = issuer.filter(|_| !titles.is_empty()) {
        own(composition, issuer);
    }
}

/// 市考核得分, in a scheme that a city issues, is what the scheme's own items give: if no part is the own items or one of
/// them, and one part alone is named so.
fn own(composition: &mut Composition, issuer: &str) {
    let taken = composition.parts.iter().any(|p| matches!(p.source, PartSource::Own | PartSource::Item(_)));
    let Some(body) = body(issuer).filter(|_| !taken) else { return };
    let mut named = composition.parts.iter_mut().filter(|p| match &p.source {
        PartSource::Elsewhere(words) => body.names(words),
        _ => false,
    });
    if let (Some(part), None) = (named.next(), named.next()) {
        part.source = PartSource::Own;
    }
}

/// A body that issues schemes, by its kind: the words before the kind are the area's name.
struct Body<'a> {
    area: &'a str,
    kind: &'static str,
}

const KINDS: [&str; 6] = ["省", "市", "县", "区", "镇", "乡"];
const ENGLISH_KINDS: [&str; 6] = ["province", "city", "county", "district", "town", "township"];

/// The kind that an issuer's name begins with: 市 in 砚州市目标管理考核领导小组办公室.
fn body(issuer: &str) -> Option<Body<'_>> {
    let issuer = issuer.trim();
    if !issuer.is_ascii() {
        // Of 砚州市临河区考核办 the whole name says 区.
        let named = |kind: &&str| issuer.find(*kind).filter(|at| (6..=18).contains(at));
        let (kind, at) = KINDS.iter().filter_map(|k| Some((*k, named(&k)?))).min_by_key(|(_, at)| *at)?;
        let rest = issuer.get(at + kind.len()..)?;
        let deeper = KINDS.iter().any(|k| rest.find(k).is_some_and(|at| (6..=12).contains(&at)));
        return (!deeper).then(|| Body { area: issuer.get(..at).unwrap_or(""), kind });
    }
    let mut words = issuer.split(' ');
    let kinds: Vec<&'static str> =
        words.by_ref().filter_map(|w| ENGLISH_KINDS.into_iter().find(|k| w.eq_ignore_ascii_case(k))).collect();
    match kinds.as_slice() {
        [kind] => Some(Body { area: issuer.split(' ').next().unwrap_or(""), kind }),
        _ => None,
    }
}

impl Body<'_> {
    /// Whether words are those of a result of this body: 市考核得分, 砚州市考核, 全市考评; `city assessment`.
    fn names(&self, words: &str) -> bool {
        let lower = words.trim().to_lowercase();
        let bare = lower.strip_prefix("the ").unwrap_or(&lower);
        let bare = bare.strip_prefix(&self.area.to_lowercase()).unwrap_or(bare).trim_start();
        let bare = bare.strip_prefix(['本', '全']).unwrap_or(bare);
        let Some(rest) = bare.strip_prefix(self.kind) else { return false };
        let rest = rest.trim_start_matches("'s").trim_start_matches("\"s").trim_start_matches('级').trim_start();
        ["考核", "考评", "综合考核", "年度考核", "assessment", "evaluation", "score"]
            .iter()
            .any(|w| rest.starts_with(w))
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
    use super::{body, same};

    #[test]
    fn the_issuer_says_which_part_is_its_own() {
        let named = |issuer: &str, words: &str| body(issuer).is_some_and(|b| b.names(words));
        assert!(named("砚州市目标管理考核领导小组办公室", "市考核得分"));
        assert!(named("砚州市目标管理考核领导小组办公室", "砚州市考核得分"));
        assert!(!named("砚州市目标管理考核领导小组办公室", "县考核得分"));
        assert!(named("临河县考核办", "县级考核成绩"));
        assert!(!named("临河县考核办", "县直部门测评"));
        assert!(!named("考核领导小组办公室", "市考核得分"));
        assert!(named("Yanzhou City Assessment Office", "city assessment"));
        assert!(!named("Yanzhou City Assessment Office", "county assessment"));
    }

    #[test]
    fn a_part_is_an_item_by_its_whole_name() {
        assert!(same("县考核", "县考核得分"));
        assert!(same("County assessment", "the county assessment score"));
        assert!(!same("考核", "县考核得分"));
        assert!(!same("得分", "成绩"));
    }
}
