//! Teams and who provides for them: 共14个组,每组6人,组长由…担任 · 用车、用餐由被调查乡镇提供.

use crate::provision::part::{Form, Part, form};
use crate::provision::pattern::Captures;
use crate::provision::rule::{Hosting, Supervisors};
use crate::provision::text::Text;

/// The forms of teams and hosts.
pub(super) fn forms() -> Vec<Form> {
    let mut all = team_forms();
    all.extend(hosting_forms());
    all
}

fn team_forms() -> Vec<Form> {
    let count = |_: &Text, c: &Captures| Some(vec![Part::TeamCount(c.whole("n")?)]);
    let leader = |text: &Text, c: &Captures| Some(vec![Part::Leader(c.words(text, "office")?)]);
    vec![
        form(
            "[{where:w}|][共|总共|]抽[调|]{total:n}[名|]{who:w}[,|][组成|分成|分为|编成]{n:n}个[{kind:w}|]组",
            |_, c| Some(vec![Part::TeamTotal(c.whole("total")?), Part::TeamCount(c.whole("n")?)]),
        ),
        form("[共|][抽调|选调|安排|配备|]{n:n}[名|][{who:w}|]人[员|]", |text, c| {
            let who = c.words(text, "who").unwrap_or_default();
            who.chars().count().le(&12).then_some(())?;
            Some(vec![Part::TeamTotal(c.whole("n")?)])
        }),
        form(
            "[{where:w}|][共|总共|][组织|设立|设置|设|成立|组成|分成|分为|分|派出|组建|安排|编成|下设][了|]{n:n}个[{kind:w}|]组[{rest:q}|]",
            count,
        ),
        form("[{kind:w}组|][一共|总共|共|计]{n:n}个[组|{kind:w}组|]", count),
        form(
            "每[一|]个[{kind:w}|]组[由|为|设|配备|配|成员|]{n:n}[名|个|][成员|{who:w}人员|工作人员|人员|人|同志][组成|构成|][({bracket:w})|]",
            size,
        ),
        form(
            "[每组|各组][由|为|设|配备|配|成员|]{n:n}[名|个|][成员|{who:w}人员|工作人员|人员|人|同志][组成|构成|][({bracket:w})|]",
            size,
        ),
        form("[{kind:w}组|][由]{who:s}[等部门抽调人员|抽调人员|人员|]组成", |text, c| {
            // Who they are, not how many nor who leads them: that is read by the forms below.
            let who = c.words(text, "who")?;
            let bare = !who.contains("组长") && !who.chars().any(|c| c.is_numeric());
            bare.then(|| vec![Part::Nothing])
        }),
        form("[各组|每组|]设[组长|组长、副组长]{n:n}[名|人]", |_, _| Some(vec![Part::Nothing])),
        form("[含|包括|包含]组长[1名|1人|在内|]", |_, _| Some(vec![Part::LeaderCounts(true)])),
        form("[组长|][计入|算在|包含在|含在]{what:w}[内|]", |_, _| Some(vec![Part::LeaderCounts(true)])),
        form(
            "[各组|]组长[为|是|系][组员|成员|小组成员|本组成员|其中一员|组员之一|成员之一|其中之一][之一|]",
            |_, _| Some(vec![Part::LeaderCounts(true)]),
        ),
        form(
            "[每组|各组|每个[{kind:w}|]组][由|设|配备|配|][组长]{l:n}[名|人][、|和|,|及]组员{n:n}[名|人][组成|构成|]",
            led,
        ),
        form(
            "[每组|各组|每个[{kind:w}|]组][由|设|配备|配|]{l:n}[名|个]组长[、|和|,|及]{n:n}[名|个][组员|成员][组成|构成|]",
            led,
        ),
        form("[组长|][不含组长|不计入{what:w}|另设组长|不在其内|另计]", |_, _| {
            Some(vec![Part::LeaderCounts(false)])
        }),
        form("[各|每个|每|][{kind:w}|]组长[1名|]由{office:w}[担任|兼任|出任]", leader),
        form("由{office:w}[担任|任|兼任][各|][{kind:w}|]组长", leader),
        form(
            "[每位|每名|每个|各]{office:w}[督导|指导|带领|带|负责|联系|包|监督|督查]{n:n}个[{kind:w}|]组[{rest:q}|]",
            supervisors,
        ),
        form(
            "{office:w}[每人|每位|每名|人均|各][督导|指导|带领|带|负责|联系|包|监督|督查]{n:n}个[{kind:w}|]组[{rest:q}|]",
            supervisors,
        ),
    ]
}

/// 每组设组长1名、组员5名: six, the leader among them.
fn led(_: &Text, c: &Captures) -> Option<Vec<Part>> {
    let size = c.whole("n")?.checked_add(1)?;
    (c.whole("l")? == 1).then(|| vec![Part::TeamSize(size), Part::LeaderCounts(true)])
}

fn size(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    let mut parts = vec![Part::TeamSize(c.whole("n")?)];
    if let Some(inside) = c.words(text, "bracket") {
        parts.push(Part::LeaderCounts(match inside.as_str() {
            "不含组长" | "组长除外" | "组长另计" => false,
            w if w.starts_with("含组长") || w.starts_with("包括组长") || w.starts_with("其中组长") => true,
            _ => return None,
        }));
    }
    Some(parts)
}

fn supervisors(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    let office = c.words(text, "office")?;
    Some(vec![Part::Supervisors(Supervisors { office, teams: c.whole("n")? })])
}

fn hosting_forms() -> Vec<Form> {
    vec![
        form(
            "{what:w}[均|一律|统一|][由|请]{by:w}[统一|][提供|负责提供|负责解决|负责保障|负责安排|负责|保障|解决|承担|安排]",
            |text, c| {
                let by = c.words(text, "by")?;
                let assessed = is_assessed(&by);
                hosting(text, c, by, assessed)
            },
        ),
        form("{what:w}[一律|全部|均|][自理|自行解决|自行负责|自费]", |text, c| {
            hosting(text, c, "自理".to_owned(), false)
        }),
        form(
            "[每个|每|各|由]{by:w}[提供{n:n}辆车|提供{n:n}台车|提供用车|提供车辆|出车|派车][{n:n}辆|]{days:n}天",
            |text, c| Some(vec![Part::HostingDays { by: c.words(text, "by")?, days: c.whole("days")? }]),
        ),
        form("[用车|出车|车辆使用]{days:n}天", |_, c| {
            Some(vec![Part::HostingDays { by: String::new(), days: c.whole("days")? }])
        }),
    ]
}

/// What is provided must be something that teams need; 资料由乡镇提供 is about figures.
fn hosting(text: &Text, c: &Captures, by: String, assessed: bool) -> Option<Vec<Part>> {
    let mut words = c.words(text, "what")?;
    for lead in ["各调查组", "调查组", "考核组", "检查组", "督查组", "工作组", "调查人员", "考核人员", "检查人员"]
    {
        if let Some(rest) = words.strip_prefix(lead) {
            words = rest.trim_start_matches(['的', '所', '需']).to_owned();
            break;
        }
    }
    let needed = ["车", "餐", "食", "住宿", "交通", "饭", "宿"];
    let what = super::names(&words);
    let known = !what.is_empty() && what.iter().all(|w| needed.iter().any(|n| w.contains(n)));
    known.then(|| vec![Part::Hosting(Hosting { what, by, assessed, days: None })])
}

/// Whether the words name units that are assessed.
fn is_assessed(by: &str) -> bool {
    let marks = ["被", "受检", "受查", "受调查", "受考核", "所带", "所在", "所到", "当地", "样本"];
    let levels = ["乡镇", "镇", "街道", "乡", "县区", "县", "村", "社区"];
    marks.iter().any(|m| by.contains(m)) || levels.contains(&by.trim_start_matches(['各', '每', '个']))
}
