//! The forms that clauses come in, as sentences with places for what varies.
//!
//! `{a}` and `{b}` are two different kinds of the same thing, so that the clauses of a scheme speak of different figures.
//! `{p}` the points of the item; `{n}` a part of them, `{m}` more than that; `{h}`, `{q}` a half and a quarter of them;
//! `{s}` points of a step; `{hi}`, `{lo}` two numbers of percent; `{k}` and `{l}` a smaller and a larger whole number;
//! `{u}`, `{v}`, `{w}` whole points, falling.

use kaocheng_syntax::clause::Language;

/// What a form does to an item, and what it needs beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Gives points.
    Earns,
    /// Takes points.
    Loses,
    /// Gives points beside others: in bonuses, and on top of losses.
    Adds,
    /// Acts on the clauses before it.
    Acts,
    /// Is all of an item.
    Whole,
    /// A veto.
    Vetoes,
}

/// A sentence with places.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    pub name: &'static str,
    pub role: Role,
    pub text: &'static str,
    /// Rows of the term table that the sentence needs.
    pub terms: &'static [&'static str],
}

const fn form(name: &'static str, role: Role, text: &'static str) -> Form {
    Form { name, role, text, terms: &[] }
}

const fn of_terms(name: &'static str, role: Role, text: &'static str, terms: &'static [&'static str]) -> Form {
    Form { name, role, text, terms }
}

use Role::{Acts, Adds, Earns, Loses, Vetoes, Whole};

/// The columns of a Chinese term table: 指标, 编号, 类型, 单位, 范围, 层级, 汇总, 公式, 别名.
pub const CHINESE: &[Form] = &[
    form("check", Earns, "有{a}台账的,计{n}分。"),
    form("check", Adds, "获{a}表彰的,加{n}分。"),
    form("check lost", Loses, "未公开{a}指南的,扣{n}分。"),
    form("all or nothing", Earns, "{a}记录齐全的,计满分;否则不计分。"),
    form("compared", Earns, "{a}达标率达到{hi}%的,计{n}分;否则不计分。"),
    form("compared", Earns, "{a}参训率{hi}%以上的,计{n}分。"),
    form("compared", Loses, "{a}等候时间超过{k}分钟的,扣{n}分。"),
    form("compared", Earns, "平均{a}等候时间{k}分钟以内的,计{n}分。"),
    form("two figures", Earns, "{a}支出增幅高于{a}收入增幅的,计{n}分。"),
    form("each", Earns, "每配备1名{a}专职人员,计{s}分,计满{n}分为止。"),
    form("each", Earns, "每召开1次{a}会议,计{n}分。"),
    form("each", Adds, "每完成1项{a}创新任务,加{s}分。"),
    form("each lost", Loses, "每发现1处{a}隐患,扣{s}分。"),
    form("each lost", Loses, "每发现1例{a}差错,扣{s}分,最多扣{n}分。"),
    form("each lost", Loses, "每有1个{a}单位未履职,扣{s}分,扣完为止。"),
    form("each step", Earns, "每植{a}树{k}株,计{s}分,计满{p}分为止。"),
    form("each share", Loses, "每发现1例{a}漏报,扣本项分值的{lo}%。"),
    form("shortfall", Loses, "应配备{k}名{a}队员,每少1名,扣{s}分,扣完为止。"),
    form("shortfall", Loses, "每缺1次{a}学习记录,扣{s}分。"),
    form("occurrence", Loses, "无故缺席{a}会议的,第二次起每次扣{s}分。"),
    form("late", Loses, "{a}总结每逾期1天,扣{s}分。"),
    form("steps", Earns, "{a}到位率达到{hi}%的,计{n}分;每降低1个百分点,扣{s}分;低于{lo}%的,不计分。"),
    form("steps", Earns, "{a}落实率达到{hi}%的,计{n}分;每降低1个百分点,扣{s}分。"),
    form("steps", Earns, "{a}办结时间不超过{k}天的,计{n}分;每超过1天,扣{s}分。"),
    form("steps said", Earns, "{a}处理时间不超过{k}天的,计{n}分;每超过1天,扣{s}分,不足1天的按1天计算。"),
    form("steps percent", Earns, "{a}完成率达到{hi}%的,计{n}分;每低1%,扣{s}分。"),
    form("steps percent", Earns, "{a}办件量达到{l}件的,计{n}分;每低1%,扣{s}分。"),
    form("steps up", Earns, "{a}增长率达到{lo}%的,计{q}分;每增加1个百分点,加{s}分。"),
    form("steps share", Earns, "{a}办结率达到{hi}%的,计满分;每低1个百分点,扣本项分值的{k}%。"),
    form("bands", Earns, "{a}满意率90%以上的,得{p}分;80%—90%的,得{h}分;60%—80%的,得{q}分;60%以下的,不得分。"),
    form("bands", Earns, "{a}参会人数{l}人以上的,得{p}分;{k}—{l}人的,得{q}分;其余不得分。"),
    form("bands gap", Earns, "{a}知晓率90%以上的,得{p}分;60%—80%的,得{h}分。"),
    form("bands lost", Loses, "{a}缺勤率5%以内的,不扣分;5%—10%的,扣{q}分;10%以上的,扣{h}分。"),
    form(
        "bands named",
        Earns,
        "{a}合格率≥80%为合格,得{p}分;60%≤{a}合格率<80%为基本合格,得{q}分;低于60%为不合格,不得分。",
    ),
    form("band table", Whole, "| {a}拨付率 | 得分 |\n|---|---|\n| 90%以上 | {p} |\n| 60%—90% | {h} |\n| 其余 | 0 |"),
    form("linear", Earns, "{a}办理率90%以上的,得{p}分;60%以下的,不得分;60%—90%的,按0分至{p}分线性插值计分。"),
    form("terms of time", Earns, "{a}信息2小时内上报的得{p}分,4小时内上报的得{h}分,超过4小时的不得分。"),
    form("levels", Adds, "获国家、省、市{a}表彰的,分别加{u}、{v}、{w}分。"),
    form("levels lost", Loses, "被国家、省、市{a}通报批评的,分别扣{u}、{v}、{w}分。"),
    form("graded", Whole, "评定为{a}优秀的得{p}分,良好的得{h}分,合格的得{q}分,不合格的不得分。"),
    form("level table", Whole, "| 等级 | 得分 |\n|---|---|\n| A | {p} |\n| B | {h} |\n| C | 0 |"),
    form("grades", Whole, "{a}总评分90分以上为优秀,80—90分为良好,60—80分为合格,60分以下为不合格。"),
    form("grades by class", Whole, "街道:{a}评议得分80分以上为优秀,80分以下为合格。"),
    form("years", Adds, "连续2年获{a}表彰的加{q}分,连续3年获{a}表彰的加{h}分。"),
    form("formula", Earns, "得分={p}×{a}处置率。"),
    form("formula", Earns, "得分={p}×{a}参训人数÷{a}应训人数。"),
    form("formula", Earns, "得分=({a}甲数+{a}乙数-{a}丙数)÷{a}总数×{h}。"),
    form("formula", Earns, "得分={p}-{s}×{a}投诉数。"),
    form("formula points", Earns, "得分=满分×{a}开通率。"),
    form("formula share", Earns, "按{a}比例计分。"),
    form("formula lost", Loses, "按{a}未整改率扣分。"),
    form("best", Earns, "得分={p}×最低{a}报价÷本单位{a}报价。"),
    form("mean", Earns, "{a}处置率高于平均值的,计{n}分。"),
    form("mean", Earns, "{a}解决率不低于平均水平的,计{n}分。"),
    form("places", Earns, "{a}工作排名第1名的得{p}分,第2-5名按与第1名的比例得分。"),
    form("judged", Whole, "各项{a}制度健全,责任落实到位。"),
    form("judged lost", Loses, "{a}工作落实不到位的,酌情扣{q}—{h}分。"),
    form("judged added", Adds, "{a}工作有创新的,酌情加{q}—{h}分。"),
    form("judged tiers", Whole, "优{h}-{p}分,良{q}-{h}分,一般0-{q}分。"),
    form("marks", Earns, "{a}制度健全({q}分);{b}台账完整({q}分);每月开展{a}检查({h}分)。"),
    form("any of", Loses, "有下列情形之一的,扣{n}分:未制定{a}方案;未开展{a}培训;未建立{a}台账。"),
    form("any of, each", Loses, "有下列情形之一的,每项扣{s}分:未制定{b}方案;未开展{b}培训;未建立{b}档案。"),
    form("repeats", Loses, "发生{a}迟报或漏报的,每项扣{s}分。"),
    form("control", Earns, "{a}误差控制在{lo}%以内,超过的不得分。"),
    form("elsewhere", Loses, "按{a}绩效考核办法扣分。"),
    form("elsewhere", Loses, "扣除{a}绩效考核得分的20%。"),
    form("elsewhere", Earns, "按{a}年度审计得分×10%计入总分。"),
    form("parts", Whole, "①有{a}方案的,计{h}分;{a}方案未经审议的,不得分。\n②有{b}总结的,计{h}分。"),
    form("classes", Whole, "街道:每{a}巡查1次,计{s}分。\n乡镇:每{b}巡查1次,计{q}分。"),
    form("one class", Whole, "街道:每{a}走访1次,计{s}分。"),
    form("start", Whole, "基础分{h}分,每完成1项{a}任务,加{s}分;每受到1次{a}通报,扣{q}分。"),
    form("no points", Acts, "{a}弄虚作假的,不得分。"),
    form("full points", Acts, "被评为{a}示范单位的,视为满分。"),
    form("assigned", Acts, "委托{a}单位代办的,直接认定为{q}分。"),
    form("not applicable", Acts, "未承担{a}任务的,不适用本项。"),
    form("taken as full", Acts, "不承担{a}工作的,按满分计。"),
    form("exempt", Acts, "因{a}灾害引起的,不扣分。"),
    form("doubled", Acts, "{a}隐瞒不报的,加倍扣分。"),
    form("halved", Acts, "{a}逾期完成的,减半计分。"),
    form("cap", Acts, "本项扣分累计最多扣{h}分。"),
    form("cap", Acts, "以上加分累计最高不超过{h}分。"),
    form("highest", Acts, "本项按最高的一项计分。"),
    form("stands in", Acts, "未抽到的单位,按主要工作数据得分计。"),
    of_terms("sum below", Loses, "每发现1处{a}险情,扣{s}分。", &["{a}险情 | | 计数 | 处 | | 村 | 合计 | | "]),
    of_terms("share below", Earns, "得分={p}×{a}签订率。", &["签订{a}责任书 | | 是否 | | | 村 | 占比 | | {a}签订率"]),
    of_terms(
        "mean below",
        Earns,
        "{a}入学率达到{hi}%的,计{n}分;每降低1个百分点,扣{s}分。",
        &["{a}入学率 | | 比率 | | | 村 | 平均 | | "],
    ),
    of_terms(
        "term formula",
        Earns,
        "{a}示范村占比达到{hi}%的,计{n}分;每降低1个百分点,扣{s}分;低于{lo}%的,不计分。",
        &[
            "{a}示范村占比 | | | | | | | {a}示范村数÷{a}行政村数 | ",
            "{a}示范村数 | | | 个 | 0..{l} | | | | ",
            "{a}行政村数 | | | 个 | 0..{l} | | | | ",
        ],
    ),
    of_terms(
        "term corrected",
        Earns,
        "修正后{a}到账率达到{hi}%的,计{p}分;每降低1个百分点,扣{s}分。",
        &[
            "修正后{a}到账率 | | 比率 | | | | | 上报{a}到账率 - {a}样本误差 | ",
            "上报{a}到账率 | | 比率 | | | | | | ",
            "{a}样本误差 | | 比率 | | | | | | ",
        ],
    ),
    of_terms("bounded", Earns, "得分={p}×{a}投入数÷{l}。", &["{a}投入数 | | 数值 | 万元 | 0..{l} | | | | "]),
    of_terms("bounded", Earns, "得分={p}×{a}覆盖率。", &["{a}覆盖率 | | 比率 | | {lo}%..{hi}% | | | | "]),
    form("veto", Vetoes, "发生{a}事故的,一票否决。"),
    form("veto total", Vetoes, "发生{a}案件的,一票否决,总分计零分。"),
    form("veto last", Vetoes, "发生{a}责任事故的,一票否决,排名末位。"),
    form("veto grade", Vetoes, "发生{a}严重事故的,一票否决,评为最低等次。"),
    form("veto number", Vetoes, "{a}死亡人数超过{k}人的,一票否决。"),
];

/// The columns of an English term table: term, id, type, unit, bounds, level, roll-up, formula, aliases.
pub const ENGLISH: &[Form] = &[
    form("check", Earns, "{n} points if there is a {a} work plan."),
    form("check", Adds, "{n} points are added for a {a} award."),
    form("check lost", Loses, "{n} points are deducted if the {a} guide is not published."),
    form("all or nothing", Earns, "Full marks if the {a} minutes are complete, otherwise no points."),
    form("compared", Earns, "{n} points if the {a} satisfaction rate reaches {hi}%, otherwise no points."),
    form("compared", Loses, "{n} points are deducted if the {a} attendance rate is below {lo}%."),
    form(
        "two figures",
        Earns,
        "{n} points if the growth rate of {a} spending is higher than the growth rate of {a} revenue.",
    ),
    form("each", Earns, "{s} points for each {a} meeting held, up to {n} points."),
    form("each", Adds, "{s} points are added for each {a} innovation completed."),
    form("each lost", Loses, "{s} points are deducted for each {a} hazard found."),
    form("each lost", Loses, "{s} points are deducted for each {a} error found, up to a maximum of {n} points."),
    form(
        "each lost",
        Loses,
        "{s} points are deducted for each {a} office that fails in its duties, until no points are left.",
    ),
    form("each step", Earns, "{s} points for every {k} {a} trees planted, up to {p} points."),
    form("each share", Loses, "{lo}% of the item's points are deducted for each {a} omission found."),
    form("shortfall", Loses, "{k} {a} staff are required; {s} points are deducted for each one missing."),
    form("shortfall", Loses, "{s} points are deducted for each missing {a} record."),
    form("late", Loses, "{s} points are deducted for each day the {a} report is late."),
    form(
        "steps",
        Earns,
        "{n} points if the {a} funding rate reaches {hi}%; {s} points are deducted for each percentage point below; no points if the {a} funding rate is below {lo}%.",
    ),
    form(
        "steps",
        Earns,
        "{n} points if the {a} processing time does not exceed {k} days; {s} points are deducted for each day over.",
    ),
    form(
        "steps percent",
        Earns,
        "{n} points if the {a} completion rate reaches {hi}%; {s} points are deducted for each 1% below.",
    ),
    form(
        "bands",
        Earns,
        "{p} points for a {a} coverage rate of 90% or more; {h} points for 80% to 90%; {q} points for 60% to 80%; no points below 60%.",
    ),
    form(
        "band table",
        Whole,
        "| {a} payment rate | Points |\n|---|---|\n| 90% or more | {p} |\n| 60%–90% | {h} |\n| other | 0 |",
    ),
    form(
        "levels",
        Adds,
        "{n}, {q} or {s} points are added for a national, provincial or municipal {a} commendation respectively.",
    ),
    form(
        "graded",
        Whole,
        "{p} points if rated excellent, {h} points if rated good, {q} points if rated fair, no points if rated poor.",
    ),
    form("formula", Earns, "Score = {p} × {a} disposal rate."),
    form("formula", Earns, "Score = {p} × {a} staff trained ÷ {a} staff required."),
    form("formula share", Earns, "Points are awarded in proportion to the {a} delivery rate."),
    form("best", Earns, "Price score = (lowest {a} price / {a} bid price) × {p}."),
    form("mean", Earns, "{n} points if the {a} vaccination rate is above the mean."),
    form("judged", Whole, "Procedures for {a} work are in place and responsibilities are clear."),
    form("judged lost", Loses, "{q} to {h} points may be deducted if the {a} work is not done properly."),
    form(
        "classes",
        Whole,
        "For urban townships: {s} points for each {a} patrol.\nFor rural townships: {q} points for each {b} patrol.",
    ),
    form(
        "start",
        Whole,
        "The starting score is {h} points; {s} points are added for each {a} innovation completed; {q} points are deducted for each {a} reprimand.",
    ),
    form("no points", Acts, "No points if {a} figures were falsified."),
    form("not applicable", Acts, "This item is not applicable if the unit has no {a} task."),
    form("taken as full", Acts, "Full marks if the unit has no {a} duty."),
    form("exempt", Acts, "No points are deducted if caused by a {a} disaster."),
    form("doubled", Acts, "Deductions are doubled if {a} figures were hidden."),
    form("cap", Acts, "No more than {h} points are deducted in total."),
    form("highest", Acts, "Only the highest counts."),
    form("stands in", Acts, "Townships not drawn are scored by the main work figures."),
    of_terms(
        "sum below",
        Loses,
        "{s} points are deducted for each {a} leak found.",
        &["{a} leak found | | count | | | village | sum | | "],
    ),
    of_terms(
        "share below",
        Earns,
        "Score = {p} × {a} signed share.",
        &["{a} signed | | yes/no | | | village | share | | {a} signed share"],
    ),
    of_terms(
        "bounded",
        Earns,
        "Score = {p} × {a} supply rate.",
        &["{a} supply rate | | rate | | {lo}%..{hi}% | | | | "],
    ),
    form("veto", Vetoes, "Units will be disqualified if the {a} death toll exceeds {k}."),
    form("veto number", Vetoes, "Units must score at least {lo} points in the {a} test to proceed to the next stage."),
];

/// Words that tell figures apart.
pub fn kinds(language: Language) -> &'static [&'static str] {
    match language {
        Language::Chinese => &[
            "防火", "防汛", "供水", "绿化", "消防", "环卫", "治安", "养老", "助残", "食安", "普法", "农机", "林业",
            "水利", "道路", "校园", "医疗", "文化", "体育", "税收", "就业", "扶贫", "征兵", "统计", "档案", "网格",
        ],
        Language::English => &[
            "red", "blue", "green", "coastal", "northern", "southern", "eastern", "western", "central", "river",
            "forest", "harbour", "school", "clinic", "road", "bridge", "water", "power", "park", "market", "library",
            "garden",
        ],
    }
}

pub fn forms(language: Language) -> &'static [Form] {
    match language {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    }
}
