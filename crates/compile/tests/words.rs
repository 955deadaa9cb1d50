//! Nodes as formulas and conditions in words: brackets where they are needed, percent signs where shares stand, and a
//! word for every operation, in both languages.

use kaocheng_compile::plan::{Absence, Builder, CompareOp, Input, NodeId, Op, Reason, RollUp};
use kaocheng_compile::reading::{condition, formula};
use kaocheng_syntax::clause::{CohortStatistic, Feed, InputKind, Language};
use kaocheng_syntax::exact::{ratio, whole};
use kaocheng_syntax::span::Span;

const AT: Span = Span { start: 0, end: 0 };

/// Amounts `a`, `b`, a rate `r`, a count `n`, facts `f`, `g`, a choice `w` of 优 and 良.
struct Desk {
    b: Builder,
    a: NodeId,
    c: NodeId,
    r: NodeId,
    f: NodeId,
    g: NodeId,
    w: NodeId,
}

fn desk() -> Desk {
    let mut b = Builder::default();
    let kinds = [
        ("a", InputKind::Amount),
        ("b", InputKind::Amount),
        ("r", InputKind::Rate),
        ("f", InputKind::YesNo),
        ("g", InputKind::YesNo),
        ("w", InputKind::Choice(vec!["优".into(), "良".into()])),
    ];
    let nodes: Vec<NodeId> = kinds
        .into_iter()
        .map(|(id, kind)| {
            let ix = b.input(Input {
                id: id.to_owned(),
                label: id.to_owned(),
                kind,
                unit: None,
                item: 0,
                provider: None,
                source: None,
                bounds: (None, None),
                data_date: None,
                level: None,
                feed: Feed::Supplied,
                span: AT,
            });
            b.push(Op::Input(ix), AT)
        })
        .collect();
    Desk { a: nodes[0], c: nodes[1], r: nodes[2], f: nodes[3], g: nodes[4], w: nodes[5], b }
}

impl Desk {
    fn n(&mut self, v: i64) -> NodeId {
        self.b.number(whole(v), AT)
    }

    fn push(&mut self, op: Op) -> NodeId {
        self.b.push(op, AT)
    }

    /// A number in Chinese and in English.
    fn both(&mut self, op: Op) -> [String; 2] {
        let node = self.push(op);
        [Language::Chinese, Language::English].map(|l| formula(&self.b.plan, node, l, &|_| None))
    }

    fn zh(&mut self, op: Op) -> String {
        self.both(op)[0].clone()
    }

    /// A condition in Chinese and in English.
    fn said(&mut self, op: Op) -> [String; 2] {
        let node = self.push(op);
        [Language::Chinese, Language::English].map(|l| condition(&self.b.plan, node, l, &|_| None))
    }
}

#[test]
fn brackets_stand_where_they_are_needed() {
    let mut d = desk();
    let (a, c) = (d.a, d.c);
    let sum = d.push(Op::Add(vec![a, c]));
    let difference = d.push(Op::Sub(a, c));
    let product = d.push(Op::Mul(vec![a, c]));
    let (minus, third) = (d.n(-2), d.b.number(ratio(1, 3), AT));
    for (op, expected) in [
        (Op::Sub(sum, a), "a + b − a"),
        (Op::Sub(a, sum), "a − (a + b)"),
        (Op::Sub(a, product), "a − a × b"),
        (Op::Mul(vec![difference, a]), "(a − b) × a"),
        (Op::Div(product, c), "a × b ÷ b"),
        (Op::Div(a, product), "a ÷ (a × b)"),
        (Op::Div(sum, a), "(a + b) ÷ a"),
        (Op::Mul(vec![a, minus]), "a × (-2)"),
        (Op::Mul(vec![a, third]), "a × (1/3)"),
        (Op::Add(vec![a, minus]), "a − 2"),
        (Op::Add(vec![a, third]), "a + 1/3"),
    ] {
        assert_eq!(d.zh(op), expected);
    }
}

#[test]
fn every_operation_has_its_words_in_both_languages() {
    let mut d = desk();
    let (a, c, f, g) = (d.a, d.c, d.f, d.g);
    let missing = d.push(Op::Missing(Reason::NotApplicable));
    let word = d.push(Op::Word("优秀".into()));
    for (op, zh, en) in [
        (Op::ItemPoints, "本项分值", "item points"),
        (Op::Min(vec![a, c]), "取小(a, b)", "min(a, b)"),
        (Op::Max(vec![a, c]), "取大(a, b)", "max(a, b)"),
        (Op::Floor(a), "取整(a)", "whole(a)"),
        (Op::Ceil(a), "进一取整(a)", "begun(a)"),
        (Op::Round(a, 2), "四舍五入(a, 2)", "round(a, 2)"),
        (Op::Cohort(CohortStatistic::Mean, a), "各单位平均(a)", "mean of all(a)"),
        (Op::Cohort(CohortStatistic::TrimmedMean, a), "各单位去掉最高最低后的平均(a)", "trimmed mean of all(a)"),
        (Op::Cohort(CohortStatistic::Least, a), "各单位最低(a)", "lowest of all(a)"),
        (Op::Cohort(CohortStatistic::Greatest, a), "各单位最高(a)", "highest of all(a)"),
        (Op::Cohort(CohortStatistic::RankFromGreatest, a), "从高到低名次(a)", "rank from highest(a)"),
        (Op::Cohort(CohortStatistic::RankFromLeast, a), "从低到高名次(a)", "rank from lowest(a)"),
        (Op::RollUp(RollUp::Sum, a), "下级合计(a)", "sum below(a)"),
        (Op::RollUp(RollUp::Mean, a), "下级平均(a)", "mean below(a)"),
        (Op::If(f, a, c), "[“f” 则 a,否则 b]", "[a if “f”, else b]"),
        (Op::If(f, word, missing), "[“f” 则 “优秀”,否则 无]", "[“优秀” if “f”, else nothing]"),
        (Op::Substitute(a, Absence::Unreported, c), "a", "a"),
        (Op::And(vec![f, g]), "(“f” 且 “g”)", "(“f” and “g”)"),
    ] {
        assert_eq!(d.both(op), [zh, en]);
    }
}

#[test]
fn every_condition_has_its_words_in_both_languages() {
    let mut d = desk();
    let (a, c, f, g, w) = (d.a, d.c, d.f, d.g, d.w);
    let (yes, unit, or) = (Op::Truth(true), Op::UnitIs("街道".into()), d.push(Op::Or(vec![f, g])));
    let and = d.push(Op::And(vec![f, g]));
    let above = d.push(Op::Compare(CompareOp::Above, a, c));
    for (op, zh, en) in [
        (yes, "是", "yes"),
        (Op::Truth(false), "否", "no"),
        (Op::Not(f), "非“f”", "not “f”"),
        (Op::Not(or), "非(“f” 或 “g”)", "not (“f” or “g”)"),
        (Op::And(vec![f, g]), "“f” 且 “g”", "“f” and “g”"),
        (Op::Or(vec![and, above]), "(“f” 且 “g”) 或 a > b", "(“f” and “g”) or a > b"),
        (Op::Is(w, 1), "w = “良”", "w = “良”"),
        (Op::Is(w, 7), "w = “…”", "w = “…”"),
        (unit, "单位属于“街道”", "the unit is “街道”"),
        (Op::Present(a), "有a", "there is a"),
        (Op::If(f, g, above), "[“f”: “g”; 否则: a > b]", "[“f”: “g”; else: a > b]"),
        (Op::Substitute(f, Absence::Unreported, g), "“f”", "“f”"),
        (Op::Compare(CompareOp::AtLeast, a, c), "a ≥ b", "a ≥ b"),
        (Op::Compare(CompareOp::AtMost, a, c), "a ≤ b", "a ≤ b"),
        (Op::Compare(CompareOp::Below, a, c), "a < b", "a < b"),
        (Op::Compare(CompareOp::Equal, a, c), "a = b", "a = b"),
    ] {
        assert_eq!(d.said(op), [zh, en]);
    }
}

#[test]
fn constants_beside_a_share_are_percentages() {
    let mut d = desk();
    let (r, a, f) = (d.r, d.a, d.f);
    let half = d.b.number(ratio(1, 2), AT);
    let (third, ten, eleven, zero) = (d.b.number(ratio(1, 3), AT), d.n(10), d.n(11), d.n(0));
    let mut against = |x: NodeId, y: NodeId| d.said(Op::Compare(CompareOp::AtLeast, x, y))[0].clone();
    assert_eq!(against(r, half), "r ≥ 50%");
    assert_eq!(against(half, r), "50% ≥ r");
    assert_eq!(against(a, half), "a ≥ 0.5");
    assert_eq!(against(r, third), "r ≥ 1/3", "without a finite decimal it is no percentage");
    assert_eq!(against(r, ten), "r ≥ 1000%");
    assert_eq!(against(r, eleven), "r ≥ 11", "so much is no share");
    assert_eq!(against(r, zero), "r ≥ 0");
    for op in [
        Op::Substitute(r, Absence::Unreported, a),
        Op::If(f, r, a),
        Op::Cohort(CohortStatistic::Mean, r),
        Op::Min(vec![a, r]),
        Op::Max(vec![r, a]),
        Op::Sub(a, r),
        Op::Sub(r, a),
        Op::Add(vec![a, r]),
    ] {
        let share = d.push(op.clone());
        let text = d.said(Op::Compare(CompareOp::AtLeast, share, half))[0].clone();
        assert!(text.ends_with("≥ 50%"), "{op:?}: {text}");
    }
    for op in [Op::Cohort(CohortStatistic::RankFromLeast, r), Op::If(f, a, r), Op::Mul(vec![a, r]), Op::Floor(r)] {
        let number = d.push(op.clone());
        let text = d.said(Op::Compare(CompareOp::AtLeast, number, half))[0].clone();
        assert!(text.ends_with("≥ 0.5"), "{op:?}: {text}");
    }
    assert_eq!(d.zh(Op::Sub(half, r)), "50% − r");
    let distance = d.push(Op::Sub(half, r));
    let step = d.b.number(ratio(1, 100), AT);
    assert_eq!(d.zh(Op::Div(distance, step)), "(50% − r) ÷ 1%");
    assert_eq!(d.zh(Op::Mul(vec![half, a])), "0.5 × a");
}

#[test]
fn a_formula_that_goes_too_deep_ends_in_dots() {
    let mut d = desk();
    let (a, c) = (d.a, d.c);
    let nested = |d: &mut Desk, times: usize| {
        let mut node = a;
        for _ in 0..times {
            node = d.push(Op::Sub(c, node));
        }
        let plan = &d.b.plan;
        formula(plan, node, Language::Chinese, &|_| None)
    };
    assert!(nested(&mut d, 60).ends_with(&format!("a{}", ")".repeat(59))));
    let deep = nested(&mut d, 61);
    assert!(deep.contains('…') && !deep.contains('a'), "{deep}");
    let f = d.f;
    let mut node = f;
    for _ in 0..61 {
        let other = d.push(Op::And(vec![node, f]));
        node = d.push(Op::Not(other));
    }
    let text = condition(&d.b.plan, node, Language::English, &|_| None);
    assert!(text.contains('…'));
    let mut node = d.r;
    let two = d.n(2);
    for _ in 0..59 {
        node = d.push(Op::Sub(node, two));
    }
    let half = d.b.number(ratio(1, 2), AT);
    assert!(d.said(Op::Compare(CompareOp::Above, node, half))[0].ends_with("> 50%"));
}

#[test]
fn a_node_may_have_words_of_its_own() {
    let mut d = desk();
    let (a, c, f) = (d.a, d.c, d.f);
    let sum = d.push(Op::Add(vec![a, c]));
    let words = |id: NodeId| (id == a || id == f).then(|| "甲".to_owned());
    assert_eq!(formula(&d.b.plan, sum, Language::Chinese, &words), "甲 + b");
    let not = d.push(Op::Not(f));
    assert_eq!(condition(&d.b.plan, not, Language::Chinese, &words), "非甲");
}
