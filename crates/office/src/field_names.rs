//! What the fields of acts and forms are called on pages: those of acts in refusals, and those of forms where a form that
//! was kept is shown again.

/// The name of a field in Chinese and English; a field that has none is called by what programs call it.
pub fn field_name(field: &str) -> [&str; 2] {
    let found = NAMES.iter().find(|(name, _, _)| *name == field);
    found.map_or([field, field], |(_, zh, en)| [zh, en])
}

const NAMES: &[(&str, &str, &str)] = &[
    ("accepted", "采纳吗", "accepted"),
    ("aggravators", "加重情节", "aggravators"),
    ("answer", "签收或拒签", "signed or refused"),
    ("at", "时刻", "moment"),
    ("because", "依据", "ground"),
    ("blob", "文件", "file"),
    ("by", "决定单位", "decided by"),
    ("capacity", "由谁填报", "entered by"),
    ("cell", "登记的内容", "cell"),
    ("code", "码", "code"),
    ("column", "登记簿的栏", "column"),
    ("count", "次数", "cases"),
    ("date", "日期", "day"),
    ("days", "有效天数", "days"),
    ("decision", "决定", "decision"),
    ("due", "填报截止日", "last day of reporting"),
    ("early", "提前结束公示的理由", "reason for ending the notice early"),
    ("event", "事项", "what happened"),
    ("evidence", "证据", "evidence"),
    ("file", "文件", "file"),
    ("id", "编号", "id"),
    ("independent", "独立反映数", "independent reports"),
    ("item", "指标", "item"),
    ("kind", "事项", "kind"),
    ("label", "用途", "what it is for"),
    ("list", "名单", "list"),
    ("login", "登录名", "sign-in name"),
    ("may", "可以做什么", "what it may do"),
    ("measure", "数据", "figure"),
    ("media", "文件类型", "type of the file"),
    ("name", "名称", "name"),
    ("note", "说明", "remark"),
    ("number", "文号", "number of the document"),
    ("of", "单位或部门", "unit or department"),
    ("of_scheme", "方案中的考核期", "round of the scheme"),
    ("office", "办公室名称", "name of the office"),
    ("person", "人员", "person"),
    ("program", "程序哈希", "program hash"),
    ("proposed", "认为应为", "what it should be"),
    ("provider", "部门", "department"),
    ("public", "公开产生的数字", "digits thrown in public"),
    ("reason", "理由", "reason"),
    ("reply", "答复", "reply"),
    ("reports", "反映数", "reports"),
    ("result", "结果", "result"),
    ("role", "岗位", "seat"),
    ("round", "考核简称", "short name of the round"),
    ("route", "确认途径", "confirmation route"),
    ("row", "登记的行", "row"),
    ("scheme", "方案", "scheme"),
    ("seed", "种子", "seed"),
    ("site", "样本点", "site"),
    ("source", "来源", "source"),
    ("state", "阶段", "state"),
    ("team", "考核组", "team"),
    ("text", "内容", "text"),
    ("title", "名称", "title"),
    ("to", "下一阶段", "next state"),
    ("unit", "单位", "unit"),
    ("units", "单位编码", "codes of units"),
    ("until", "公示截止日", "last day of the notice"),
    ("upheld", "采纳吗", "upheld"),
    ("value", "数据", "figure"),
    ("verified", "查实", "verified"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_has_two_names() {
        let mut names: Vec<&str> = NAMES.iter().map(|(name, _, _)| *name).collect();
        names.dedup();
        assert_eq!(names.len(), NAMES.len());
        assert!(NAMES.is_sorted_by_key(|(name, _, _)| *name), "in order, so that a field is found");
    }

    #[test]
    fn a_field_without_a_name_keeps_its_own() {
        assert_eq!(field_name("until"), ["公示截止日", "last day of the notice"]);
        assert_eq!(field_name("x-17"), ["x-17", "x-17"]);
    }
}
