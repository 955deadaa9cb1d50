//! The refuse-list.
//!
//! Three kinds of words, which differ in what aggregate of them may be asked for: of words about a person's identity
//! every rate and count (身份证办理率), of words about reproduction only rates, since a count in one village points at a
//! woman, and of words for controls on persons nothing at all.

use super::words::{ALONE, ANYWHERE, BESIDE, COUNTS, COUNTS_BEFORE, RATES, RATES_BEFORE, TOGETHER, UNITS};
use crate::words::key;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Why a header is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It asks who a person is, or for the records of one.
    Identity,
    /// It asks for a person's health or reproduction.
    Reproduction,
    /// It asks for a control on persons.
    Control,
}

/// Why a header, sheet name or label is refused; `None` when it may be asked for.
pub fn refused(header: &str) -> Option<Refusal> {
    // Brackets hold units and remarks: 现孕(例), and every part of 姓名/身份证号 is looked at alone.
    let whole = key(header);
    let refusals = std::iter::once(whole.as_str())
        .chain(whole.split(['/', ',', '(', ')', '[', ']', '|', '+', ':', '·', '"', '“', '”']))
        .filter_map(|part| in_part(part).or_else(|| in_words(part)))
        .filter(|refusal| !is_aggregate(&whole, *refusal))
        .collect::<Vec<_>>();
    refusals.into_iter().next().or_else(|| english(header).filter(|refusal| !is_aggregate(&whole, *refusal)))
}

fn has(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|w| w == word)
}

fn in_part(part: &str) -> Option<Refusal> {
    let holds = |words: &str| words.split_whitespace().any(|w| part.contains(w));
    ANYWHERE.iter().find(|(_, words)| holds(words)).map(|(refusal, _)| *refusal)
}

/// Whether a part falls wholly into refused words and words beside them, with one refused word at least.
fn in_words(part: &str) -> Option<Refusal> {
    if part.is_empty() || part.chars().count() > 40 {
        return None;
    }
    let starts: Vec<usize> = part.char_indices().map(|(at, _)| at).collect();
    let longest = lexicon().iter().map(|w| w.chars().count()).max().unwrap_or(0);
    // By end of what is covered: not reached, reached by words beside only, or with a refused word.
    let mut reached: Vec<Option<Option<Refusal>>> = vec![None; part.len() + 1];
    if let Some(start) = reached.first_mut() {
        *start = Some(None);
    }
    for at in &starts {
        let Some(so_far) = reached.get(*at).copied().flatten() else { continue };
        let rest = part.get(*at..).unwrap_or_default();
        for (end, c) in rest.char_indices().take(longest) {
            let end = end + c.len_utf8();
            let Some(word) = rest.get(..end).filter(|w| lexicon().contains(w)) else { continue };
            let refusal = so_far.or_else(|| alone(word));
            if let Some(slot) = reached.get_mut(at + end) {
                *slot = Some(slot.flatten().or(refusal));
            }
        }
    }
    reached.last().copied().flatten().flatten()
}

fn alone(word: &str) -> Option<Refusal> {
    ALONE.iter().find(|(_, words)| has(words, word)).map(|(refusal, _)| *refusal)
}

fn lexicon() -> &'static HashSet<&'static str> {
    static LEXICON: OnceLock<HashSet<&'static str>> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let chinese = |w: &&str| !w.is_ascii();
        let alone = ALONE.iter().flat_map(|(_, words)| words.split_whitespace());
        alone.chain(BESIDE.split_whitespace().filter(chinese)).collect()
    })
}

/// English headers by words: all of them refused or beside, and one refused, or two that are refused together.
fn english(header: &str) -> Option<Refusal> {
    let lower = header.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '.')).filter(|w| !w.is_empty()).collect();
    let known = words.iter().all(|w| has(BESIDE, w) || alone(w).is_some());
    if !known || words.is_empty() {
        return None;
    }
    let together = |(a, b): &(&str, &str)| words.iter().any(|w| has(a, w)) && words.iter().any(|w| has(b, w));
    words.iter().find_map(|w| alone(w)).or_else(|| TOGETHER.iter().any(together).then_some(Refusal::Identity))
}

/// Whether a header asks for an aggregate that may be asked for.
fn is_aggregate(header: &str, refusal: Refusal) -> bool {
    // A unit in brackets at the end says nothing about what is counted.
    let body = match header.strip_suffix([')', ']']).and_then(|h| h.rfind(['(', '[']).map(|at| h.split_at(at).0)) {
        Some(body) if !body.is_empty() => body,
        _ => header,
    };
    let ends = |list: &str| list.split_whitespace().any(|w| body.ends_with(w));
    let starts = |list: &str| list.split_whitespace().any(|w| body.starts_with(w));
    let unit = header.strip_prefix(body).unwrap_or_default().trim_matches(['(', ')', '[', ']']);
    let rate = ends(RATES) || starts(RATES_BEFORE);
    let count = ends(COUNTS) || starts(COUNTS_BEFORE) || (!unit.is_empty() && has(UNITS, unit));
    match refusal {
        // 人数 of persons is no name; a list of them is.
        Refusal::Identity => rate || count,
        Refusal::Reproduction => rate,
        Refusal::Control => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_about_persons_are_refused() {
        for (header, refusal) in [
            ("姓名", Refusal::Identity),
            ("联系人姓名", Refusal::Identity),
            ("妇女 姓名", Refusal::Identity),
            ("姓名/身份证号", Refusal::Identity),
            ("身份证号码", Refusal::Identity),
            ("出生年月", Refusal::Identity),
            ("举报人", Refusal::Identity),
            ("反映人姓名", Refusal::Identity),
            ("信访人联系人", Refusal::Identity),
            ("Reporter", Refusal::Identity),
            ("complainant's name", Refusal::Identity),
            ("names of reporters", Refusal::Identity),
            ("育龄妇女个案信息", Refusal::Identity),
            ("独生子女证名单", Refusal::Identity),
            ("婚育证明持证名单", Refusal::Identity),
            ("生育证号", Refusal::Identity),
            ("手机号码", Refusal::Identity),
            ("上环日期", Refusal::Reproduction),
            ("是否怀孕", Refusal::Reproduction),
            ("现孕人数", Refusal::Reproduction),
            ("待孕人数(人)", Refusal::Reproduction),
            ("怀孕妇女人数", Refusal::Reproduction),
            ("人流", Refusal::Reproduction),
            ("引产原因", Refusal::Reproduction),
            ("落实结扎对象", Refusal::Reproduction),
            ("生育史", Refusal::Reproduction),
            ("出生实名登记", Refusal::Reproduction),
            ("随访记录", Refusal::Identity),
            ("孕　情", Refusal::Control),
            ("环孕检结果", Refusal::Control),
            ("查环查孕率", Refusal::Control),
            ("四术落实率", Refusal::Control),
            ("Patient name", Refusal::Identity),
            ("patient's full name", Refusal::Identity),
            ("ID number", Refusal::Identity),
            ("National ID", Refusal::Identity),
            ("Date of birth", Refusal::Identity),
            ("first_name", Refusal::Identity),
            ("Mobile phone", Refusal::Identity),
            ("Woman currently pregnant", Refusal::Reproduction),
            ("number of abortions", Refusal::Reproduction),
            ("Contraceptive method", Refusal::Reproduction),
            ("IUD date", Refusal::Reproduction),
        ] {
            assert_eq!(refused(header), Some(refusal), "{header}");
        }
    }

    #[test]
    fn aggregates_and_words_that_only_look_alike_pass() {
        for header in [
            "单位名称",
            "单位",
            "name",
            "Unit name",
            "facility name",
            "孕产妇系统管理率",
            "婚育证明办理率",
            "身份证办理率",
            "个案信息录入率",
            "怀孕妇女建册率",
            "出生人口性别比",
            "人工流产率",
            "出现孕产妇死亡",
            "线上环境整治",
            "采取环保措施",
            "吸引产业项目数",
            "人流量监测",
            "配备专职人员(名)",
            "高血压患者随访率",
            "平均年龄",
            "有正式文件",
            "企业跟踪服务次数",
            "名称",
            "单位名单",
            "反映数",
            "独立反映数",
            "独立反映人数",
            "举报人数",
            "信访人次",
            "信访",
            "reports",
            "independent reports",
            "number of reporters",
            "责任人",
            "填报人",
            "number of facilities",
            "Total number of deliveries",
            "Number of staff",
            "Pregnancy registration rate",
            "Case management protocol displayed",
            "Diagnosis recorded in the register for every visit",
            "Sterilization equipment works",
            "随访(次)",
            "B超(台)",
            "days late",
            "1.1.5:1",
            "",
        ] {
            assert_eq!(refused(header), None, "{header}");
        }
    }
}
