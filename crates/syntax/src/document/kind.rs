//! What a section is for, by the words of its heading and of those above it.

use super::section::SectionKind;
use super::width;

/// Words that make a section of a kind, in both languages. Earlier rows win: a heading of bonuses and deductions takes
/// its first name, and its sub-sections say which is which.
const WORDS: [(SectionKind, &[&str]); 15] = [
    (SectionKind::Veto, &["一票否决", "一票否优", "否决事项", "否决项", "veto", "disqualif"]),
    (SectionKind::Bonus, &["加分", "附加分", "奖励分", "bonus", "extra credit", "additional points"]),
    (SectionKind::Deduction, &["减分", "扣分", "倒扣", "负面清单", "deduction", "penalty points", "minus points"]),
    (SectionKind::Sampling, &["抽样", "样本点", "抽查点", "sampling", "sample sites", "sample selection"]),
    (
        SectionKind::Teams,
        &["调查组", "考核组", "调查队伍", "调查人员组成", "survey team", "assessment team", "inspection team", "teams"],
    ),
    (SectionKind::Discipline, &["纪律", "discipline", "code of conduct"]),
    (
        SectionKind::Awards,
        &[
            "奖惩",
            "奖励与处罚",
            "奖励和处罚",
            "奖励与惩处",
            "奖罚",
            "结果运用",
            "结果应用",
            "awards",
            "consequences",
            "sanctions",
        ],
    ),
    (
        SectionKind::Terms,
        &[
            "指标说明",
            "指标解释",
            "名词解释",
            "术语",
            "指标定义",
            "指标口径",
            "terms",
            "definitions",
            "glossary",
            "indicator table",
        ],
    ),
    (SectionKind::Awards, &["奖励", "处罚", "rewards"]),
    (SectionKind::Awards, &["重点管理", "重点帮助", "单项预警", "management list"]),
    (
        SectionKind::Composition,
        &[
            "成绩构成",
            "综合成绩",
            "成绩计算",
            "总分构成",
            "composition of the score",
            "composition of scores",
            "score composition",
            "how the score is made up",
        ],
    ),
    (
        SectionKind::Confirmation,
        &["确认办法", "查实办法", "认定办法", "确认方式", "核实办法", "confirmation", "how findings are confirmed"],
    ),
    (
        SectionKind::Authority,
        &["考核权限", "考核对象及权限", "考核主体", "who assesses whom", "authority to assess", "assessing authority"],
    ),
    (
        SectionKind::Exchange,
        &[
            "信息共享",
            "数据交换",
            "信息交换",
            "数据共享",
            "信息互通",
            "data exchange",
            "exchange of data",
            "data sharing",
        ],
    ),
    (SectionKind::Ranking, &["名次", "排名", "排序", "并列", "ranking", "ranks", "equal scores", "ties"]),
];

/// Kinds that rule things beside points and stand apart from the points around them.
const APART: [SectionKind; 5] = [
    SectionKind::Composition,
    SectionKind::Confirmation,
    SectionKind::Authority,
    SectionKind::Exchange,
    SectionKind::Ranking,
];

/// A longer heading is a sentence about something else.
const LONGEST_TITLE: usize = 24;

/// The kind that a heading's own words name.
pub(crate) fn by_words(title: &str) -> Option<SectionKind> {
    let latin = title.is_ascii();
    let long = if latin { title.split(' ').count() > 8 } else { title.chars().count() > LONGEST_TITLE };
    if title.is_empty() || long || title.contains(['，', ',', '。', ';', '；']) {
        return None;
    }
    if ["得分构成", "综合得分", "得分计算", "得分组成"].iter().any(|w| title.contains(w)) {
        return Some(SectionKind::Composition);
    }
    // 扣分和案件得分 names an item that both takes and gives.
    if title.contains("得分") {
        return None;
    }
    let title = title.to_lowercase();
    let named = |word: &str| if word.is_ascii() { has_word(&title, word) } else { title.contains(word) };
    WORDS.iter().find(|(_, words)| words.iter().any(|w| named(w))).map(|(kind, _)| *kind)
}

/// Whether `word` stands in `title` at the start of a Latin word; the last word may go on (`disqualif` in
/// `disqualification`), except for short plurals such as `terms`.
fn has_word(title: &str, word: &str) -> bool {
    title.match_indices(word).any(|(at, _)| {
        let before = title.get(..at).and_then(|t| t.chars().next_back());
        let after = title.get(at + word.len()..).and_then(|t| t.chars().next());
        let whole = !word.ends_with('s') || after.is_none_or(|c| !c.is_alphanumeric());
        before.is_none_or(|c| !c.is_alphanumeric()) && whole
    })
}

/// Whether a kind says how points are added, taken or lost beside the items.
pub(crate) fn scores(kind: SectionKind) -> bool {
    matches!(kind, SectionKind::Item | SectionKind::Bonus | SectionKind::Deduction | SectionKind::Veto)
}

/// What is known of a section before its kind is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs {
    /// The kind that its own words name.
    pub words: Option<SectionKind>,
    /// Its own points or weight.
    pub points: bool,
    /// Points of a section below.
    pub points_below: bool,
    /// The kind of the section above.
    pub above: SectionKind,
    /// Whether it stands under an item with points of its own.
    pub inside_item: bool,
}

/// Settles the kind of a section.
pub(crate) fn settle(signs: Signs) -> SectionKind {
    let beside = |kind: SectionKind| scores(kind) && kind != SectionKind::Item;
    let apart = signs.words.filter(|k| APART.contains(k));
    if let Some(kind) = apart.filter(|_| !(signs.points || signs.points_below)) {
        return kind;
    }
    let own = signs.words.filter(|k| beside(*k));
    let above = Some(signs.above).filter(|k| beside(*k));
    if let Some(kind) = own.or(above) {
        return kind;
    }
    if signs.points || signs.points_below || signs.inside_item {
        return SectionKind::Item;
    }
    let above = Some(signs.above).filter(|k| !matches!(k, SectionKind::Item | SectionKind::Prose));
    signs.words.or(above).unwrap_or(SectionKind::Prose)
}

/// Whether plain text speaks of points, for what no clause reader looks at: code blocks, tables, markup.
pub(crate) fn speaks_of_points(text: &str) -> bool {
    let text = width::normalise(text).to_lowercase();
    let words = [
        "得分",
        "扣分",
        "加分",
        "减分",
        "计分",
        "满分",
        "一票否决",
        "points",
        "point",
        "score",
        "deduct",
        "marks",
        "veto",
    ];
    let amount = text.match_indices('分').any(|(at, _)| {
        text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(|c| c.is_ascii_digit())
            && !text.get(at..).is_some_and(|t| t.starts_with("分钟"))
    });
    amount || words.iter().any(|w| text.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_kinds_in_both_languages() {
        for (title, kind) in [
            ("加分项", SectionKind::Bonus),
            ("减分", SectionKind::Deduction),
            ("加分与减分", SectionKind::Bonus),
            ("一票否决事项", SectionKind::Veto),
            ("抽样办法", SectionKind::Sampling),
            ("调查组组成", SectionKind::Teams),
            ("考核制度和纪律", SectionKind::Discipline),
            ("奖励与处罚", SectionKind::Awards),
            ("指标说明", SectionKind::Terms),
            ("Bonus points", SectionKind::Bonus),
            ("Deductions", SectionKind::Deduction),
            ("Disqualification", SectionKind::Veto),
            ("Terms and definitions", SectionKind::Terms),
        ] {
            assert_eq!(by_words(title), Some(kind), "{title}");
        }
        assert_eq!(by_words("信访扣分和案件得分"), None);
        assert_eq!(by_words("加强领导,严肃工作纪律"), None);
        assert_eq!(by_words("Termination of service"), None);
    }

    #[test]
    fn points_beat_words_that_only_sound_like_a_kind() {
        let signs =
            |words, points| Signs { words, points, points_below: false, above: SectionKind::Prose, inside_item: false };
        assert_eq!(settle(signs(by_words("农村抽样调查"), true)), SectionKind::Item);
        assert_eq!(settle(signs(by_words("农村抽样调查"), false)), SectionKind::Sampling);
        assert_eq!(settle(signs(by_words("加分项"), true)), SectionKind::Bonus);
    }
}
