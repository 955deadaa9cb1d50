//! Scores that come from somewhere else: 按省考核办法扣分, 扣除绩效考核得分的20%, 县得分为所辖乡镇得分的平均分.

use super::amount::is_boundary;
use super::compose::Lead;
use super::number::Unit;
use super::phrase;
use super::reader::Reader;
use super::split::Statement;
use super::text::{Range, Text};
use crate::clause::{BelowStatistic, Expr, Feed, Formula, InputKind, Role, Rule, Sign};
use crate::exact::{Exact, whole};

/// A score from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Elsewhere {
    /// Points that another scheme gives or takes, so many times: 按省考核标准加倍扣分.
    Points {
        /// Given or taken.
        sign: Sign,
        /// The words for the other scheme.
        scheme: Range,
        /// How many times.
        factor: Exact,
    },
    /// A share of another score: 扣除绩效考核得分的20%.
    Share {
        /// Given or taken.
        sign: Sign,
        /// The words for the other score.
        score: Range,
        /// The share.
        share: Exact,
    },
    /// A figure of the scores of the units below: 所辖乡镇得分的平均分.
    Below {
        /// Their level.
        level: Range,
        /// Which figure.
        statistic: BelowStatistic,
        /// Its words.
        words: Range,
    },
}

/// What a reference to another scheme names.
const SCHEMES: &[&str] = &[
    "考核方案",
    "考核办法",
    "考核细则",
    "考核标准",
    "评分办法",
    "评分标准",
    "评分细则",
    "计分办法",
    "考评办法",
    "考评标准",
    "考评细则",
    "评价办法",
    "评价标准",
    "考核评分办法",
    "考核评分标准",
    "考核结果",
    "考核情况",
    "考核得分",
    "考评结果",
    "测评结果",
    "考核评分",
    "评价结果",
    "加分情况",
    "扣分情况",
    "加分标准",
    "扣分标准",
    "考核规定",
    "计分标准",
    "奖惩办法",
];
/// Who runs the other scheme.
const OTHERS: &[&str] =
    &["省", "市", "县", "区", "国家", "上级", "州", "部", "厅", "局", "集团", "公司", "委", "办", "中央"];

/// The score from elsewhere that begins at `at`.
pub(super) fn head_at(text: &Text, at: usize, end: usize) -> Option<(Elsewhere, usize)> {
    share(text, at, end).or_else(|| below(text, at, end)).or_else(|| points(text, at, end))
}

/// 按省考核标准加倍扣分, 参照省加分情况相应加分, 按《…办法》扣分.
fn points(text: &Text, at: usize, end: usize) -> Option<(Elsewhere, usize)> {
    let from = text.any(at, &["参照", "比照", "对照", "依照", "按照", "依据", "根据", "执行", "按", "依"])?;
    let stop = segment_end(text, from, end);
    let verb = (from + 1..stop).find_map(|i| verb_at(text, i, stop).map(|v| (i, v)))?;
    let (verb_at, (sign, factor, to)) = verb;
    let scheme = phrase::clean(text, (from, named_end(text, from, verb_at)));
    let named = names_scheme(text, scheme) && text.nums_in(scheme).next().is_none();
    (named && is_boundary(text, to)).then_some((Elsewhere::Points { sign, scheme, factor }, to))
}

fn segment_end(text: &Text, from: usize, end: usize) -> usize {
    (from..end).find(|&i| !text.guarded(i) && matches!(text.c(i), ',' | ';' | '。' | '\n' | ':')).unwrap_or(end)
}

/// The verb at `at` that closes its segment: 加倍扣分, 为乡镇相应加分.
fn verb_at(text: &Text, at: usize, stop: usize) -> Option<(Sign, Exact, usize)> {
    if text.guarded(at) {
        return None;
    }
    let from = text.skip(at, &["相应", "予以", "给予", "进行", "同等", "直接"]);
    let (factor, from) = match text.any(from, &["加倍", "双倍", "翻倍"]) {
        Some(next) => (whole(2), next),
        None => (whole(1), from),
    };
    let found = [
        (&["扣分", "扣减", "减分", "扣除分值"][..], Sign::Lose),
        (&["加分", "计分", "得分", "记分", "奖分"][..], Sign::Earn),
    ]
    .iter()
    .find_map(|(words, sign)| text.any(from, words).map(|to| (*sign, to)));
    let (sign, to) = found?;
    (to == stop).then_some((sign, factor, to))
}

/// 参照省加分情况为县、乡相应加分: the words for whom stand between.
fn named_end(text: &Text, from: usize, verb: usize) -> usize {
    (from..verb)
        .find(|&i| {
            text.c(i) == '为'
                && (from..i).any(|j| text.any(j, SCHEMES) == Some(i) || text.any(j, &["情况", "标准"]) == Some(i))
        })
        .unwrap_or(verb)
}

/// Whether words name another scheme.
fn names_scheme(text: &Text, range: Range) -> bool {
    let words = text.str(range);
    let titled = words.starts_with('《') && words.contains('》');
    let ends = SCHEMES.iter().any(|w| words.ends_with(w) || words.trim_end_matches("情况").ends_with(w));
    // 参照省加分: the office alone stands for its scheme.
    let office = words.chars().count() <= 2 && OTHERS.iter().any(|w| words.starts_with(w));
    let other = OTHERS.iter().any(|w| words.contains(w)) || titled;
    titled || office || ends && other
}

/// 扣除绩效考核得分的20%.
fn share(text: &Text, at: usize, end: usize) -> Option<(Elsewhere, usize)> {
    const OWN: &[&str] =
        &["该项", "本项", "此项", "该小项", "满分", "分值", "权重", "标准分", "基本分", "基础分", "本小项", "该指标"];
    let (sign, from) =
        [(&["扣除", "扣减", "扣", "减去", "核减"][..], Sign::Lose), (&["加上", "计入", "加"][..], Sign::Earn)]
            .iter()
            .find_map(|(words, sign)| text.any(at, words).map(|from| (*sign, from)))?;
    let from = text.skip(from, &["其", "当年", "当月", "本年度", "该单位", "本单位", "单位"]);
    let stop = segment_end(text, from, end);
    let num = text.nums_in((from, stop)).next().filter(|n| n.unit == super::number::Unit::Percent)?;
    let score = phrase::clean(text, (from, num.start));
    let named = text.ends(score.1, &["得分", "总分", "总得分", "成绩", "考核分", "测评分"]) && score.1 > score.0 + 1;
    let own = text.any(score.0, OWN).is_some() || matches!(text.str(score).as_str(), "得分" | "总分" | "的得分");
    let to = text.any(num.end, &["的分值", "的分数", "的得分"]).unwrap_or(num.end);
    (named && !own && is_boundary(text, to)).then(|| (Elsewhere::Share { sign, score, share: num.value.clone() }, to))
}

/// Levels of units that lie below others.
const LEVELS: &[&str] = &[
    "县(市、区)",
    "县(市)",
    "县(区)",
    "县市区",
    "县区",
    "区县",
    "各县",
    "县",
    "乡镇(街道)",
    "乡(镇、街道)",
    "乡镇街道",
    "乡(镇)",
    "镇街",
    "镇(街道)",
    "乡镇",
    "街道",
    "镇",
    "村(社区)",
    "村(居)",
    "村居",
    "行政村",
    "村",
    "社区",
    "学校",
    "科室",
    "班组",
    "支部",
    "基层单位",
    "下属单位",
    "部门",
    "网点",
    "门店",
    "站所",
    "企业",
    "单位",
];

/// 县得分为所辖乡镇得分的平均分, 按所辖村考核得分的平均值计分.
fn below(text: &Text, at: usize, end: usize) -> Option<(Elsewhere, usize)> {
    let from = text.any(at, &["取", "按照", "按", "以", "为", "等于", "是", "="])?;
    let (scores, to) = scores_below(text, from)?;
    let to = text.skip(to, &["计算得分", "计算", "计分", "计入", "计", "确定", "得分", "作为得分", "折算"]);
    let BelowScores { level, statistic, words } = scores;
    (to <= end && is_boundary(text, to)).then_some((Elsewhere::Below { level, statistic, words }, to))
}

/// A figure of the scores of the units below, as words name it.
pub(super) struct BelowScores {
    /// The level.
    pub level: Range,
    /// Which figure.
    pub statistic: BelowStatistic,
    /// All of its words but the first (所辖).
    pub words: Range,
}

/// 所辖乡镇得分的平均分, 所辖村按常住人口加权平均分, and where it ends.
pub(super) fn scores_below(text: &Text, at: usize) -> Option<(BelowScores, usize)> {
    let owned = text.any(at, &["所辖", "下辖", "所属", "辖区内", "辖区", "下属", "所管辖"])?;
    let owned = text.skip(owned, &["各", "的", "全部", "所有"]);
    let named = text.any(owned, LEVELS)?;
    let level = (owned, named);
    let from = text.skip(named, &["中", "的", "年度", "年终", "考核", "考评", "综合", "总", "最终", "目标管理"]);
    let scored = text.any(from, &["得分", "成绩", "分数", "分"]).unwrap_or(from);
    if let Some((statistic, to)) = share_at_least(text, scored, level) {
        return Some((BelowScores { level, statistic, words: (level.0, to) }, to));
    }
    let from = text.skip(scored, &["的", "之", "算术"]);
    let (statistic, to) = match weight(text, from) {
        Some(found) => found,
        None => (
            BelowStatistic::Mean,
            text.any(from, &["平均分数", "平均得分", "平均分", "平均值", "平均数", "均值", "平均成绩", "平均"])?,
        ),
    };
    Some((BelowScores { level, statistic, words: (level.0, to) }, to))
}

/// 80分以上的(村)占比, 达到80分的村所占比例: the points to reach, and the end of the words.
fn share_at_least(text: &Text, at: usize, level: Range) -> Option<(BelowStatistic, usize)> {
    let reached = text.any(at, &["达到", "不低于", "在"]);
    let number = text.num(reached.unwrap_or(at)).filter(|n| n.unit == Unit::Points)?;
    let above = text.any(number.end, &["及以上", "以上"]);
    // 80分以下 is another share, and a bare 80分 none at all.
    let from = above.or(reached.map(|_| number.end))?;
    let from = text.skip(from, &["的"]);
    let word = text.str(level);
    let from = if text.is(from, &word) { from + word.chars().count() } else { from };
    let from = text.skip(from, &["数", "所", "的"]);
    let to = text.any(from, &["占比", "占比例", "比例", "比重", "占的比例"])?;
    Some((BelowStatistic::ShareAtLeast(Box::new(number.value.clone())), to))
}

/// 按常住人口加权平均: the figure that weighs, and the end of the words.
fn weight(text: &Text, at: usize) -> Option<(BelowStatistic, usize)> {
    let from = text.any(at, &["按照", "按", "以"])?;
    let stop = (from..text.len().min(from + 14)).find(|&i| text.is(i, "加权平均"))?;
    let end = text.any(stop, &["加权平均分", "加权平均值", "加权平均数", "加权平均"])?;
    (stop > from).then(|| (BelowStatistic::Weighted(text.str((from, stop))), end))
}

impl Reader<'_> {
    /// Reads a score from elsewhere.
    pub fn elsewhere(&mut self, found: Elsewhere, lead: Lead, statement: &Statement) {
        let head = statement.found.range;
        let (value, sign) = match found {
            Elsewhere::Points { sign, scheme, factor } => {
                let mut pieces = match lead {
                    Lead::Words(range) => vec![range],
                    _ => Vec::new(),
                };
                self.mark_keyword((head.0, scheme.0));
                pieces.push(scheme);
                let input = self.scored_by(&pieces, scheme);
                self.mark_keyword((scheme.1, head.1));
                (times(Expr::Input(input), factor), sign)
            }
            Elsewhere::Share { sign, score, share } => {
                self.mark_keyword((head.0, score.0));
                let input = self.scored_by(&[score], score);
                self.mark_keyword((score.1, head.1));
                if self.condition_before(lead, statement, times(Expr::Input(input), share.clone()), sign) {
                    return;
                }
                (times(Expr::Input(input), share), sign)
            }
            Elsewhere::Below { level, statistic, words } => {
                self.mark_keyword(head);
                if let Lead::Words(range) = lead {
                    self.mark(range, Role::Filler);
                }
                let label = phrase::label(self.text, &[words]);
                let span = self.text.span(words);
                (Expr::Below { level: self.text.str(level), statistic, label, span }, Sign::Earn)
            }
        };
        let rule = Rule::Formula(Formula { name: None, value, sign, limit: None });
        self.push(statement.range(), statement.place, rule);
    }

    /// A number of points that another scheme gave, in its words.
    fn scored_by(&mut self, pieces: &[Range], scheme: Range) -> crate::clause::InputRef {
        let input = self.fresh(phrase::label(self.text, pieces), pieces, InputKind::Amount, Some("分".into()));
        let words = self.text.str(scheme);
        if let Some(input) = self.inputs.get_mut(input.0) {
            input.feed = Feed::OtherScheme(words);
        }
        input
    }

    /// 发生有责投诉的,扣除绩效考核得分的20%: the share is lost where the condition holds.
    fn condition_before(&mut self, lead: Lead, statement: &Statement, value: Expr, sign: Sign) -> bool {
        use crate::clause::{Amount, Effect, When};
        let Lead::Words(range) = lead else { return false };
        let Some(condition) = self.condition(range, statement.place, super::compare::Bare::Counts) else {
            return false;
        };
        let amount = Amount::Computed(value);
        let effect = match sign {
            Sign::Lose => Effect::Deduct(amount),
            Sign::Earn => Effect::Award { amount, bonus: true },
        };
        self.push(statement.range(), statement.place, Rule::When(When { condition, effect, otherwise: None }));
        true
    }
}

fn times(value: Expr, factor: Exact) -> Expr {
    if factor == whole(1) { value } else { Expr::Mul(vec![value, Expr::Number(factor)]) }
}
