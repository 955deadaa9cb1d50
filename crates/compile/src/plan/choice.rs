//! Choices of which several words count side by side.

use super::{InputIx, NodeId, Op, Plan};

impl Plan {
    /// Whether the words of a choice add up: some sum takes points for more than one of them, so that a unit may hold
    /// several. Where only the highest counts, one word says all there is to say.
    pub fn adds_up(&self, input: InputIx) -> bool {
        self.nodes.iter().any(|node| match &node.op {
            Op::Add(terms) => {
                let mut words: Vec<usize> = terms.iter().filter_map(|term| self.word_of(*term, input)).collect();
                words.sort_unstable();
                words.dedup();
                words.len() > 1
            }
            _ => false,
        })
    }

    /// The word of the input that a term gives points for.
    fn word_of(&self, term: NodeId, input: InputIx) -> Option<usize> {
        let op = |at: NodeId| self.nodes.get(at.0).map(|node| &node.op);
        let Some(Op::If(holds, ..)) = op(term) else { return None };
        let Some(Op::Is(of, word)) = op(*holds) else { return None };
        matches!(op(*of), Some(Op::Input(ix)) if *ix == input).then_some(*word)
    }
}
