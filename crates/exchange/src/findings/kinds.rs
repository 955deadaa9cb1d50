//! What a finding calls its kind → an input that findings may feed.

use crate::nearest::Nearest;
use crate::problem::Kind;
use crate::words::{key, shorten};
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_syntax::clause::InputKind;

/// The kinds of finding that a plan has.
pub(super) struct Kinds<'p> {
    plan: &'p Plan,
    nearest: Nearest,
}

impl<'p> Kinds<'p> {
    pub fn new(plan: &'p Plan) -> Kinds<'p> {
        Kinds { plan, nearest: Nearest::default() }
    }

    /// The input with this id or label among those that findings feed. One that is reported instead, one that several are
    /// called, and one that there is not, are problems.
    pub fn find(&mut self, text: &str) -> Result<InputIx, Kind> {
        let plan = self.plan;
        let wanted = key(text);
        let input = |ix: &InputIx| &plan.inputs[ix.0];
        let found = &plan.mechanism.found;
        if let Some(ix) = found.iter().find(|ix| key(&input(ix).id) == wanted) {
            return Ok(*ix);
        }
        let named: Vec<InputIx> = found.iter().copied().filter(|ix| key(&input(ix).label) == wanted).collect();
        match named.as_slice() {
            [one] => Ok(*one),
            [] if plan.inputs.iter().any(|i| key(&i.label) == wanted || key(&i.id) == wanted) => {
                Err(Kind::FindingOfFigure { found: shorten(text) })
            }
            [] => {
                let labels = found.iter().flat_map(|ix| [input(ix).label.as_str(), input(ix).id.as_str()]);
                let nearest = self.nearest.of(text, labels).map(shorten);
                Err(Kind::FindingKindUnknown { found: shorten(text), nearest })
            }
            several => {
                let inputs = several.iter().map(|ix| input(ix).id.clone()).collect();
                Err(Kind::AmbiguousInput { found: shorten(text), inputs })
            }
        }
    }

    /// The same for an aggravator, which cases are counted for: a fact or a count.
    pub fn aggravator(&mut self, text: &str) -> Result<InputIx, Kind> {
        let found = self.find(text)?;
        match self.plan.inputs[found.0].kind {
            InputKind::YesNo | InputKind::Count => Ok(found),
            _ => Err(Kind::FindingOfFigure { found: shorten(text) }),
        }
    }
}
