//! Acts in words, a sentence each.

use crate::message::Lang;
use kaocheng_office::act::{Act, FigureRow};
use kaocheng_office::role::{Role, Seat};

/// What an act did, in a sentence.
pub fn sentence(act: &Act, t: Lang) -> String {
    let [zh, en] = match act {
        Act::SeatsGranted { .. }
        | Act::PersonAdded { .. }
        | Act::PersonClosed { .. }
        | Act::Founded { .. }
        | Act::Secured { .. } => of_people(act, t),
        Act::FiguresEntered { .. }
        | Act::FiguresCorrected { .. }
        | Act::EvidenceAttached { .. }
        | Act::EvidenceWithdrawn { .. }
        | Act::SheetSubmitted { .. }
        | Act::SheetSigned { .. }
        | Act::SheetReturned { .. }
        | Act::DisputeFiled { .. }
        | Act::DisputeSettled { .. }
        | Act::DisputeWithdrawn { .. } => of_sheets(act),
        Act::RowEntered { .. }
        | Act::RowStruck { .. }
        | Act::LetterAnswered { .. }
        | Act::HandedOver { .. }
        | Act::TeamSent { .. }
        | Act::FeedbackGiven { .. }
        | Act::FeedbackAnswered { .. }
        | Act::FindingRaised { .. }
        | Act::FindingConfirmed { .. }
        | Act::FindingRejected { .. }
        | Act::FindingWithdrawn { .. } => of_field(act),
        _ => of_rounds(act, t),
    };
    let body = t.pick(zh, en);
    match act.round() {
        Some(round) => t.pick(format!("{round}：{body}"), format!("{round}: {body}")),
        None => body,
    }
}

fn of_people(act: &Act, t: Lang) -> [String; 2] {
    match act {
        Act::Founded { name, administrators, .. } => {
            let persons: Vec<&str> = administrators.iter().map(|a| a.person.as_str()).collect();
            [
                format!("{name}，管理员{}", persons.join("、")),
                format!("{name}, with the administrators {}", persons.join(", ")),
            ]
        }
        Act::PersonAdded { person, name } => [format!("{name}({person})"), format!("{name} ({person})")],
        Act::PersonClosed { person, reason } => because(person, reason),
        Act::SeatsGranted { person, seats } => {
            let seats = seats_in_words(seats, t);
            [format!("{person}的岗位：{seats}"), format!("the seats of {person}: {seats}")]
        }
        Act::Secured { person, event } => {
            let event = serde_json::to_value(event).ok();
            let event = event.as_ref().and_then(|e| e.as_str()).unwrap_or_default();
            [format!("{person}：{}", event_zh(event)), format!("{person}: {}", event.replace('-', " "))]
        }
        _ => Default::default(),
    }
}

fn of_rounds(act: &Act, t: Lang) -> [String; 2] {
    match act {
        Act::RoundOpened { title, .. } => [title.clone(), title.clone()],
        Act::SchemeSaved { text, .. } => {
            [format!("方案文本{}", short(text)), format!("the scheme's text {}", short(text))]
        }
        Act::UnitsListed { count, .. } => [format!("{count}个单位"), format!("{count} units")],
        Act::FilesBrought { files, .. } => listed(files.keys()),
        Act::Issued { number, program, .. } => {
            [format!("{number}，程序{}", short(program)), format!("{number}, program {}", short(program))]
        }
        Act::CollectingOpened { due, .. } => [format!("填报至{due}"), format!("reporting until {due}")],
        Act::Advanced { to, .. } => {
            let name = to.names();
            [format!("进入“{}”阶段", name[0]), format!("to {}", name[1])]
        }
        Act::Reopened { reason, .. } => [reason.clone(), reason.clone()],
        Act::DrawStepped { files, .. } => listed(files.keys()),
        Act::Computed { units, result, .. } => {
            [format!("{units}个单位，结果{}", short(result)), format!("{units} units, result {}", short(result))]
        }
        Act::NoticePosted { until, publication, .. } => {
            let [zh, en] = publication.depth.names();
            [format!("公示至{until}，{zh}"), format!("on notice until {until}, {en}")]
        }
        Act::AppealFiled { id, unit, item, text, .. } => {
            let item = if item.is_empty() { t.pick("全部结果", "the whole result") } else { item };
            [format!("{unit}对{item}的申诉{id}：{text}"), format!("appeal {id} of {unit} against {item}: {text}")]
        }
        Act::AppealAnswered { id, upheld, reply, .. } => {
            let word = if *upheld { ["支持", "upheld"] } else { ["不支持", "not upheld"] };
            [format!("申诉{id}{}：{reply}", word[0]), format!("appeal {id} {}: {reply}", word[1])]
        }
        Act::Sealed { record, early, .. } => because(&short(record), early),
        _ => Default::default(),
    }
}

fn of_sheets(act: &Act) -> [String; 2] {
    match act {
        Act::FiguresEntered { unit, rows, .. } => {
            let rows = figures(rows);
            [format!("{unit}：{rows}"), format!("{unit}: {rows}")]
        }
        Act::FiguresCorrected { unit, rows, because, .. } => {
            let rows = figures(rows);
            [format!("{unit}：{rows}（依据{because}）"), format!("{unit}: {rows} (because of {because})")]
        }
        Act::EvidenceAttached { unit, name, blob, .. } => {
            [format!("{unit}：{name}({})", short(blob)), format!("{unit}: {name} ({})", short(blob))]
        }
        Act::EvidenceWithdrawn { unit, id, reason, .. } => because(&format!("{unit} {id}"), reason),
        Act::SheetSubmitted { unit, .. } | Act::SheetSigned { unit, .. } => [unit.clone(), unit.clone()],
        Act::SheetReturned { unit, reason, .. } => because(unit, reason),
        Act::DisputeFiled { id, unit, measure, proposed, reason, .. } => [
            format!("{id}：{unit}的{measure}应为{proposed}，{reason}"),
            format!("{id}: {measure} of {unit} should be {proposed}, {reason}"),
        ],
        Act::DisputeSettled { id, accepted, reply, .. } => {
            let word = if *accepted { ["采纳", "accepted"] } else { ["不采纳", "rejected"] };
            [format!("{id}{}：{reply}", word[0]), format!("{id} {}: {reply}", word[1])]
        }
        Act::DisputeWithdrawn { id, .. } => [id.clone(), id.clone()],
        _ => Default::default(),
    }
}

fn of_field(act: &Act) -> [String; 2] {
    match act {
        Act::RowEntered { register, id, cells, .. } => {
            let cells: Vec<String> = cells.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let all = format!("{} {id}: {}", register.word(), cells.join(", "));
            [all.clone(), all]
        }
        Act::RowStruck { register, id, reason, .. } => because(&format!("{} {id}", register.word()), reason),
        Act::TeamSent { person, team, units, .. } => {
            [format!("{person}（{team}）到{}", units.join("、")), format!("{person} ({team}) to {}", units.join(", "))]
        }
        Act::FeedbackGiven { unit, text, .. } => because(unit, text),
        Act::LetterAnswered { id, signed: true, .. } => {
            [format!("签订责任书{id}"), format!("responsibility letter {id} signed")]
        }
        Act::LetterAnswered { id, reason, .. } => {
            [format!("拒签责任书{id}：{reason}"), format!("responsibility letter {id} refused: {reason}")]
        }
        Act::HandedOver { id, total, .. } => {
            [format!("交换信息{id}已交，共{total}条"), format!("exchange {id} handed over, {total} records")]
        }
        Act::FeedbackAnswered { unit, signed, reason, .. } => {
            let word = if *signed { ["签字", "signed"] } else { ["拒签", "refused"] };
            [format!("{unit}{}：{reason}", word[0]), format!("{unit} {}: {reason}", word[1])]
        }
        Act::FindingRaised { id, unit, finding, .. } => because(&format!("{id} {unit}"), &finding.event),
        Act::FindingConfirmed { id, reason, .. }
        | Act::FindingRejected { id, reason, .. }
        | Act::FindingWithdrawn { id, reason, .. } => because(id, reason),
        _ => Default::default(),
    }
}

fn because(what: &str, reason: &str) -> [String; 2] {
    if reason.is_empty() {
        return [what.to_owned(), what.to_owned()];
    }
    [format!("{what}：{reason}"), format!("{what}: {reason}")]
}

fn listed<'n>(names: impl Iterator<Item = &'n String>) -> [String; 2] {
    let names: Vec<&str> = names.map(String::as_str).collect();
    [names.join("、"), names.join(", ")]
}

fn figures(rows: &[FigureRow]) -> String {
    let row = |row: &FigureRow| format!("{}={}", row.measure, row.value);
    let shown: Vec<String> = rows.iter().take(6).map(row).collect();
    let rest = if rows.len() > 6 { format!(" … ({})", rows.len()) } else { String::new() };
    format!("{}{rest}", shown.join(", "))
}

fn seats_in_words(seats: &[Seat], t: Lang) -> String {
    let words: Vec<String> =
        seats.iter().filter(|s| s.role != Role::Public).map(|seat| crate::office::web::seat_words(seat, t)).collect();
    if words.is_empty() { t.pick("无", "none").to_owned() } else { words.join(t.pick("、", ", ")) }
}

/// The beginning of a hash.
fn short(hash: &str) -> String {
    hash.get(..12).unwrap_or(hash).to_owned()
}

fn event_zh(event: &str) -> &str {
    match event {
        "signed-in" => "登录",
        "signed-out" => "退出",
        "sign-in-refused" => "登录被拒",
        "locked-out" => "连续失败，暂时锁定",
        "unlocked" => "解锁",
        "password-changed" => "修改密码",
        "password-reset" => "发一次性密码",
        "factor-set" => "设置动态口令",
        "factor-removed" => "取消动态口令",
        "token-made" => "建立程序令牌",
        "token-ended" => "停用程序令牌",
        "sessions-ended" => "结束其他登录",
        other => other,
    }
}
