//! Rules about other clauses → changes of their pieces: limits, the highest only, multiples, exemptions.

use super::{Lowering, Piece};
use crate::plan::{NodeId, Op, OverrideKind, PlanClause, Shape};
use crate::policy::PolicyName;
use kaocheng_syntax::clause::{Cap, Clause, Exempt, Highest, Members, Multiply, Sign};
use kaocheng_syntax::span::Span;

impl Lowering<'_> {
    /// The pieces that a rule speaks of, as indexes.
    fn members(&self, clause: &Clause, members: Members, sign: Option<Sign>) -> Vec<usize> {
        let of_sign = |p: &Piece| sign.is_none_or(|s| p.sign == s);
        let all = (0..self.pieces.len()).filter(|i| of_sign(&self.pieces[*i]));
        match members {
            Members::Previous => all.max().into_iter().collect(),
            Members::Part => {
                let own: Vec<usize> = all.clone().filter(|i| self.pieces[*i].part == clause.part).collect();
                // A limit that stands in a part of its own speaks of what is before it.
                if own.is_empty() { all.collect() } else { own }
            }
            Members::Item => all.collect(),
        }
    }

    /// Puts several pieces under one, which takes the place of the first.
    fn merge(&mut self, members: &[usize], sign: Sign, node: NodeId, limit: Option<NodeId>) {
        let Some(first) = members.first().copied() else { return };
        let clauses = members.iter().flat_map(|i| self.pieces[*i].clauses.clone()).collect();
        let base = members.iter().any(|i| self.pieces[*i].base);
        let merged = Piece { clauses, part: self.pieces[first].part, sign, node, limit, base, lost_from: None };
        self.pieces[first] = merged;
        let mut ix = 0;
        self.pieces.retain(|_| {
            ix += 1;
            ix - 1 == first || !members.contains(&(ix - 1))
        });
    }

    fn limited_pieces(&mut self, members: &[usize], clause: &Clause) -> Vec<NodeId> {
        let pieces: Vec<(NodeId, Option<NodeId>)> =
            members.iter().map(|i| (self.pieces[*i].node, self.pieces[*i].limit)).collect();
        pieces.into_iter().map(|(node, limit)| self.limited(node, limit, clause.span)).collect()
    }

    pub(super) fn cap(&mut self, clause: &Clause, cap: &Cap) {
        let span = clause.span;
        let Some(limit) = self.limit(&Some(cap.limit.clone()), span) else { return };
        // The clause before it is one, earning or losing.
        let only = match cap.members {
            Members::Previous => cap.sign.or_else(|| self.pieces.last().map(|p| p.sign)),
            _ => cap.sign,
        };
        for sign in [Sign::Earn, Sign::Lose] {
            if only.is_some_and(|s| s != sign) {
                continue;
            }
            let members = self.members(clause, cap.members, Some(sign));
            if members.is_empty() {
                continue;
            }
            let nodes = self.limited_pieces(&members, clause);
            let before = self.builder.push(Op::Add(nodes), span);
            self.merge(&members, sign, before, Some(limit));
            let shape = Shape::Cap { before, limit };
            self.clauses.push(PlanClause { applies: None, span, points: None, sign, shape });
        }
    }

    pub(super) fn highest(&mut self, clause: &Clause, highest: &Highest) {
        for sign in [Sign::Earn, Sign::Lose] {
            let members = self.members(clause, highest.members, Some(sign));
            if members.len() < 2 {
                continue;
            }
            let nodes = self.limited_pieces(&members, clause);
            let greatest = self.builder.push(Op::Max(nodes), clause.span);
            self.merge(&members, sign, greatest, None);
            self.clauses.push(PlanClause {
                applies: None,
                span: clause.span,
                points: None,
                sign,
                shape: Shape::Highest,
            });
        }
    }

    pub(super) fn multiply(&mut self, clause: &Clause, multiply: &Multiply) {
        let span = clause.span;
        let condition = self.condition(&multiply.condition, span);
        let condition = self.settled(condition, false, span);
        let factor = self.builder.number(multiply.factor.clone(), span);
        let one = self.builder.number(kaocheng_syntax::exact::whole(1), span);
        let times = self.builder.push(Op::If(condition, factor, one), span);
        for ix in self.multiplied(clause, multiply) {
            let piece = self.pieces[ix].clone();
            if let Some(from) = piece.lost_from {
                self.pieces[ix].node = self.multiplied_loss(piece.node, from, times, span);
                continue;
            }
            let cap_first = piece.limit.is_some() && self.policy(PolicyName::MultiplyAndCap, span, "") == 1;
            let node = if cap_first { self.limited(piece.node, piece.limit, span) } else { piece.node };
            self.pieces[ix].node = self.builder.push(Op::Mul(vec![node, times]), span);
            if cap_first {
                self.pieces[ix].limit = None;
            }
        }
        let shape = Shape::Override { condition, what: OverrideKind::Multiply };
        self.clauses.push(PlanClause { applies: None, span, points: None, sign: Sign::Lose, shape });
    }

    /// What a multiple acts on: losses, alone or inside points that shrink; where nothing is lost, what is earned.
    fn multiplied(&self, clause: &Clause, multiply: &Multiply) -> Vec<usize> {
        let earned = self.members(clause, multiply.members, Some(Sign::Earn));
        let shrinking = earned.iter().copied().filter(|i| self.pieces[*i].lost_from.is_some());
        let mut found = self.members(clause, multiply.members, Some(Sign::Lose));
        found.extend(shrinking);
        if found.is_empty() { earned } else { found }
    }

    /// Points that shrink from `from`, with what they lost taken several times.
    fn multiplied_loss(&mut self, node: NodeId, from: NodeId, times: NodeId, span: Span) -> NodeId {
        let lost = self.builder.push(Op::Sub(from, node), span);
        let lost = self.builder.push(Op::Mul(vec![lost, times]), span);
        let rest = self.builder.push(Op::Sub(from, lost), span);
        if self.policies.choice(PolicyName::BelowZero).0 != 0 {
            return rest;
        }
        let zero = self.builder.zero();
        self.builder.push(Op::Max(vec![zero, rest]), span)
    }

    pub(super) fn exempt(&mut self, clause: &Clause, exempt: &Exempt) {
        let span = clause.span;
        let condition = self.condition(&exempt.condition, span);
        let condition = self.settled(condition, false, span);
        let zero = self.builder.zero();
        for ix in self.members(clause, exempt.members, Some(exempt.sign)) {
            let node = self.pieces[ix].node;
            self.pieces[ix].node = self.builder.push(Op::If(condition, zero, node), span);
        }
        self.exempt_bases(clause, exempt, condition);
        let shape = Shape::Override { condition, what: OverrideKind::Exempt };
        self.clauses.push(PlanClause { applies: None, span, points: None, sign: exempt.sign, shape });
    }

    /// Points that shrink with a distance (30 at the target, 2.5 less for each point below) are an earning piece with the
    /// loss inside: without losses it gives its most.
    fn exempt_bases(&mut self, clause: &Clause, exempt: &Exempt, condition: NodeId) {
        if exempt.sign != Sign::Lose {
            return;
        }
        for ix in self.members(clause, exempt.members, Some(Sign::Earn)) {
            let piece = self.pieces[ix].clone();
            if let Some(from) = piece.lost_from {
                self.pieces[ix].node = self.builder.push(Op::If(condition, from, piece.node), clause.span);
            }
        }
    }
}
