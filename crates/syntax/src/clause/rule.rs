//! The closed set of things a clause can say.

use super::{Amount, Condition, Expr, InputRef};
use crate::exact::Exact;

/// What a clause says. One arm a form; one file a form reads it and one lowers it.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// A condition has an effect: 有正式文件的,计5分 · 发生事故的,不得分 · 一票否决.
    When(When),
    /// So many points for each: 每配备1名计3分,计满10分为止 · 每发现1例扣2分 · 每少1人扣3分 without a printed target.
    Each(Each),
    /// Points by exclusive level or case: 获国家、省、市表彰的,分别加3、2、1分.
    Levels(Levels),
    /// Points by the distance from a target: 达到50%计30分,每降低1个百分点扣2.5分.
    Steps(Steps),
    /// Points by the band a number lies in: 90%以上得10分,80%—90%得8分.
    Bands(Bands),
    /// Points by a formula: 得分=30×处置率 · 按完成比例计分.
    Formula(Formula),
    /// Points given by an assessor: 酌情扣0.5—3分 · 综合评议.
    Judge(Judge),
    /// A limit on several clauses together: 本项加分最高不超过6分. (A limit on one clause stands in that clause.)
    Cap(Cap),
    /// The points an item starts from: 基础分60分 · 未发生得满分 where 每发生1次扣 follows.
    Start(Start),
    /// Losses or earnings do not count: 未发生突发事件的不扣分.
    Exempt(Exempt),
    /// Of several clauses only the greatest counts: 按最高项计分,不重复加分.
    Highest(Highest),
    /// Other clauses count several times: 涉及负责人的,加倍扣分.
    Multiply(Multiply),
}

/// A limit on when a clause applies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Applies {
    /// Only in this round, in the text's own words: 上半年, 全年.
    Round(String),
    /// Only to this kind of unit, in the text's own words: 街道.
    UnitClass(String),
}

/// Whether points are earned or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// 计, 得, 加, 奖: the item starts at 0.
    Earn,
    /// 扣, 减: the item starts at its points.
    Lose,
}

/// A condition has an effect, and perhaps its absence another.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// When it acts.
    pub condition: Condition,
    /// What it does.
    pub effect: Effect,
    /// What happens otherwise, if the text says so (否则不计分); `None` leaves the points as they are.
    pub otherwise: Option<Effect>,
}

/// What a condition does.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Points are earned: 得, 计. `bonus` for 加, 奖励, which add to what is there and do not make the item start at 0
    /// when other clauses lose.
    Award {
        /// How many.
        amount: Amount,
        /// 加 or 奖 rather than 得 or 计.
        bonus: bool,
    },
    /// Points are lost.
    Deduct(Amount),
    /// The part or item gives no points: 不得分, 不计分, 0分. Beats everything but a veto.
    Zero,
    /// The part or item gives all its points whatever else: 视为满分, 默认为满分. Loses to `Zero`. `default` when the text
    /// calls it a default, so that it is never shown as earned.
    Full {
        /// 默认 rather than earned.
        default: bool,
    },
    /// The item's points are exactly these whatever else: 直接认定为20分.
    Assign(Amount),
    /// A consequence for the whole unit: 一票否决.
    Veto(VetoEffect),
    /// A grade word instead of points: 合格, 优.
    Grade(String),
    /// The item does not apply to the unit; what that does to points is the policy `not-applicable`.
    NotApplicable,
}

/// What a veto does; `None` in the text is decided by the section or the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VetoEffect {
    /// The total is zero.
    TotalZero,
    /// Ranked after all others.
    LastPlace,
    /// The lowest grade.
    LowestGrade,
    /// Not eligible for awards.
    NotEligible,
}

/// So many points for each of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Each {
    /// What is counted: usually an input; `max(0, count − 1)` for "second and subsequent".
    pub count: Expr,
    /// The size of one: 1, 5 (每减少5分钟), 1/100 for a percentage point of an input that is itself a fall.
    pub step: Step,
    /// Points for one.
    pub rate: Amount,
    /// Earned or lost.
    pub sign: Sign,
    /// 加, 奖 rather than 得, 计; false for losses.
    pub bonus: bool,
    /// What the text says of part steps; `None` leaves it to the policy `steps`.
    pub rounding: Option<StepRounding>,
    /// The most that this clause gives or takes: 计满10分为止, 最高扣10分.
    pub limit: Option<Amount>,
}

/// Points by the distance from a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// The figure.
    pub quantity: Expr,
    /// What it is measured against.
    pub target: Expr,
    /// Which side counts.
    pub direction: Direction,
    /// The size of one step.
    pub step: Step,
    /// Points for one step.
    pub rate: Amount,
    /// Earned or lost.
    pub sign: Sign,
    /// The points at the target (and on its good side) from which the loss is taken: 达到50%计30分. The clause then stays
    /// within 0 and these. `None`: the loss is taken from what the item has.
    pub base: Option<Amount>,
    /// Whether the target itself is on the good side; 高于平均数的得2分 excludes it. Only matters with a base, and only at
    /// a distance of exactly 0, where no step is lost either way.
    pub target_included: bool,
    /// What the text says of part steps; `None` leaves it to the policy `steps`.
    pub rounding: Option<StepRounding>,
    /// The most that this clause gives or takes.
    pub limit: Option<Amount>,
}

/// Which side of the target is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// 每降低, 每少: target less figure.
    Below,
    /// 每超过, 每高: figure less target.
    Above,
}

/// The size of one step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// So many, in `unit`; positive. 1 个百分点 is 1/100, 1% is 1/100.
    pub size: Exact,
    /// Of what.
    pub unit: StepUnit,
}

/// What a step is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepUnit {
    /// The figure's own unit: persons, days, yuan.
    Own,
    /// 个百分点: hundredths of a rate, whatever the policy.
    PercentagePoint,
    /// %: hundredths of a rate, or of the target, as the policy `percent` says. Of a count or amount: of the target.
    Percent,
}

/// What part of a step counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StepRounding {
    /// In proportion.
    ProRata,
    /// Whole steps only: 不足1个百分点不计.
    Whole,
    /// Every begun step: 不足1个百分点按1个百分点计, `or portion thereof`.
    Begun,
}

/// Points by exclusive level or case.
#[derive(Clone, Debug, PartialEq)]
pub struct Levels {
    /// A choice input.
    pub input: InputRef,
    /// What each word gives, in the order of the input's words.
    pub cases: Vec<LevelCase>,
    /// Which of several levels of one unit counts, if the text says so; else the policy `levels`.
    pub highest: Option<bool>,
    /// The most that this clause gives or takes.
    pub limit: Option<Amount>,
}

/// What one level gives.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelCase {
    /// Index into the words of the input.
    pub word: usize,
    /// `Award`, `Deduct`, `Zero`, `Full` or `Grade`.
    pub effect: Effect,
}

/// Points by the band that a number lies in.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    /// The figure.
    pub quantity: Expr,
    /// The bands in text order; the first that holds the figure counts.
    pub bands: Vec<Band>,
    /// What every other figure gives (其余不得分); `None`: a figure in no band gives no points and a check reports the gap.
    pub otherwise: Option<Effect>,
}

/// One band.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Its lower edge; `None`: no lower limit.
    pub from: Option<BandEdge>,
    /// Its upper edge; `None`: no upper limit.
    pub to: Option<BandEdge>,
    /// What it gives.
    pub value: BandValue,
}

/// An edge of a band.
#[derive(Clone, Debug, PartialEq)]
pub struct BandEdge {
    /// Where it lies.
    pub value: Exact,
    /// Whether the edge itself belongs to the band; `None` where the text does not say (80%—90%): then it belongs to the
    /// band in which it is the lower edge, or as the policy `bounds` says for 以上 and 以下.
    pub included: Option<bool>,
}

/// What a band gives.
#[derive(Clone, Debug, PartialEq)]
pub enum BandValue {
    /// A fixed effect.
    Effect(Effect),
    /// So many points for each step of the distance from `origin`: upto 5 g over the limit, 0.5 point for each g.
    PerStep {
        /// From where the distance is taken.
        origin: Exact,
        /// The size of one step.
        step: Step,
        /// Points for one step.
        rate: Amount,
        /// Earned or lost.
        sign: Sign,
    },
    /// In proportion between the two edges: 线性插值.
    Linear {
        /// Points at the lower edge.
        at_from: Amount,
        /// Points at the upper edge.
        at_to: Amount,
    },
}

/// Points by a formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// What the formula calls its result: 得分, `Price Score`; `None` if it does not.
    pub name: Option<String>,
    /// The points.
    pub value: Expr,
    /// Earned or lost (按…占比扣分).
    pub sign: Sign,
    /// The most that this clause gives or takes.
    pub limit: Option<Amount>,
}

/// Points given by an assessor with a reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Judge {
    /// An input of kind judged.
    pub input: InputRef,
    /// The least, if not 0: 酌情扣0.5—3分 takes 0 (nothing found) or 0.5 to 3.
    pub least: Option<Amount>,
    /// The most; `None`: the item's points.
    pub most: Option<Amount>,
    /// Earned or lost.
    pub sign: Sign,
    /// 每次酌情扣: an input of kind count whose every case is judged within the bounds; the policy `range` decides where
    /// the text does not say.
    pub cases: Option<InputRef>,
}

/// A limit on several clauses together.
#[derive(Clone, Debug, PartialEq)]
pub struct Cap {
    /// Which clauses.
    pub members: Members,
    /// Of those, the earning or the losing ones; `None`: their sum.
    pub sign: Option<Sign>,
    /// The most they give or take together.
    pub limit: Amount,
}

/// Which clauses a rule speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Members {
    /// The clause before it.
    Previous,
    /// Those before it in its own part.
    Part,
    /// All of the item's (上述, 本项, 以上), or of a section's children when it stands in the section.
    Item,
}

/// The points an item or part starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// From where.
    pub amount: Amount,
}

/// Losses or earnings do not count.
#[derive(Clone, Debug, PartialEq)]
pub struct Exempt {
    /// When.
    pub condition: Condition,
    /// Which clauses.
    pub members: Members,
    /// Of those, which.
    pub sign: Sign,
}

/// Of several clauses only the greatest counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Highest {
    /// Which clauses.
    pub members: Members,
}

/// Other clauses count several times.
#[derive(Clone, Debug, PartialEq)]
pub struct Multiply {
    /// When.
    pub condition: Condition,
    /// Which clauses.
    pub members: Members,
    /// How many times; 减半 is 1/2.
    pub factor: Exact,
}
