//! What people must look at beside the lists, in words.

use super::decision::Telling;
use crate::decide::{Finding, TieOutcome};

impl Telling<'_> {
    /// A finding in words.
    pub fn finding(&self, finding: &Finding) -> String {
        if self.zh() { self.finding_zh(finding) } else { self.finding_en(finding) }
    }

    fn group_zh(&self, within: Option<usize>) -> String {
        within.map_or(String::new(), |unit| format!("({})", self.unit(unit)))
    }

    fn group_en(&self, within: Option<usize>) -> String {
        within.map_or(String::new(), |unit| format!(" in {}", self.unit(unit)))
    }

    fn fact(&self, fact: kaocheng_compile::plan::FactIx) -> &str {
        self.plan.mechanism.facts.get(fact.0).map_or("?", |f| f.label.as_str())
    }

    fn finding_zh(&self, finding: &Finding) -> String {
        match finding {
            Finding::CountDiffers { list, declared, found } => {
                format!("{}: 文中写明 {declared} 个,按规则得出 {found} 个", self.list(*list))
            }
            Finding::PlacesEmpty { list, within, empty } => {
                format!("{}{}: 可列入的单位不足,空缺 {empty} 个", self.list(*list), self.group_zh(*within))
            }
            Finding::TieAtCut { list, within, units, outcome } => {
                let outcome = match outcome {
                    TieOutcome::AllIn => "按口径都列入",
                    TieOutcome::NoneIn => "按口径都不列入",
                    TieOutcome::DrawNeeded => "须公开抽签",
                };
                let group = self.group_zh(*within);
                format!("{}{group}: {}在末位同分,{outcome}", self.list(*list), self.names(units))
            }
            Finding::HighPlace { list, unit, rank, of } => format!(
                "{}: {}在 {of} 个单位中列第 {rank} 名,属前一半,请核对规则是否本意",
                self.list(*list),
                self.unit(*unit)
            ),
            Finding::FactUnknown { list, fact } => {
                format!("{}: 是否“{}”尚未认定,名单待定", self.list(*list), self.fact(*fact))
            }
            Finding::NobodyOfGroup { list, .. } => format!("{}: 没有单位属于规则所说的范围", self.list(*list)),
            Finding::EventUnreported { list, input, units } => {
                format!("{}: {units} 个单位没有“{}”的记录,按未发生处理", self.list(*list), self.input(*input))
            }
            Finding::TooManyChosen { list, most, chosen } => {
                format!("{}: 至多评选 {most} 个,实际选了 {chosen} 个", self.list(*list))
            }
            Finding::YearUnknown { list } => {
                format!("{}: 不知道本轮属于哪一年,无法计算连续年数", self.list(*list))
            }
            Finding::NoRoundOf { list, year, units } => {
                format!("{}: 没有 {year} 年的封存结果,不能确定{}是否连续列入", self.list(*list), self.names(units))
            }
            Finding::NotProposed { confirmation } => match self.given.confirmations.get(*confirmation) {
                Some(c) => {
                    format!("{}: 对{}作了决定,但规则没有提出它,决定不起作用", self.list(c.list), self.unit(c.unit))
                }
                None => "有一项决定没有对应的提名".to_owned(),
            },
            Finding::AmountMissing { list, unit, input } => {
                format!("{}: {}缺“{}”,金额未定", self.list(*list), self.unit(*unit), self.input(*input))
            }
            Finding::RewardedAndWarned { award, warning, unit } => {
                format!("{}同时列入{}和{}", self.unit(*unit), self.list(*award), self.list(*warning))
            }
            Finding::FineWaived { list, stands, unit } => {
                format!("{}: {}的处罚不执行,只执行{}的", self.unit(*unit), self.list(*list), self.list(*stands))
            }
        }
    }

    fn finding_en(&self, finding: &Finding) -> String {
        match finding {
            Finding::CountDiffers { list, declared, found } => {
                format!("{}: {declared} declared in the text, {found} found by its rules", self.list(*list))
            }
            Finding::PlacesEmpty { list, within, empty } => {
                format!(
                    "{}{}: too few units may be listed; empty places: {empty}",
                    self.list(*list),
                    self.group_en(*within)
                )
            }
            Finding::TieAtCut { list, within, units, outcome } => {
                let outcome = match outcome {
                    TieOutcome::AllIn => "all are listed, as the policy says",
                    TieOutcome::NoneIn => "none is listed, as the policy says",
                    TieOutcome::DrawNeeded => "a public draw must be held",
                };
                let group = self.group_en(*within);
                format!("{}{group}: equal at the cut: {}; {outcome}", self.list(*list), self.names(units))
            }
            Finding::HighPlace { list, unit, rank, of } => format!(
                "{}: {} has rank {rank} of {of}, in the upper half; check that the rule means this",
                self.list(*list),
                self.unit(*unit)
            ),
            Finding::FactUnknown { list, fact } => {
                format!("{}: nobody has established whether “{}”; the list waits", self.list(*list), self.fact(*fact))
            }
            Finding::NobodyOfGroup { list, .. } => {
                format!("{}: no unit is of the kind that the rule speaks of", self.list(*list))
            }
            Finding::EventUnreported { list, input, units } => format!(
                "{}: no record of “{}” for {units} units; it counts as not having happened",
                self.list(*list),
                self.input(*input)
            ),
            Finding::TooManyChosen { list, most, chosen } => {
                format!("{}: at most {most} may be chosen, {chosen} are", self.list(*list))
            }
            Finding::YearUnknown { list } => {
                format!("{}: the year of this round is not known, so years running cannot be counted", self.list(*list))
            }
            Finding::NoRoundOf { list, year, units } => format!(
                "{}: there is no sealed round of {year}, so it is open whether it is another year running for {}",
                self.list(*list),
                self.names(units)
            ),
            Finding::NotProposed { confirmation } => match self.given.confirmations.get(*confirmation) {
                Some(c) => format!(
                    "{}: a decision on {}, whom no rule proposes; it has no effect",
                    self.list(c.list),
                    self.unit(c.unit)
                ),
                None => "a decision without a proposal".to_owned(),
            },
            Finding::AmountMissing { list, unit, input } => {
                format!("{}: the amount of {} is open: no “{}”", self.list(*list), self.unit(*unit), self.input(*input))
            }
            Finding::RewardedAndWarned { award, warning, unit } => {
                format!("{} is on both {} and {}", self.unit(*unit), self.list(*award), self.list(*warning))
            }
            Finding::FineWaived { list, stands, unit } => format!(
                "{}: the fine of {} does not stand, that of {} does",
                self.unit(*unit),
                self.list(*list),
                self.list(*stands)
            ),
        }
    }
}
