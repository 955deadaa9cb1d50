//! What each role does, in a few sentences.

use crate::message::Lang;
use crate::office::web::{Ask, Frame, Outcome, Route, Section};
use askama::Template;
use kaocheng_office::deed::Deed;
use kaocheng_office::role::{Role, RoundState};

pub fn section() -> Section {
    Section { routes: vec![Route::get("/help", Deed::SignIn, show)], ..Section::default() }
}

#[derive(Template)]
#[template(path = "pages/help.html")]
struct Page {
    t: Lang,
    frame: Frame,
    roles: Vec<(&'static str, &'static str, bool)>,
    states: Vec<(RoundState, &'static str)>,
}

async fn show(ask: Ask) -> Outcome {
    let t = ask.t;
    let role = |role: Role| (t.pick(role.names()[0], role.names()[1]), words(role, t), ask.who.has(role));
    let roles = Role::ALL.into_iter().map(role).collect();
    let states = RoundState::ALL.into_iter().map(|state| (state, state_words(state, t))).collect();
    ask.page(&Page { t, frame: ask.frame("使用说明", "Help"), roles, states })
}

/// What a role does.
pub fn words(role: Role, t: Lang) -> &'static str {
    match role {
        Role::Public => t.pick(
            "查看已公布的方案、抽样结果和公示，用公布的文件自己核对每一个分数。",
            "See published schemes, draws and notices, and check every point from the published files.",
        ),
        Role::Office => t.pick(
            "起草并印发方案，开放填报，组织抽样和现场考核，计分、公示、封存。只有查实的事项才计分；改动都是新的记录，旧的不会消失。",
            "Write and issue the scheme, open reporting, run draw and site visits, compute, post the notice, seal. Only confirmed findings score; every change is a new entry, and the old one stays.",
        ),
        Role::Reporter => t.pick(
            "填报本单位的数据，附上佐证材料，提交给签批领导。对部门提供的数据有不同意见，可以提出异议。",
            "Enter the figures of your unit, attach evidence, and hand the sheet to the signing leader. A provider's figure that looks wrong can be disputed.",
        ),
        Role::SigningLeader => t.pick(
            "审阅本单位的填报表，签批或退回；签收现场反馈；公示期间可以申诉。",
            "Read your unit's sheet and sign it or send it back; answer the team's feedback; appeal while the notice is open.",
        ),
        Role::Provider => t.pick(
            "提供本部门负责的数据，答复各单位的异议。",
            "Supply the figures that your department answers for, and reply to disputes.",
        ),
        Role::TeamMember => t.pick(
            "到抽中的点位实地查看，在手机上记录走访和问题；没有网络也能记。",
            "Visit the sites that were drawn, and record visits and findings on a phone, also without a network.",
        ),
        Role::TeamLeader => t.pick(
            "带队走访，核对组员的记录，向被考核单位书面反馈。",
            "Lead the visits, look over the team's records, and give the unit its feedback in writing.",
        ),
        Role::Reviewer => t.pick(
            "复核他人提出的事项、加分和申诉，认定或驳回，并写明理由。自己提出的不能自己认定。",
            "Confirm or reject findings, bonuses and appeals that others raised, with a reason. Nobody confirms their own.",
        ),
        Role::Auditor => t.pick(
            "查看全部数据和台账，核对签名和结果；不能改动任何内容。",
            "See all data and the ledger, check signatures and results; change nothing.",
        ),
        Role::SystemAdmin => t.pick(
            "建立和停用账号。不能授予岗位，也不能重置密码。",
            "Open and close accounts. Grants no seats and resets no passwords.",
        ),
        Role::SecurityAdmin => t.pick(
            "授予岗位，发放一次性密码，解除锁定。不能建立账号。",
            "Grant seats, hand out one-time passwords, unlock. Opens no accounts.",
        ),
        Role::AuditAdmin => t.pick(
            "查看另外两类管理员做过的每一件事。不能改动任何内容。",
            "Watch everything the other two administrations do. Changes nothing.",
        ),
    }
}

/// What happens in a state.
fn state_words(state: RoundState, t: Lang) -> &'static str {
    match state {
        RoundState::Drafted => t.pick("考核办起草方案。", "The office writes the scheme."),
        RoundState::Issued => t.pick(
            "方案、读法和程序指纹已公布，不再改动。",
            "Scheme, reading and program hash are published and change no more.",
        ),
        RoundState::Collecting => t.pick("单位和部门填报数据。", "Units and departments enter figures."),
        RoundState::Drawn => {
            t.pick("填报截止，现场点位已公开抽取。", "Reporting is closed, and the sites were drawn in public.")
        }
        RoundState::InField => t.pick("考核组到现场。", "Teams are on site."),
        RoundState::Verifying => t.pick("认定事项，答复异议。", "Findings are confirmed and disputes settled."),
        RoundState::Computed => t.pick("分数和名次已算出，尚未公布。", "Points and ranks are there, not yet public."),
        RoundState::OnNotice => {
            t.pick("结果公示，可以申诉。", "The result is on public notice and can be appealed against.")
        }
        RoundState::Final => t.pick("结果已封存，任何人都能核对。", "The result is sealed, and anybody can check it."),
    }
}
