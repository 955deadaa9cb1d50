//! The kinds of acts with their names, in one place: an act without a name does not compile.

use crate::act::Act;

/// A kind of act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// As the ledger writes it.
    pub word: &'static str,
    /// Its name in Chinese.
    pub zh: &'static str,
    /// Its name in English.
    pub en: &'static str,
}

macro_rules! kinds {
    ($($variant:ident $word:literal $zh:literal $en:literal;)*) => {
        /// Every kind, in the order of a round.
        pub const KINDS: &[Kind] = &[$(Kind { word: $word, zh: $zh, en: $en }),*];

        impl Act {
            /// The kind of the act.
            pub fn kind(&self) -> Kind {
                match self {
                    $(Act::$variant { .. } => Kind { word: $word, zh: $zh, en: $en },)*
                }
            }
        }
    };
}

kinds! {
    Founded "founded" "机构设立" "office founded";
    PersonAdded "person_added" "建立账号" "account opened";
    PersonClosed "person_closed" "停用账号" "account closed";
    SeatsGranted "seats_granted" "授予岗位" "seats granted";
    Secured "secured" "账号安全" "account security";
    RoundOpened "round_opened" "建立考核轮次" "round opened";
    SchemeSaved "scheme_saved" "保存方案" "scheme saved";
    UnitsListed "units_listed" "单位名单" "units listed";
    FilesBrought "files_brought" "带入文件" "files brought";
    Issued "issued" "印发方案" "scheme issued";
    CollectingOpened "collecting_opened" "开始填报" "reporting opened";
    Advanced "advanced" "进入下一阶段" "round advanced";
    Reopened "reopened" "退回核实" "round reopened";
    FiguresEntered "figures_entered" "填报数据" "figures entered";
    FiguresCorrected "figures_corrected" "更正数据" "figures corrected";
    EvidenceAttached "evidence_attached" "上传佐证材料" "evidence attached";
    EvidenceWithdrawn "evidence_withdrawn" "撤回佐证材料" "evidence withdrawn";
    SheetSubmitted "sheet_submitted" "提交填报表" "sheet submitted";
    SheetSigned "sheet_signed" "签批填报表" "sheet signed";
    SheetReturned "sheet_returned" "退回填报表" "sheet returned";
    DisputeFiled "dispute_filed" "提出异议" "dispute filed";
    DisputeSettled "dispute_settled" "答复异议" "dispute settled";
    DisputeWithdrawn "dispute_withdrawn" "撤回异议" "dispute withdrawn";
    RowEntered "row_entered" "登记" "register entry";
    RowStruck "row_struck" "划去登记" "register entry struck out";
    LetterAnswered "letter_answered" "责任书签字" "letter answered";
    HandedOver "handed_over" "交换信息" "figures handed over";
    DrawStepped "draw_stepped" "公开抽样" "draw";
    TeamSent "team_sent" "派出考核组" "team sent";
    FeedbackGiven "feedback_given" "现场反馈" "feedback given";
    FeedbackAnswered "feedback_answered" "反馈答复" "feedback answered";
    FindingRaised "finding_raised" "提出认定事项" "finding raised";
    FindingConfirmed "finding_confirmed" "认定" "finding confirmed";
    FindingRejected "finding_rejected" "不予认定" "finding rejected";
    FindingWithdrawn "finding_withdrawn" "撤回认定事项" "finding withdrawn";
    Computed "computed" "计分" "points computed";
    NoticePosted "notice_posted" "公示" "notice posted";
    AppealFiled "appeal_filed" "提出申诉" "appeal filed";
    AppealAnswered "appeal_answered" "答复申诉" "appeal answered";
    Sealed "sealed" "封存" "round sealed";
}

impl Kind {
    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Kind> {
        KINDS.iter().copied().find(|kind| kind.word == word)
    }
}
