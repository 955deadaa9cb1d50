//! Tables by their header words: which column is what, in both languages.

use super::blocks::RawTable;
use super::range;
use super::section::SectionKind;
use super::width;

/// What a table is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TableUse {
    /// Inputs and their formulas, providers, units.
    Terms(Vec<(TermColumn, usize)>),
    /// Items, one a row.
    Items(ItemColumns),
    /// Points by range: key column and points column.
    Bands(usize, usize),
    /// Points by level or case: key column and points column.
    Levels(usize, usize),
    /// Lists of units: awards and management lists.
    Lists,
    /// Nothing that is read.
    Other,
}

/// A column of a term table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TermColumn {
    Label,
    Id,
    Formula,
    Provider,
    Source,
    Kind,
    Unit,
    Bounds,
    DataDate,
    Level,
    RollUp,
    Aliases,
}

/// The columns of an item table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ItemColumns {
    /// 序号.
    pub number: Option<usize>,
    /// Titles, outermost first; the last is the item's own. With each the column of its points.
    pub titles: Vec<(usize, Option<usize>)>,
    /// Criteria.
    pub criteria: Vec<usize>,
    /// Where figures come from, and who is responsible: name of the setting and column.
    pub settings: Vec<(&'static str, usize)>,
}

impl ItemColumns {
    /// Whether column `i` is read.
    pub fn uses(&self, i: usize) -> bool {
        self.number == Some(i)
            || self.titles.iter().any(|(title, points)| *title == i || *points == Some(i))
            || self.criteria.contains(&i)
            || self.settings.iter().any(|(_, column)| *column == i)
    }
}

const TERM_WORDS: [(TermColumn, &[&str]); 12] = [
    (
        TermColumn::Label,
        &[
            "指标",
            "术语",
            "名称",
            "指标名称",
            "数据项",
            "数据",
            "名词",
            "term",
            "name",
            "indicator",
            "input",
            "figure",
            "variable",
        ],
    ),
    (TermColumn::Id, &["编号", "代码", "id", "code", "key"]),
    (
        TermColumn::Formula,
        &["公式", "计算方法", "计算公式", "算法", "formula", "calculation", "computed as", "how computed"],
    ),
    (
        TermColumn::Provider,
        &["提供单位", "数据提供单位", "提供部门", "责任单位", "provider", "provided by", "reported by"],
    ),
    (TermColumn::Source, &["来源", "数据来源", "获取方式", "source", "data source"]),
    (TermColumn::Kind, &["类型", "type", "kind"]),
    (TermColumn::Unit, &["单位", "计量单位", "unit", "units"]),
    (TermColumn::Bounds, &["范围", "取值范围", "bounds", "range"]),
    (TermColumn::DataDate, &["数据日期", "数据时点", "时点", "截止日期", "data date", "as of"]),
    (TermColumn::Level, &["层级", "填报层级", "level", "reporting level"]),
    (TermColumn::RollUp, &["汇总", "汇总方式", "汇总方法", "rollup", "roll-up", "aggregation"]),
    (TermColumn::Aliases, &["别名", "又称", "简称", "aliases", "alias", "also called"]),
];

const NUMBER: &[&str] = &["序号", "编号", "号", "no", "#", "number", "nr", "id"];
const TITLE: &[&str] = &[
    "考核内容",
    "指标",
    "项目",
    "考核指标",
    "考核项目",
    "评价指标",
    "评价内容",
    "评价项目",
    "内容",
    "一级指标",
    "二级指标",
    "三级指标",
    "四级指标",
    "考核事项",
    "指标名称",
    "工作内容",
    "工作任务",
    "任务",
    "考评内容",
    "考评项目",
    "考评指标",
    "评分项目",
    "评分项",
    "评审因素",
    "评审内容",
    "评审项目",
    "加分项目",
    "加分项",
    "加分事项",
    "减分项目",
    "减分项",
    "扣分项目",
    "扣分项",
    "扣分事项",
    "事项",
    "类别",
    "考核类别",
    "考核要点",
    "item",
    "items",
    "indicator",
    "criterion",
    "criteria",
    "element",
    "measure",
    "requirement",
    "requirements",
    "activity",
    "area",
    "domain",
    "category",
    "component",
    "what is assessed",
    "evaluation criteria",
];
const POINTS: &[&str] = &[
    "分值",
    "权重",
    "满分",
    "标准分",
    "分数",
    "考核分值",
    "标准分值",
    "基本分",
    "基准分",
    "满分值",
    "权重分",
    "总分",
    "points",
    "weight",
    "max",
    "maximum",
    "max points",
    "maximum points",
    "points available",
    "available points",
    "maximum score",
    "max score",
    "weighting",
    "marks",
    "maximum marks",
];
const CRITERIA: &[&str] = &[
    "评分标准",
    "计分办法",
    "考核标准",
    "扣分标准",
    "评分办法",
    "评分细则",
    "评价标准",
    "考核办法",
    "计分标准",
    "考核细则",
    "评分方法",
    "打分标准",
    "计分方法",
    "计分规则",
    "评分规则",
    "评分依据",
    "加分标准",
    "减分标准",
    "加分办法",
    "扣分办法",
    "计分细则",
    "考核评分标准",
    "评分说明",
    "考核计分办法",
    "考核方法",
    "考核方式及评分标准",
    "评分标准及办法",
    "scoring",
    "scoring criteria",
    "how scored",
    "scoring rule",
    "scoring rules",
    "scoring guide",
    "scoring method",
    "rule",
    "scoring standard",
    "how points are given",
    "how it is scored",
    "standard",
];
const SETTINGS: [(&str, &[&str]); 2] = [
    (
        "source",
        &[
            "数据来源",
            "来源",
            "考核方式",
            "考核依据",
            "印证材料",
            "佐证材料",
            "source",
            "data source",
            "evidence",
            "means of verification",
        ],
    ),
    (
        "provider",
        &[
            "责任单位",
            "提供单位",
            "牵头单位",
            "责任部门",
            "考核单位",
            "考核部门",
            "数据提供单位",
            "评分单位",
            "provider",
            "responsible unit",
            "responsible",
            "reported by",
        ],
    ),
];
/// Columns that hold what a row gives.
const GAINS: &[&str] = &[
    "得分",
    "计分",
    "赋分",
    "分",
    "加分",
    "加分值",
    "奖励分",
    "奖分",
    "扣分",
    "减分",
    "扣分值",
    "减分值",
    "分值",
    "分数",
    "score",
    "points",
    "award",
    "points awarded",
    "deduction",
    "deduct",
    "bonus",
    "penalty",
    "marks",
];
/// Columns that hold a level or case.
const LEVELS: &[&str] = &[
    "等级",
    "级别",
    "档次",
    "层级",
    "奖项",
    "等次",
    "表彰级别",
    "获奖级别",
    "获奖等级",
    "情形",
    "结果",
    "评价等级",
    "评价结果",
    "名次",
    "情况",
    "level",
    "grade",
    "rating",
    "result",
    "case",
    "tier",
    "award level",
];

fn is(head: &str, words: &[&str]) -> bool {
    words.iter().any(|w| width::key(w) == head)
}

/// Finds what `table` is for; `kind` is what the words of its section or of one above say.
pub(crate) fn classify(table: &RawTable, kind: Option<SectionKind>) -> TableUse {
    let heads: Vec<String> = table.header.iter().map(|c| width::key(&c.text.text)).collect();
    if let Some(columns) = terms(&heads, kind) {
        return TableUse::Terms(columns);
    }
    if let Some(found) = gains(table, &heads) {
        return found;
    }
    items(&heads).map_or(TableUse::Other, TableUse::Items)
}

fn terms(heads: &[String], kind: Option<SectionKind>) -> Option<Vec<(TermColumn, usize)>> {
    if heads.iter().any(|h| is(h, CRITERIA) || is(h, POINTS)) && kind != Some(SectionKind::Terms) {
        return None;
    }
    let mut columns: Vec<(TermColumn, usize)> = Vec::new();
    for (i, head) in heads.iter().enumerate() {
        let found = TERM_WORDS.iter().find(|(role, words)| is(head, words) && !columns.iter().any(|(r, _)| r == role));
        columns.extend(found.map(|(role, _)| (*role, i)));
    }
    columns.iter().any(|(role, _)| *role == TermColumn::Label).then_some(())?;
    (columns.len() >= 2 || kind == Some(SectionKind::Terms)).then_some(columns)
}

/// Band and level tables: one column of ranges or levels and one of points.
fn gains(table: &RawTable, heads: &[String]) -> Option<TableUse> {
    let gain = heads.iter().rposition(|h| is(h, GAINS))?;
    let others: Vec<usize> =
        (0..heads.len()).filter(|i| *i != gain && !heads.get(*i).is_some_and(|h| is(h, NUMBER))).collect();
    let &[key] = others.as_slice() else { return None };
    let cells: Vec<&str> = table.rows.iter().filter_map(|r| r.cells.get(key)).map(|c| c.text.text.as_str()).collect();
    let ranges = cells.iter().filter(|c| range::read(c).is_some()).count();
    let rest = cells.iter().filter(|c| is_rest(c)).count();
    if ranges > 0 && ranges + rest == cells.len() {
        return Some(TableUse::Bands(key, gain));
    }
    heads.get(key).is_some_and(|h| is(h, LEVELS)).then_some(TableUse::Levels(key, gain))
}

/// Whether a cell stands for every other case.
pub(crate) fn is_rest(cell: &str) -> bool {
    matches!(
        width::key(cell).as_str(),
        "其他" | "其它" | "其余" | "其余情况" | "其他情况" | "otherwise" | "other" | "others" | "all other"
    )
}

fn items(heads: &[String]) -> Option<ItemColumns> {
    let mut columns = ItemColumns::default();
    for (i, head) in heads.iter().enumerate() {
        if columns.number.is_none() && columns.titles.is_empty() && is(head, NUMBER) {
            columns.number = Some(i);
        } else if is(head, CRITERIA) || (is(head, &["criteria"]) && !columns.titles.is_empty()) {
            columns.criteria.push(i);
        } else if is(head, TITLE) {
            columns.titles.push((i, None));
        } else if is(head, POINTS) || (is(head, GAINS) && columns.titles.last().is_some_and(|t| t.1.is_none())) {
            // Points belong to the nearest title before them that has none.
            if let Some(title) = columns.titles.iter_mut().rev().find(|t| t.1.is_none()) {
                title.1 = Some(i);
            }
        } else if let Some((name, _)) = SETTINGS.iter().find(|(_, words)| is(head, words)) {
            columns.settings.push((name, i));
        }
    }
    let last = columns.titles.last()?;
    (last.1.is_some() || !columns.criteria.is_empty()).then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::super::blocks::{Block, blocks};
    use super::*;

    fn of(markdown: &str) -> TableUse {
        match blocks(markdown, 0).into_iter().next() {
            Some(Block::Table(table)) => classify(&table, None),
            other => panic!("no table: {other:?}"),
        }
    }

    #[test]
    fn tables_are_known_by_their_heads() {
        assert!(matches!(of("|指标|编号|公式|\n|-|-|-|\n|甲|a|b÷c|\n"), TableUse::Terms(_)));
        assert!(matches!(of("|Term|Id|Unit|\n|-|-|-|\n|a|b|c|\n"), TableUse::Terms(_)));
        assert!(matches!(of("|序号|考核内容|分值|评分标准|得分|\n|-|-|-|-|-|\n|1|a|2|c||\n"), TableUse::Items(_)));
        assert!(matches!(of("|Indicator|Points|\n|-|-|\n|Log kept|2|\n"), TableUse::Items(_)));
        assert_eq!(of("|完成率|得分|\n|-|-|\n|90%以上|10|\n|其余|0|\n"), TableUse::Bands(0, 1));
        assert_eq!(of("|等级|得分|\n|-|-|\n|优|10|\n"), TableUse::Levels(0, 1));
        assert_eq!(of("|日期|地点|\n|-|-|\n|1|2|\n"), TableUse::Other);
    }

    #[test]
    fn points_belong_to_the_title_before_them() {
        let TableUse::Items(columns) = of("|一级指标|权重|二级指标|分值|评分标准|\n|-|-|-|-|-|\n|a|1|b|1|c|\n")
        else {
            panic!()
        };
        assert_eq!(columns.titles, [(0, Some(1)), (2, Some(3))]);
        assert_eq!(columns.criteria, [4]);
    }
}
