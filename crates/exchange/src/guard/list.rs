//! The refuse-list.
//!
//! Three kinds of words, which differ in what aggregate of them may be asked for: of words about a person's identity
//! every rate and count (身份证办理率), of words about reproduction only rates, since a count in one village points at a
//! woman, and of words for controls on persons nothing at all.

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

/// Words that are refused wherever they stand in a header: nothing harmless holds them.
const ANYWHERE: &[(Refusal, &[&str])] = &[
    (
        Refusal::Identity,
        &[
            "身份证",
            "公民身份号码",
            "身份号码",
            "个案信息",
            "个案登记",
            "户籍地址",
            "家庭住址",
            "持证名单",
            "花名册",
            "人员名单",
            "妇女名单",
            "对象名单",
            "患者名单",
            "儿童名单",
            "证名单",
            "生育证号",
            "准生证号",
            "出生医学证明编号",
            "住院号",
            "病历号",
            "病案号",
            "idcard",
            "identitynumber",
            "identitycard",
            "随访记录",
            "nationalid",
            "socialsecuritynumber",
            "dateofbirth",
            "patientname",
            "patientid",
            "passportnumber",
            "homeaddress",
        ],
    ),
    (
        Refusal::Reproduction,
        &[
            "生育史",
            "孕产史",
            "末次月经",
            "预产期",
            "现孕人",
            "待孕人",
            "怀孕人",
            "不孕症",
            "不孕人",
            "b超实名",
            "出生实名",
            "人工流产",
            "结扎",
            "绝育",
            "节育手术",
            "避孕措施",
            "pregnancystatus",
            "contraceptivemethod",
            "reproductivehistory",
            "fertilityhistory",
            "lastmenstrual",
        ],
    ),
    (
        Refusal::Control,
        &[
            "环孕检",
            "孕环检",
            "查环查孕",
            "查孕查环",
            "双查",
            "透环",
            "孕情",
            "四术",
            "跟踪服务表",
            "跟踪监控",
            "监控表",
        ],
    ),
];

/// Words that are refused when the rest of the header only says more about them (see [`BESIDE`]); inside other words they
/// are harmless: 线上环境, 吸引产业, 出现孕产妇, 人流量.
const ALONE: &[(Refusal, &[&str])] = &[
    (
        Refusal::Identity,
        &[
            "姓名",
            "手机号",
            "手机号码",
            "手机",
            "出生日期",
            "出生年月",
            "生日",
            "性别",
            "年龄",
            "民族",
            "个案",
            "住址",
            "家庭地址",
            "婚姻状况",
            "银行卡号",
            "full_name",
            "fullname",
            "firstname",
            "lastname",
            "surname",
            "dob",
            "birthdate",
            "birthday",
            "idno",
            "idnumber",
            "id_number",
            "ssn",
            "mobilenumber",
            "mobilephone",
            "gender",
            "sex",
            "age",
            "personname",
            "caseid",
            "medicalrecordnumber",
            "mrn",
            "随访",
            "跟踪服务",
            "诊断",
            "病史",
            "diagnosis",
        ],
    ),
    (
        Refusal::Reproduction,
        &[
            "上环",
            "取环",
            "放环",
            "人流",
            "引产",
            "流产",
            "绝经",
            "不孕",
            "现孕",
            "待孕",
            "怀孕",
            "孕周",
            "孕次",
            "产次",
            "胎次",
            "避孕",
            "避孕方法",
            "b超结果",
            "b超日期",
            "pregnant",
            "pregnancy",
            "abortion",
            "abortions",
            "miscarriage",
            "miscarriages",
            "contraception",
            "contraceptive",
            "iud",
            "iuds",
            "infertile",
            "infertility",
            "menopause",
            "menstruation",
            "lmp",
            "gravida",
            "parity",
            "hivstatus",
            "vasectomy",
            "ligation",
        ],
    ),
];

/// What may stand beside a refused word without making it harmless.
const BESIDE: &[&str] = &[
    "是否",
    "有无",
    "本人",
    "个人",
    "妇女",
    "育龄妇女",
    "育妇",
    "已婚",
    "未婚",
    "已婚育龄妇女",
    "女方",
    "男方",
    "配偶",
    "丈夫",
    "妻子",
    "夫妻",
    "父亲",
    "母亲",
    "子女",
    "儿童",
    "婴儿",
    "患者",
    "病人",
    "孕妇",
    "产妇",
    "对象",
    "服务对象",
    "管理对象",
    "当事人",
    "户主",
    "联系人",
    "人员",
    "流动人口",
    "群众",
    "居民",
    "村民",
    "职工",
    "被访者",
    "受访者",
    "已",
    "未",
    "新",
    "现",
    "当前",
    "本月",
    "本季",
    "本年",
    "首次",
    "末次",
    "上次",
    "情况",
    "日期",
    "时间",
    "结果",
    "记录",
    "登记",
    "登记表",
    "名单",
    "花名册",
    "明细",
    "明细表",
    "一览表",
    "台账",
    "表",
    "册",
    "信息",
    "状态",
    "状况",
    "类型",
    "类别",
    "种类",
    "方式",
    "方法",
    "原因",
    "地点",
    "机构",
    "单位",
    "医院",
    "手术",
    "措施",
    "号",
    "号码",
    "证号",
    "编号",
    "序号",
    "及",
    "和",
    "与",
    "或",
    "的",
    "人",
    "者",
    "人数",
    "例数",
    "人次",
    "数",
    "次数",
    "总数",
    "合计",
    "数量",
    "of",
    "the",
    "and",
    "or",
    "a",
    "patient",
    "patients",
    "patient's",
    "client",
    "client's",
    "clients",
    "person",
    "person's",
    "woman",
    "woman's",
    "women",
    "mother",
    "mother's",
    "child",
    "child's",
    "children",
    "respondent",
    "respondent's",
    "beneficiary",
    "beneficiary's",
    "spouse",
    "husband",
    "husband's",
    "wife",
    "currently",
    "current",
    "is",
    "has",
    "was",
    "name",
    "names",
    "full",
    "first",
    "last",
    "date",
    "time",
    "type",
    "status",
    "result",
    "results",
    "method",
    "number",
    "numbers",
    "no",
    "no.",
    "list",
    "record",
    "records",
    "register",
    "reason",
    "place",
    "history",
    "id",
    "phone",
    "mobile",
    "birth",
    "case",
    "cases",
    "women's",
    "total",
    "count",
    "family",
    "given",
    "tubal",
    "sterilization",
    "sterilisation",
    "sterilized",
    "sterilised",
];

/// Two harmless words that together ask for a person's name or number.
const TOGETHER: &[(&[&str], &[&str])] = &[
    (
        &[
            "patient",
            "patient's",
            "client",
            "client's",
            "person",
            "person's",
            "woman",
            "woman's",
            "mother",
            "mother's",
            "child",
            "child's",
            "respondent",
            "respondent's",
            "beneficiary",
            "beneficiary's",
            "spouse",
            "husband",
            "husband's",
            "wife",
        ],
        &["name", "names", "id", "phone", "mobile", "number"],
    ),
    (&["first", "last", "full", "family", "given"], &["name", "names"]),
    (&["id"], &["number", "no", "no."]),
    (&["mobile"], &["phone", "number"]),
    (&["date", "place"], &["birth"]),
    // Instruments are sterilised too: only with a person beside it.
    (&["sterilization", "sterilisation", "sterilized", "sterilised"], &["woman", "women", "client", "patient", "wife"]),
    (&["case"], &["record", "records", "list", "id"]),
];

const RATES: &[&str] = &[
    "率",
    "比例",
    "占比",
    "比率",
    "比重",
    "百分比",
    "覆盖面",
    "性别比",
    "rate",
    "ratio",
    "share",
    "percentage",
    "percent",
    "%",
    "proportion",
];
const COUNTS: &[&str] =
    &["数", "人次", "总数", "合计", "数量", "次数", "份数", "例数", "户数", "经费", "金额", "count", "total"];
const UNITS: &[&str] = &["人", "名", "例", "次", "人次", "户", "件", "份", "个", "条", "元", "万元"];
const COUNTS_BEFORE: &[&str] =
    &["numberof", "total", "rateof", "shareof", "percentageof", "proportionof", "averagenumberof"];

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

fn in_part(part: &str) -> Option<Refusal> {
    ANYWHERE.iter().find(|(_, words)| words.iter().any(|w| part.contains(w))).map(|(refusal, _)| *refusal)
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
    ALONE.iter().find(|(_, words)| words.contains(&word)).map(|(refusal, _)| *refusal)
}

fn lexicon() -> &'static HashSet<&'static str> {
    static LEXICON: OnceLock<HashSet<&'static str>> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let chinese = |w: &&str| !w.is_ascii();
        let alone = ALONE.iter().flat_map(|(_, words)| words.iter());
        alone.copied().chain(BESIDE.iter().copied().filter(|w| chinese(w))).collect()
    })
}

/// English headers by words: all of them refused or beside, and one refused, or two that are refused together.
fn english(header: &str) -> Option<Refusal> {
    let lower = header.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '.')).filter(|w| !w.is_empty()).collect();
    let known = words.iter().all(|w| BESIDE.contains(w) || alone(w).is_some());
    if !known || words.is_empty() {
        return None;
    }
    let together =
        |(a, b): &(&[&str], &[&str])| words.iter().any(|w| a.contains(w)) && words.iter().any(|w| b.contains(w));
    words.iter().find_map(|w| alone(w)).or_else(|| TOGETHER.iter().any(together).then_some(Refusal::Identity))
}

/// Whether a header asks for an aggregate that may be asked for.
fn is_aggregate(header: &str, refusal: Refusal) -> bool {
    // A unit in brackets at the end says nothing about what is counted.
    let body = match header.strip_suffix([')', ']']).and_then(|h| h.rfind(['(', '[']).map(|at| h.split_at(at).0)) {
        Some(body) if !body.is_empty() => body,
        _ => header,
    };
    let rate = RATES.iter().any(|w| body.ends_with(w));
    let rate = rate || ["rateof", "shareof", "percentageof", "proportionof"].iter().any(|w| body.starts_with(w));
    let counted =
        header.strip_prefix(body).is_some_and(|unit| UNITS.contains(&unit.trim_matches(['(', ')', '[', ']'])));
    let count =
        counted || COUNTS.iter().any(|w| body.ends_with(w)) || COUNTS_BEFORE.iter().any(|w| body.starts_with(w));
    match refusal {
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
