//! What a handler gives back: an answer, or the reason why there is none, which the dispatcher words in both languages.

use crate::message::Lang;
use crate::office::desk::{DeskError, Refused};
use crate::office::identity::IdentityError;
use crate::office::identity::secret::NoRandomness;
use crate::office::rounds::RoundError;
use crate::office::store::StoreError;
use crate::office::store::blobs::BlobError;
use axum::http::StatusCode;
use axum::response::Response;
use kaocheng_office::refusal::Refusal;
use kaocheng_office::role::RoundState;

/// What a handler gives back.
pub type Outcome = Result<Response, Trouble>;

/// Why there is no answer. Pages give it back with `?`; nobody but the dispatcher words it.
#[derive(Debug)]
pub enum Trouble {
    /// There is no such thing, or it is none of the visitor's business that there is.
    NotFound,
    /// The visitor's seats do not allow it, at all or in this state of the round.
    Forbidden(Option<RoundState>),
    /// Nobody is signed in, and somebody must be.
    SignInFirst,
    /// The form does not come from a page of this office, or from another sign-in.
    NotOurForm,
    /// The office does not take the act, for this reason.
    Refused(Refusal),
    /// What was typed does not fit, in Chinese and English. A page had better show it beside the field (`Filled::wrong`).
    Wrong([String; 2]),
    /// More than the route takes.
    TooLarge(usize),
    /// Too many requests; seconds to wait.
    TooMany(i64),
    /// The method is not one of the path.
    NoSuchMethod,
    /// The scanner found a virus in the file of this name.
    Infected(String),
    /// A file could not be scanned for viruses; the reason is for the log alone.
    NotScanned(String),
    /// There is no room left to keep anything; the reason is for the log alone.
    NoRoom(String),
    /// Something broke that the visitor cannot mend; the reason is for the log alone.
    Broken(String),
}

impl Trouble {
    /// Something to mend, in both languages.
    pub fn wrong(zh: impl Into<String>, en: impl Into<String>) -> Trouble {
        Trouble::Wrong([zh.into(), en.into()])
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Trouble::NotFound => StatusCode::NOT_FOUND,
            Trouble::NoSuchMethod => StatusCode::METHOD_NOT_ALLOWED,
            Trouble::Forbidden(_) | Trouble::NotOurForm => StatusCode::FORBIDDEN,
            Trouble::SignInFirst => StatusCode::UNAUTHORIZED,
            Trouble::Refused(refusal) => match refusal {
                Refusal::NotAllowed { .. } | Refusal::NoSuchPerson(_) => StatusCode::FORBIDDEN,
                Refusal::NoSuch { .. } => StatusCode::NOT_FOUND,
                Refusal::Field { .. } => StatusCode::UNPROCESSABLE_ENTITY,
                _ => StatusCode::CONFLICT,
            },
            Trouble::Wrong(_) | Trouble::Infected(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Trouble::NotScanned(_) => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::NoRoom(_) => StatusCode::INSUFFICIENT_STORAGE,
            Trouble::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Trouble::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Trouble::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A short stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Trouble::NotFound => "not-found",
            Trouble::NoSuchMethod => "no-such-method",
            Trouble::Forbidden(_) => "not-allowed",
            Trouble::NotOurForm => "not-our-form",
            Trouble::SignInFirst => "sign-in-first",
            Trouble::Refused(refusal) => refusal.code(),
            Trouble::Wrong(_) => "wrong",
            Trouble::TooLarge(_) => "too-large",
            Trouble::TooMany(_) => "too-many",
            Trouble::Infected(_) => "infected",
            Trouble::NotScanned(_) => "not-scanned",
            Trouble::NoRoom(_) => "no-room",
            Trouble::Broken(_) => "broken",
        }
    }

    /// What happened, in a few words: the heading of the page.
    pub fn title(&self, t: Lang) -> &'static str {
        match self {
            Trouble::NotFound | Trouble::Refused(Refusal::NoSuch { .. }) => {
                t.pick("没有这一页", "There is no such page")
            }
            Trouble::NoSuchMethod => t.pick("这个地址不这样用", "That is not how this address is used"),
            Trouble::Forbidden(_) | Trouble::Refused(Refusal::NotAllowed { .. } | Refusal::NoSuchPerson(_)) => {
                t.pick("不能办理", "This is not yours to do")
            }
            Trouble::SignInFirst => t.pick("请先登录", "Please sign in"),
            Trouble::NotOurForm => t.pick("这张表单不能用了", "This form can no longer be used"),
            Trouble::Refused(_) => t.pick("没有办成", "This was not done"),
            Trouble::Wrong(_) => t.pick("填写有误", "Something needs mending"),
            Trouble::TooLarge(_) => t.pick("内容太大", "This is too large"),
            Trouble::TooMany(_) => t.pick("操作太频繁", "Too many requests"),
            Trouble::Infected(_) => t.pick("文件含有病毒", "The file holds a virus"),
            Trouble::NotScanned(_) => t.pick("文件没有查毒", "The file could not be scanned"),
            Trouble::NoRoom(_) => t.pick("服务器没有空间了", "The server has no room left"),
            Trouble::Broken(_) => t.pick("系统出了问题", "Something broke"),
        }
    }

    /// What happened and what to do, in a sentence or two.
    pub fn words(&self, t: Lang) -> String {
        match self {
            Trouble::NotFound => t.pick("地址可能写错了，或者内容已经移走。", "The address may be wrong, or what it showed is elsewhere.").into(),
            Trouble::NoSuchMethod => t.pick("请从页面上的按钮或链接进入。", "Please use the links and buttons of the pages.").into(),
            Trouble::Forbidden(Some(state)) => {
                let [zh, en] = state.names();
                t.pick(
                    format!("你的岗位在“{zh}”阶段不能查看或办理这一项。"),
                    format!("Your seat does not allow this while the round is {en}."),
                )
            }
            Trouble::Forbidden(None) => t
                .pick(
                    "你的岗位不能查看或办理这一项。岗位由安全管理员授予。",
                    "Your seat does not allow this. Seats are granted by the security administrator.",
                )
                .into(),
            Trouble::SignInFirst => t.pick("这一页要登录后才能看。", "This page is for people who are signed in.").into(),
            Trouble::NotOurForm => t
                .pick(
                    "可能是登录已更换，或表单不是从本站打开的。请重新打开页面；填写的内容列在下面。",
                    "You may have signed in anew, or the form was not opened here. Open the page again; what was typed is below.",
                )
                .into(),
            Trouble::Refused(refusal) => {
                let [zh, en] = refusal.words();
                t.pick(format!("{zh}。"), sentence(&en))
            }
            Trouble::Wrong([zh, en]) => t.pick(zh, en).clone(),
            Trouble::TooLarge(limit) => {
                let limit = (limit >> 20).max(1);
                t.pick(format!("一次最多 {limit} 兆字节。请缩小或分开提交。"), format!("At most {limit} MB at once. Make it smaller or send it in parts."))
            }
            Trouble::TooMany(wait) => t.pick(
                format!("请等 {wait} 秒再试。填写的内容列在下面。"),
                format!("Please wait {wait} seconds. What was typed is below."),
            ),
            Trouble::Infected(name) if name.is_empty() => t
                .pick("查毒程序在文件中发现病毒，没有收。", "The scanner found a virus in the file; it was not taken.")
                .into(),
            Trouble::Infected(name) => t.pick(
                format!("查毒程序在“{name}”中发现病毒，没有收。请查毒后换一份再传。"),
                format!("The scanner found a virus in {name}; it was not taken. Clean your computer and send another copy."),
            ),
            Trouble::NotScanned(_) => t
                .pick(
                    "查毒程序没有给出结果，文件没有收。请稍后再传；若仍不行，把下面的编号告诉系统管理员。",
                    "The scanner gave no answer, so that the file was not taken. Send it again in a while; if it stays, give the number below to the system administrator.",
                )
                .into(),
            Trouble::NoRoom(_) => t
                .pick(
                    "磁盘满了，没有保存，也没有只保存一半。请告诉系统管理员腾出空间，然后再提交一次。",
                    "The disk is full: nothing was saved, and nothing half. Tell the system administrator to make room, then send it again.",
                )
                .into(),
            Trouble::Broken(_) => t
                .pick(
                    "不是你的操作有误。请稍后再试；若仍不行，把下面的编号告诉系统管理员。",
                    "You did nothing wrong. Try again in a while; if it stays, give the number below to the system administrator.",
                )
                .into(),
        }
    }
}

/// A sentence of a refusal, which is worded to stand within another.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Trouble::Refused(refusal)
    }
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAdmitted(refusal) => Trouble::Refused(refusal),
            // Only a program chooses its ids: the id of a form follows from what is in it.
            Refused::IdTaken { seq } => Trouble::wrong(
                format!("这个编号已经用于第 {seq} 号记录，内容不同。"),
                format!("This id was used for entry {seq}, which is another act."),
            ),
            Refused::Id => {
                Trouble::wrong("编号须为 1 至 100 个可见的 ASCII 字符。", "An id is 1 to 100 visible ASCII characters.")
            }
            Refused::Form => Trouble::wrong(
                "内容太长，或含有不可见的空字符，不能记入台账。",
                "This is too long for an entry of the ledger, or holds the character NUL.",
            ),
            Refused::NoFile(blob) => Trouble::wrong(
                format!("没有这个文件：{blob}。先上传文件（程序用 POST /api/v1/blobs），再提交。"),
                format!("There is no file {blob}; send the file first (programs, to POST /api/v1/blobs)."),
            ),
            Refused::Length { found, said } => Trouble::wrong(
                format!("文件有 {found} 字节，不是 {said}。"),
                format!("The file has {found} bytes, not {said}."),
            ),
            Refused::Full(reason) => Trouble::NoRoom(reason),
            Refused::NotKept(reason) | Refused::Unknown(reason) => Trouble::Broken(reason),
        }
    }
}

impl From<DeskError> for Trouble {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Store(error) => error.into(),
            other => Trouble::Broken(other.to_string()),
        }
    }
}

impl From<BlobError> for Trouble {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Full(reason) => Trouble::NoRoom(reason),
            other => Trouble::Broken(other.to_string()),
        }
    }
}

impl From<IdentityError> for Trouble {
    fn from(error: IdentityError) -> Self {
        match error {
            IdentityError::Store(error) => error.into(),
            other => Trouble::Broken(other.to_string()),
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        if error.is_full() { Trouble::NoRoom(error.to_string()) } else { Trouble::Broken(error.to_string()) }
    }
}

impl From<NoRandomness> for Trouble {
    fn from(_: NoRandomness) -> Self {
        Trouble::Broken("the operating system gave no randomness".to_owned())
    }
}

impl From<askama::Error> for Trouble {
    fn from(error: askama::Error) -> Self {
        Trouble::Broken(format!("a page could not be written: {error}"))
    }
}

impl From<RoundError> for Trouble {
    fn from(error: RoundError) -> Self {
        match error {
            RoundError::Refused(refused) => refused.into(),
            RoundError::Desk(error) => error.into(),
            RoundError::Blob(error) => error.into(),
            RoundError::NoSuchRound(_) | RoundError::NoSuchUnit(_) => Trouble::NotFound,
            RoundError::Broken(reason) => Trouble::Broken(reason),
            other => Trouble::Wrong([other.lines(Lang::Zh).join("\n"), other.lines(Lang::En).join("\n")]),
        }
    }
}
