//! The closed set of things that a scheme says beside points.

use crate::clause::BelowStatistic;
use crate::exact::Exact;
use crate::span::Span;

/// A sentence, or a part of one, that rules something beside points.
#[derive(Clone, Debug, PartialEq)]
pub struct Provision {
    /// What it rules.
    pub rule: ProvisionRule,
    /// Its characters.
    pub span: Span,
}

/// What a provision rules. One arm a form.
#[derive(Clone, Debug, PartialEq)]
pub enum ProvisionRule {
    /// Sites are drawn: 每个乡镇随机抽取2个村,杏山镇抽取1个.
    Sample(Sample),
    /// Teams go out: 共14个组,每组6人.
    Teams(Teams),
    /// Somebody provides for the teams: 用车、用餐由被调查乡镇提供.
    Hosting(Hosting),
    /// One way in which a finding is confirmed: 经3名以上群众分别反映并查实的.
    Route(Route),
    /// Units are listed, with what follows for them: 前15名评为先进单位 · 后5名列为重点管理 · 连续两年列为甲的,纳入乙.
    List(List),
    /// How often a body may assess: 县区每年对乡镇考核不超过3次.
    Frequency(Frequency),
    /// A level's score is made of parts: 市考核占60%,所辖村平均得分占40%.
    Composition(Composition),
    /// What decides between equal scores: 总分相同的,群众满意度得分高者列前.
    Ties(TieRule),
    /// A unit in which no site was drawn is scored by something else: 未抽到的乡镇,按主要工作数据得分计.
    Substitution(Substitution),
    /// A reported figure is corrected by what the sample shows: 到位率以样本误差修正.
    Correction(Correction),
    /// Departments hand over figures at a rhythm: 公安、民政部门按季度提供汇总数据.
    Exchange(Exchange),
    /// Who signs responsibility letters with whom: 县政府与各乡镇签订责任书.
    Letters(Letters),
    /// Within how many days what was found must be mended: 限30日内整改.
    Rectification {
        /// Days from the order; at least 1.
        days: u32,
    },
}

/// What a level's score is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Composition {
    /// The level, in the text's words: 乡镇; `None`: the only one assessed.
    pub level: Option<String>,
    /// Its parts, in text order.
    pub parts: Vec<CompositionPart>,
}

/// One part of a composed score.
#[derive(Clone, Debug, PartialEq)]
pub struct CompositionPart {
    /// Its words: 市考核得分.
    pub words: String,
    /// What is taken.
    pub source: PartSource,
    /// Its weight as a share: 60% is 3/5. Points (上半年30分、年终45分) are shares of their sum.
    pub weight: Exact,
    /// Where it stands.
    pub span: Span,
}

/// What a part of a composed score is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartSource {
    /// The unit's own items: 本级考核得分.
    Own,
    /// An item of the scheme, by its words.
    Item(String),
    /// A figure of the scores of the units of a level below.
    Below {
        /// The level: 村.
        level: String,
        /// Which figure.
        statistic: BelowStatistic,
    },
    /// The unit's result in another round: 上半年考核得分; several rounds of one rhythm (月积分) are named one by one or by
    /// their word, and then the mean of them is meant where the text says so.
    Round(String),
    /// A result under another scheme or by another body: 县考核得分.
    Elsewhere(String),
}

/// What decides between equal scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TieRule {
    /// Equals share the rank.
    Share,
    /// The better score of these items, one after the other, in the text's words.
    Items(Vec<String>),
    /// A public draw.
    Draw,
}

/// What stands in where no site of a unit was drawn. It speaks of the item whose section holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitution {
    /// The score that stands in, in the text's words: 主要工作数据得分.
    pub by: String,
}

/// How a reported figure is corrected by the sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The figures, in the text's words.
    pub figures: Vec<String>,
    /// The error of the sample, in the text's words.
    pub error: String,
}

/// Who hands figures over, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The departments, in text order.
    pub departments: Vec<String>,
    /// How many times a year: 4 for 按季度.
    pub times: u32,
    /// What is handed over, in the text's words.
    pub what: String,
}

/// Who signs responsibility letters with whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    /// One side: 县政府.
    pub by: String,
    /// The level of unit on the other: 乡镇.
    pub with: String,
}

/// How sites are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The level of unit in each of which sites are drawn, in the text's words: 乡镇.
    pub stratum: String,
    /// What is drawn: 村.
    pub site: String,
    /// How many in each; at least 1.
    pub size: u32,
    /// Strata with a size of their own, by name.
    pub exceptions: Vec<SampleException>,
    /// The words of the measure, where sites are drawn with a chance in proportion to it: 常住人口; `None`: equal chances.
    pub measure: Option<String>,
}

/// A stratum with a size of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleException {
    /// Its name: 杏山镇.
    pub stratum: String,
    /// How many are drawn in it.
    pub size: u32,
}

/// How teams are made up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teams {
    /// How many teams.
    pub count: u32,
    /// How many members each has.
    pub size: u32,
    /// Where the leader comes from, in the text's words; `None` where the text does not say.
    pub leader: Option<String>,
    /// Whether the leader is one of the members; `None` where the text does not say.
    pub leader_counts: Option<bool>,
    /// Who supervises, and how many teams each.
    pub supervisors: Option<Supervisors>,
}

/// Who supervises teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supervisors {
    /// Their office or post, in the text's words.
    pub office: String,
    /// How many teams each.
    pub teams: u32,
}

/// Who provides for the teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosting {
    /// What: 用车, 用餐.
    pub what: Vec<String>,
    /// By whom, in the text's words: 被调查乡镇; `自理` and the like where the teams pay themselves.
    pub by: String,
    /// Whether those are the units assessed: then the check warns of a conflict of interest.
    pub assessed: bool,
    /// For how many days, if the text says so.
    pub days: Option<u32>,
}

/// One way in which a finding is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its number among the routes, from 1.
    pub number: u32,
    /// What it asks for.
    pub kind: RouteKind,
    /// Its own words.
    pub words: String,
}

/// What a confirmation route asks for besides that the finding was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RouteKind {
    /// At least so many people reported independently of each other (经3名以上群众分别反映). Only their number is known.
    Reports {
        /// The least number.
        least: u32,
    },
    /// A letter or complaint was verified: 信访举报经查实.
    Complaint,
    /// Found by the office's own inspection: 调研、检查、督查时查实.
    Inspection,
    /// Assigned by superiors and verified: 上级交办查实.
    Assignment,
}

/// A list of units and what follows for those on it.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Its name: 先进单位, 重点管理.
    pub name: String,
    /// How many units the text says it has (重点管理单位5名); a check compares.
    pub declared: Option<u32>,
    /// How units get on it; several ways together are a union.
    pub picks: Vec<Pick>,
    /// Which units are left out, and whether the next in line takes their place.
    pub exclusions: Vec<Exclusion>,
    /// What follows, in text order.
    pub consequences: Vec<Consequence>,
    /// Only if this outside fact holds: 全市未进入前三的. Its own words.
    pub condition: Option<OutsideFact>,
}

/// A fact about the outside world on which a list depends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideFact {
    /// Its own words.
    pub words: String,
    /// Where they stand.
    pub span: Span,
}

/// One way to get on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// By place in a ranking.
    Ranked(Ranked),
    /// By an event, in its own words: 因侵权引发重大案件的. A fact of the unit.
    Event(OutsideFact),
    /// By having been on another list (or this one) so many years running: 连续两年列为甲的. Proposed, never automatic.
    Years {
        /// The other list's name.
        list: String,
        /// How many years running, this one included; at least 2.
        years: u32,
    },
    /// Chosen by people, so many: 评选特殊贡献单位10个.
    Chosen {
        /// How many.
        count: u32,
    },
}

/// Places in a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// From which end places are counted.
    pub end: End,
    /// How many places; at least 1.
    pub count: u32,
    /// What is ranked.
    pub basis: Basis,
    /// Among whom.
    pub within: Within,
}

/// An end of a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// 前N名: the best.
    Top,
    /// 后N名, 最后一名: the worst.
    Bottom,
}

/// What a ranking goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The total: 综合考核.
    Total,
    /// An item, by its words: 群众满意度.
    Item(String),
}

/// Among whom a ranking is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// All units assessed.
    All,
    /// Those under each unit of a level, apart: 各县区最后一名.
    Each(String),
    /// Those of a class: 街道2个.
    Class(String),
}

/// Units that a list leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// Those on this list: 已列入重点管理的.
    pub list: String,
    /// Whether the next in line takes the place: 顺延.
    pub succeed: bool,
}

/// What follows for a unit on a list. Consequences for persons in office stay text.
#[derive(Clone, Debug, PartialEq)]
pub enum Consequence {
    /// 通报表扬.
    Commend,
    /// 通报批评.
    Circulate,
    /// 一票否决, 取消评先资格: on no award list.
    Ineligible,
    /// Money to (positive) or from (negative) the unit.
    Amount {
        /// How much, in yuan or in `unit`.
        value: Exact,
        /// The currency as written: 元.
        unit: String,
        /// Who adds what: 县区按同等数额奖励 is (县区, 1).
        matched: Vec<Matched>,
    },
    /// As much as somebody else gave: 按省奖金的同等数额予以奖励 is (省奖金, 1). What the other gave is a figure of the unit.
    Matching {
        /// The other amount, in its own words.
        of: OutsideFact,
        /// Its multiple; 1 for 同等数额.
        ratio: Exact,
        /// The currency as written: 元.
        unit: String,
    },
    /// Anything else, in the text's own words.
    Text(String),
}

/// An amount that somebody adds to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// Who pays it: 县区.
    pub by: String,
    /// Its ratio to the amount matched; 1 for 同等数额.
    pub ratio: Exact,
}

/// How often a body may assess another in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// Who assesses: 县区.
    pub by: String,
    /// Whom: 乡镇.
    pub of: String,
    /// At most so many times a year.
    pub most: u32,
}
