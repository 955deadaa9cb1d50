//! Why an act is not taken, for the person who must do something about it.

use crate::act::FigureRow;
use crate::deed::Deed;
use crate::entity::Figure;
use crate::field_names::field_name;
use crate::role::RoundState;

/// Why an act is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The person has no seat that may do it, at all or now.
    NotAllowed {
        /// What was tried.
        deed: Deed,
        /// Somebody with another seat, or at another time, could.
        state: Option<RoundState>,
    },
    /// The account is not there or has ended.
    NoSuchPerson(String),
    /// A round, dispute, finding or the like is not there.
    NoSuch {
        /// What kind of thing.
        what: &'static str,
        /// Its name.
        key: String,
    },
    /// It is there already.
    Exists {
        /// What kind of thing.
        what: &'static str,
        /// Its name.
        key: String,
    },
    /// The thing is no longer in a state for that: settled, signed, sealed.
    Over {
        /// What kind of thing.
        what: &'static str,
        /// Its name.
        key: String,
    },
    /// Figures were changed by somebody else since the author looked.
    Stale(Vec<Stale>),
    /// A register's row was changed by somebody else since the author looked.
    StaleRow {
        /// The row.
        id: String,
    },
    /// The scheme's text was changed by somebody else since the author looked.
    StaleText,
    /// The one who raised something cannot confirm it.
    FourEyes,
    /// One person cannot hold these seats together.
    Separation,
    /// A field does not hold what it must.
    Field {
        /// The field.
        field: &'static str,
        /// What was found.
        found: String,
        /// What would be right, in Chinese and English.
        want: [&'static str; 2],
    },
    /// Something must be done first.
    First([&'static str; 2]),
}

/// One figure that two people changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// What the author wanted.
    pub mine: FigureRow,
    /// What stands there now; `None`: it was taken back.
    pub theirs: Option<Figure>,
}

impl Refusal {
    /// A short stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::NotAllowed { .. } => "not-allowed",
            Refusal::NoSuchPerson(_) => "no-such-person",
            Refusal::NoSuch { .. } => "no-such",
            Refusal::Exists { .. } => "exists",
            Refusal::Over { .. } => "over",
            Refusal::Stale(_) | Refusal::StaleRow { .. } | Refusal::StaleText => "stale",
            Refusal::FourEyes => "four-eyes",
            Refusal::Separation => "separation",
            Refusal::Field { .. } => "field",
            Refusal::First(_) => "first",
        }
    }

    /// What it says, in Chinese and English.
    pub fn words(&self) -> [String; 2] {
        match self {
            Refusal::NotAllowed { state: Some(state), .. } => {
                let [zh, en] = state.names();
                [
                    format!("你的岗位在“{zh}”阶段不能办理此事"),
                    format!("your seat does not allow this while the round is {en}"),
                ]
            }
            Refusal::NotAllowed { state: None, .. } => {
                ["你的岗位不能办理此事".into(), "your seat does not allow this".into()]
            }
            Refusal::NoSuchPerson(person) => {
                [format!("没有“{person}”这个账号，或账号已停用"), format!("there is no open account {person}")]
            }
            Refusal::NoSuch { what, key } => {
                [format!("没有这一{}：{key}", zh(what)), format!("there is no {what} {key}")]
            }
            Refusal::Exists { what, key } => {
                [format!("这一{}已经有了：{key}", zh(what)), format!("the {what} {key} is there already")]
            }
            Refusal::Over { what, key } => [
                format!("这一{}已经办结，不能再改：{key}", zh(what)),
                format!("the {what} {key} is closed and cannot change"),
            ],
            Refusal::Stale(rows) => {
                let names: Vec<&str> = rows.iter().map(|row| row.mine.measure.as_str()).collect();
                [
                    format!("有人同时改了这些数据，两种填法都列在下面，请核对后再存：{}", names.join("、")),
                    format!(
                        "somebody else changed these figures meanwhile; both are shown, look and save again: {}",
                        names.join(", ")
                    ),
                ]
            }
            Refusal::StaleRow { id } => [
                format!("有人同时改了这一行（{id}），请核对后再存"),
                format!("somebody else changed this row ({id}) meanwhile; look and save again"),
            ],
            Refusal::StaleText => [
                "有人同时改了方案，两种文本都已保留，请核对后再存".into(),
                "somebody else changed the scheme meanwhile; both texts are kept, look and save again".into(),
            ],
            Refusal::FourEyes => [
                "提出的人不能自己认定，请由另一人办理".into(),
                "whoever raised it cannot confirm it; another person must".into(),
            ],
            Refusal::Separation => [
                "三类管理员须分设，也不得兼任业务岗位".into(),
                "the three administrations are kept apart, from each other and from all other seats".into(),
            ],
            Refusal::Field { field, found, want } => {
                let [zh, en] = field_name(field);
                match found.is_empty() {
                    true => [format!("{zh}没有填：{}", want[0]), format!("{en} is empty: {}", want[1])],
                    false => [
                        format!("{zh}“{found}”不合要求：{}", want[0]),
                        format!("{en} “{found}” does not fit: {}", want[1]),
                    ],
                }
            }
            Refusal::First(words) => words.map(str::to_owned),
        }
    }
}

/// The Chinese name of a kind of thing.
fn zh(what: &str) -> &str {
    match what {
        "office" => "机构",
        "round" => "考核轮次",
        "person" => "账号",
        "figure" => "数据",
        "measure" => "填报项",
        "evidence" => "佐证材料",
        "sheet" => "填报表",
        "dispute" => "异议",
        "row" => "登记",
        "draw step" => "抽样步骤",
        "feedback" => "反馈单",
        "finding" => "认定事项",
        "appeal" => "申诉",
        "letter" => "责任书",
        "delivery" => "交换信息",
        "scheme" => "方案",
        other => other,
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [_, english] = self.words();
        f.write_str(&english)
    }
}

impl std::error::Error for Refusal {}
