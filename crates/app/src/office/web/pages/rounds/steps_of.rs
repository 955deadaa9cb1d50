//! Which steps a round may take next, and what is in the way of those that it may not yet.

use crate::office::web::{Ask, state_word};
use kaocheng_office::act::Act;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Round;
use kaocheng_office::office::Office;
use kaocheng_office::role::RoundState;
use kaocheng_office::standing::Subject;

/// The steps that the visitor may take.
#[derive(Default)]
pub struct Steps {
    /// Write and issue the scheme.
    pub write: bool,
    /// Open reporting.
    pub collect: bool,
    /// To another state.
    pub advance: Vec<Step>,
    /// Back to verifying.
    pub reopen: bool,
    /// Compute, post, seal: on the page of results.
    pub results: bool,
}

/// A step to a state.
pub struct Step {
    /// The state's word.
    pub word: String,
    /// What the button says.
    pub label: &'static str,
    /// Why not yet; empty: it can be taken.
    pub problem: String,
}

impl Steps {
    /// Those of a round for who asks.
    pub fn of(ask: &Ask, office: &Office, name: &str, round: &Round) -> Steps {
        let subject = Subject::round(name);
        let may = |deed: Deed| ask.who.may(office, deed, &subject);
        let moves = may(Deed::MoveRound);
        let next: &[RoundState] = match round.state {
            RoundState::Collecting => &[RoundState::Drawn, RoundState::Verifying],
            RoundState::Drawn => &[RoundState::InField, RoundState::Verifying],
            RoundState::InField => &[RoundState::Verifying],
            _ => &[],
        };
        let step = |to: &RoundState| {
            let act = Act::Advanced { round: name.to_owned(), to: *to };
            let refused = office.admit(&ask.who.person, &ask.at.to_string(), &act).err();
            let problem = refused.map(|refusal| {
                let [zh, en] = refusal.words();
                ask.t.pick(zh, en)
            });
            Step { word: state_word(to), label: label(*to, ask), problem: problem.unwrap_or_default() }
        };
        Steps {
            write: may(Deed::WriteScheme),
            collect: moves && round.state == RoundState::Issued,
            advance: if moves { next.iter().map(step).collect() } else { Vec::new() },
            reopen: moves && matches!(round.state, RoundState::Computed | RoundState::OnNotice),
            results: [Deed::Compute, Deed::PostNotice, Deed::Seal].into_iter().any(may),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        !self.write && !self.collect && self.advance.is_empty() && !self.reopen && !self.results
    }
}

fn label(to: RoundState, ask: &Ask) -> &'static str {
    match to {
        RoundState::Drawn => ask.t.pick("结束填报，进入抽样后的准备", "Close reporting; the sites are drawn"),
        RoundState::InField => ask.t.pick("开始现场考核", "Begin in the field"),
        _ => ask.t.pick("进入核实", "Go on to verifying"),
    }
}
