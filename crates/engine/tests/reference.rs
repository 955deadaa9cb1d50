//! The reference evaluator, operation by operation, with every kind of missing operand; cohorts, lower units, ranks.

use kaocheng_compile::plan::{
    Absence, Builder, CompareOp, Input, InputIx, Item, ItemKind, NodeId, Op, Plan, Reason, RollUp, Veto,
};
use kaocheng_engine::reference::evaluate;
use kaocheng_engine::results::score;
use kaocheng_engine::table::{Table, UnitRow, Units, UnitsError, Value};
use kaocheng_syntax::clause::{CohortStatistic, Feed, InputKind, VetoEffect};
use kaocheng_syntax::exact::{Exact, ratio, whole};
use kaocheng_syntax::span::Span;

const AT: Span = Span { start: 0, end: 0 };
const REASONS: [Reason; 4] = [Reason::NotReported, Reason::Refused, Reason::NotApplicable, Reason::Excused];

fn input(id: &str, kind: InputKind, level: Option<&str>) -> Input {
    Input {
        id: id.to_owned(),
        label: id.to_owned(),
        kind,
        unit: None,
        item: 0,
        provider: None,
        source: None,
        bounds: (None, None),
        data_date: None,
        level: level.map(str::to_owned),
        feed: Feed::Supplied,
        span: AT,
    }
}

/// The value of one operation over two amounts, two facts and a choice.
fn value_of(op: impl Fn([NodeId; 5]) -> Op, values: [Value; 5]) -> Value {
    let mut b = Builder::default();
    let kinds = [
        InputKind::Amount,
        InputKind::Amount,
        InputKind::YesNo,
        InputKind::YesNo,
        InputKind::Choice(vec!["x".into(), "y".into()]),
    ];
    let mut nodes = [NodeId(0); 5];
    for (ix, kind) in kinds.into_iter().enumerate() {
        let made = b.input(input(&ix.to_string(), kind, None));
        nodes[ix] = b.push(Op::Input(made), AT);
    }
    let node = b.push(op(nodes), AT);
    let mut table = Table::new(&b.plan, Units::single());
    for (ix, value) in values.into_iter().enumerate() {
        table.set(InputIx(ix), 0, value);
    }
    evaluate(&b.plan, &table).of(node, 0).clone()
}

fn n(v: i64) -> Value {
    Value::Number(whole(v))
}

fn t(v: bool) -> Value {
    Value::Truth(v)
}

fn miss(reason: Reason) -> Value {
    Value::Missing(reason)
}

fn with(a: Value, b: Value) -> [Value; 5] {
    [a, b, t(true), t(false), Value::Choice(vec![1])]
}

fn facts(a: Value, b: Value) -> [Value; 5] {
    [n(7), n(2), a, b, Value::Choice(vec![])]
}

#[test]
fn arithmetic_is_exact() {
    let on = |op: fn([NodeId; 5]) -> Op| value_of(op, with(n(7), n(2)));
    assert_eq!(on(|[a, b, ..]| Op::Add(vec![a, b])), n(9));
    assert_eq!(on(|[a, b, ..]| Op::Sub(a, b)), n(5));
    assert_eq!(on(|[a, b, ..]| Op::Mul(vec![a, b])), n(14));
    assert_eq!(on(|[a, b, ..]| Op::Div(a, b)), Value::Number(ratio(7, 2)));
    assert_eq!(on(|[a, b, ..]| Op::Min(vec![a, b])), n(2));
    assert_eq!(on(|[a, b, ..]| Op::Max(vec![b, a])), n(7));
}

#[test]
fn rounding_goes_the_right_way() {
    let at = |v: Exact, op: fn([NodeId; 5]) -> Op| value_of(op, with(Value::Number(v), n(1)));
    assert_eq!(at(ratio(-3, 2), |[a, ..]| Op::Floor(a)), n(-2));
    assert_eq!(at(ratio(-3, 2), |[a, ..]| Op::Ceil(a)), n(-1));
    assert_eq!(at(ratio(5, 2), |[a, ..]| Op::Floor(a)), n(2));
    assert_eq!(at(ratio(5, 2), |[a, ..]| Op::Ceil(a)), n(3));
    assert_eq!(at(ratio(5, 2), |[a, ..]| Op::Round(a, 0)), n(3));
    assert_eq!(at(ratio(-5, 2), |[a, ..]| Op::Round(a, 0)), n(-3));
    assert_eq!(at(ratio(249, 200), |[a, ..]| Op::Round(a, 2)), Value::Number(ratio(125, 100)));
}

#[test]
fn a_missing_operand_gives_its_reason() {
    let binary: [fn([NodeId; 5]) -> Op; 7] = [
        |[a, b, ..]| Op::Add(vec![a, b]),
        |[a, b, ..]| Op::Sub(a, b),
        |[a, b, ..]| Op::Mul(vec![a, b]),
        |[a, b, ..]| Op::Div(a, b),
        |[a, b, ..]| Op::Min(vec![a, b]),
        |[a, b, ..]| Op::Max(vec![a, b]),
        |[a, b, ..]| Op::Compare(CompareOp::AtLeast, a, b),
    ];
    for reason in REASONS {
        for op in binary {
            assert_eq!(value_of(op, with(miss(reason), n(2))), miss(reason));
            assert_eq!(value_of(op, with(n(2), miss(reason))), miss(reason));
        }
        let unary: [fn([NodeId; 5]) -> Op; 3] =
            [|[a, ..]| Op::Floor(a), |[a, ..]| Op::Ceil(a), |[a, ..]| Op::Round(a, 1)];
        for op in unary {
            assert_eq!(value_of(op, with(miss(reason), n(2))), miss(reason));
        }
        assert_eq!(value_of(|[.., c, _, _]| Op::Not(c), facts(miss(reason), t(true))), miss(reason));
        let mut unknown = with(n(1), n(1));
        unknown[4] = miss(reason);
        assert_eq!(value_of(|[.., w]| Op::Is(w, 0), unknown), miss(reason));
    }
}

#[test]
fn of_two_missing_operands_the_first_decides() {
    let (first, second) = (miss(Reason::NotApplicable), miss(Reason::Refused));
    let binary: [fn([NodeId; 5]) -> Op; 3] =
        [|[a, b, ..]| Op::Add(vec![a, b]), |[a, b, ..]| Op::Sub(a, b), |[a, b, ..]| Op::Div(a, b)];
    for op in binary {
        assert_eq!(value_of(op, with(first.clone(), second.clone())), first);
        assert_eq!(value_of(op, with(second.clone(), first.clone())), second);
    }
}

#[test]
fn a_zero_divisor_does_not_apply() {
    assert_eq!(value_of(|[a, b, ..]| Op::Div(a, b), with(n(7), n(0))), miss(Reason::NotApplicable));
    assert_eq!(value_of(|[a, b, ..]| Op::Div(a, b), with(n(0), n(7))), n(0));
    assert_eq!(value_of(|[a, b, ..]| Op::Div(a, b), with(miss(Reason::Refused), n(0))), miss(Reason::Refused));
}

#[test]
fn comparisons_at_their_edge() {
    for (op, less, equal, more) in [
        (CompareOp::AtLeast, false, true, true),
        (CompareOp::Above, false, false, true),
        (CompareOp::AtMost, true, true, false),
        (CompareOp::Below, true, false, false),
        (CompareOp::Equal, false, true, false),
    ] {
        for (a, expected) in [(1, less), (2, equal), (3, more)] {
            assert_eq!(value_of(|[a, b, ..]| Op::Compare(op, a, b), with(n(a), n(2))), t(expected), "{op:?} {a}");
        }
    }
}

#[test]
fn connectives_decide_beside_what_is_missing() {
    let and = |a: Value, b: Value| value_of(|[_, _, c, d, _]| Op::And(vec![c, d]), facts(a, b));
    let or = |a: Value, b: Value| value_of(|[_, _, c, d, _]| Op::Or(vec![c, d]), facts(a, b));
    let m = || miss(Reason::Refused);
    assert_eq!((and(t(true), t(true)), and(t(true), t(false))), (t(true), t(false)));
    assert_eq!((or(t(false), t(false)), or(t(true), t(false))), (t(false), t(true)));
    assert_eq!((and(m(), t(false)), and(t(false), m())), (t(false), t(false)));
    assert_eq!((or(m(), t(true)), or(t(true), m())), (t(true), t(true)));
    assert_eq!((and(m(), t(true)), and(t(true), m())), (m(), m()));
    assert_eq!((or(m(), t(false)), or(t(false), m())), (m(), m()));
    assert_eq!(and(m(), miss(Reason::Excused)), m());
    assert_eq!(value_of(|[_, _, c, ..]| Op::Not(c), facts(t(true), t(true))), t(false));
}

#[test]
fn a_branch_looks_only_at_what_it_takes() {
    let choose = |c: Value, a: Value, b: Value| {
        value_of(|[a, b, c, ..]| Op::If(c, a, b), [a, b, c, t(true), Value::Choice(vec![])])
    };
    let m = || miss(Reason::NotReported);
    assert_eq!(choose(t(true), n(1), m()), n(1));
    assert_eq!(choose(t(false), m(), n(2)), n(2));
    assert_eq!(choose(t(true), m(), n(2)), m());
    assert_eq!(choose(miss(Reason::Excused), n(1), n(2)), miss(Reason::Excused));
}

#[test]
fn a_substitute_speaks_for_its_own_reasons() {
    for (reason, unreported) in REASONS.into_iter().zip([true, true, false, false]) {
        for (absence, acts) in [(Absence::Unreported, unreported), (Absence::Inapplicable, !unreported)] {
            let found = value_of(|[a, b, ..]| Op::Substitute(a, absence, b), with(miss(reason), n(9)));
            assert_eq!(found, if acts { n(9) } else { miss(reason) });
        }
    }
    assert_eq!(value_of(|[a, b, ..]| Op::Substitute(a, Absence::Unreported, b), with(n(1), n(9))), n(1));
    assert_eq!(value_of(|[a, ..]| Op::Present(a), with(n(0), n(9))), t(true));
    assert_eq!(value_of(|[a, ..]| Op::Present(a), with(miss(Reason::Excused), n(9))), t(false));
}

#[test]
fn a_choice_holds_its_words() {
    let is = |word: usize, chosen: Vec<usize>| {
        let mut values = with(n(1), n(1));
        values[4] = Value::Choice(chosen);
        value_of(|[.., w]| Op::Is(w, word), values)
    };
    assert_eq!(
        (is(0, vec![0, 1]), is(1, vec![0, 1]), is(1, vec![0]), is(0, vec![])),
        (t(true), t(true), t(false), t(false))
    );
}

fn rows(list: &[(&str, &str, &str, &str)]) -> Vec<UnitRow> {
    let row = |r: &(&str, &str, &str, &str)| UnitRow {
        code: r.0.into(),
        name: r.0.into(),
        level: r.1.into(),
        parent: r.2.into(),
        class: r.3.into(),
    };
    list.iter().map(row).collect()
}

/// A plan of one amount, scored as it is, and the table of these units.
fn one_amount(level: Option<&str>, input_level: Option<&str>, units: Units) -> (Builder, NodeId, Table) {
    let mut b = Builder::default();
    b.plan.head.level = level.map(str::to_owned);
    let ix = b.input(input("a", InputKind::Amount, input_level));
    let node = b.push(Op::Input(ix), AT);
    let table = Table::new(&b.plan, units);
    (b, node, table)
}

fn flat(values: &[Value]) -> (Builder, NodeId, Table) {
    let names: Vec<String> = (0..values.len()).map(|i| format!("u{i}")).collect();
    let list: Vec<(&str, &str, &str, &str)> = names.iter().map(|n| (n.as_str(), "", "", "")).collect();
    let (b, node, mut table) = one_amount(None, None, Units::new(rows(&list)).unwrap());
    for (unit, value) in values.iter().enumerate() {
        table.set(InputIx(0), unit, value.clone());
    }
    (b, node, table)
}

fn column(b: &Builder, table: &Table, node: NodeId) -> Vec<Value> {
    let values = evaluate(&b.plan, table);
    (0..table.units().len()).map(|u| values.of(node, u).clone()).collect()
}

#[test]
fn cohort_figures_leave_out_who_has_none() {
    let values = [n(1), n(9), miss(Reason::NotReported), n(2), n(4)];
    let (mut b, a, table) = flat(&values);
    for (statistic, expected) in [
        (CohortStatistic::Mean, whole(4)),
        (CohortStatistic::Least, whole(1)),
        (CohortStatistic::Greatest, whole(9)),
        (CohortStatistic::TrimmedMean, whole(3)),
    ] {
        let node = b.push(Op::Cohort(statistic, a), AT);
        assert_eq!(column(&b, &table, node), vec![Value::Number(expected); 5], "{statistic:?}");
    }
}

#[test]
fn a_trimmed_mean_of_two_is_their_mean_and_of_three_the_middle() {
    let trimmed = |values: &[Value]| {
        let (mut b, a, table) = flat(values);
        let node = b.push(Op::Cohort(CohortStatistic::TrimmedMean, a), AT);
        column(&b, &table, node).swap_remove(0)
    };
    assert_eq!(trimmed(&[n(1), n(5)]), n(3));
    assert_eq!(trimmed(&[n(1), n(5), n(9)]), n(5));
    assert_eq!(trimmed(&[n(1), n(2), n(90)]), n(2));
}

#[test]
fn nobody_has_a_figure_then_the_cohort_has_none() {
    let (mut b, a, table) = flat(&[miss(Reason::NotApplicable), miss(Reason::Refused)]);
    let mean = b.push(Op::Cohort(CohortStatistic::Mean, a), AT);
    assert_eq!(column(&b, &table, mean), [miss(Reason::NotReported), miss(Reason::NotReported)]);
}

#[test]
fn equal_values_share_a_place() {
    let values = [n(9), n(8), n(8), n(5), miss(Reason::Excused)];
    let (mut b, a, table) = flat(&values);
    let down = b.push(Op::Cohort(CohortStatistic::RankFromGreatest, a), AT);
    let up = b.push(Op::Cohort(CohortStatistic::RankFromLeast, a), AT);
    assert_eq!(column(&b, &table, down), [n(1), n(2), n(2), n(4), miss(Reason::Excused)]);
    assert_eq!(column(&b, &table, up), [n(4), n(2), n(2), n(1), miss(Reason::Excused)]);
}

#[test]
fn a_cohort_is_the_units_assessed() {
    let list = [("A", "county", "", ""), ("A1", "town", "A", ""), ("A2", "town", "A", "")];
    let (mut b, a, mut table) = one_amount(Some("town"), None, Units::new(rows(&list)).unwrap());
    for (unit, v) in [100, 2, 4].into_iter().enumerate() {
        table.set(InputIx(0), unit, n(v));
    }
    let mean = b.push(Op::Cohort(CohortStatistic::Mean, a), AT);
    assert_eq!(column(&b, &table, mean), [n(3), n(3), n(3)]);
    assert_eq!(table.units().assessed(&b.plan), [1, 2]);
}

fn villages() -> Units {
    let list = [
        ("A", "county", "", ""),
        ("B", "town", "A", ""),
        ("C1", "village", "B", ""),
        ("C2", "village", "B", ""),
        ("D", "village", "A", ""),
        ("E", "town", "A", ""),
    ];
    Units::new(rows(&list)).unwrap()
}

#[test]
fn lower_units_roll_up_at_any_depth() {
    let (mut b, a, mut table) = one_amount(Some("county"), Some("village"), villages());
    for (unit, v) in [(2, 1), (3, 4), (4, 7)] {
        table.set(InputIx(0), unit, n(v));
    }
    // A figure typed for a unit that does not report it is not looked at.
    table.set(InputIx(0), 1, n(1000));
    let sum = b.push(Op::RollUp(RollUp::Sum, a), AT);
    let mean = b.push(Op::RollUp(RollUp::Mean, a), AT);
    assert_eq!(column(&b, &table, sum)[..2], [n(12), n(5)]);
    assert_eq!(column(&b, &table, mean)[..2], [n(4), Value::Number(ratio(5, 2))]);
    // E has no units below, and so nothing to sum; where they are and none has a figure, it is not reported.
    assert_eq!(column(&b, &table, sum)[5], miss(Reason::NotApplicable));
    assert_eq!(column(&b, &table, a)[1], miss(Reason::NotApplicable));
    table.set(InputIx(0), 3, miss(Reason::Refused));
    assert_eq!(column(&b, &table, mean)[1], n(1), "who has none takes no part");
    table.set(InputIx(0), 2, miss(Reason::NotReported));
    assert_eq!(column(&b, &table, mean)[1], miss(Reason::NotReported));
}

#[test]
fn facts_of_lower_units_are_counted() {
    let mut b = Builder::default();
    let ix = b.input(input("f", InputKind::YesNo, Some("village")));
    let fact = b.push(Op::Input(ix), AT);
    let (sum, share) = (b.push(Op::RollUp(RollUp::Sum, fact), AT), b.push(Op::RollUp(RollUp::Mean, fact), AT));
    let mut table = Table::new(&b.plan, villages());
    for (unit, v) in [(2, true), (3, false), (4, true)] {
        table.set(InputIx(0), unit, t(v));
    }
    assert_eq!(
        (column(&b, &table, sum)[0].clone(), column(&b, &table, share)[0].clone()),
        (n(2), Value::Number(ratio(2, 3)))
    );
}

#[test]
fn a_unit_is_of_its_level_and_its_class() {
    let list = [("A", "town", "", "street"), ("B", "town", "", "")];
    let (mut b, _, table) = one_amount(None, None, Units::new(rows(&list)).unwrap());
    for (word, expected) in [("town", [true, true]), ("street", [true, false]), ("village", [false, false])] {
        let node = b.push(Op::UnitIs(word.into()), AT);
        assert_eq!(column(&b, &table, node), expected.map(t), "{word}");
    }
}

#[test]
fn units_that_make_no_tree_are_refused_with_every_fault() {
    let list = [
        ("A", "", "", ""),
        ("", "", "", ""),
        ("A", "", "", ""),
        ("B", "", "Z", ""),
        ("C", "", "D", ""),
        ("D", "", "C", ""),
        ("E", "", "E", ""),
        ("F", "", "C", ""),
    ];
    let found = Units::new(rows(&list)).unwrap_err();
    assert_eq!(
        found,
        [
            UnitsError::NoCode(1),
            UnitsError::Duplicate { first: 0, second: 2 },
            UnitsError::UnknownParent(3),
            UnitsError::Cycle(4),
            UnitsError::Cycle(6),
        ]
    );
    let units = villages();
    assert_eq!((units.len(), units.is_empty(), units.find("B"), units.find("Q")), (6, false, Some(1), None));
    assert_eq!(units.children(0), [1, 4, 5]);
    assert_eq!(Units::single().len(), 1);
}

/// A plan whose total is one amount, with a fact for every effect of a veto.
fn ranked(totals: &[Value], vetoes: &[(usize, usize)]) -> (Plan, Table) {
    let (mut b, total, _) = flat(totals);
    let effects = [VetoEffect::TotalZero, VetoEffect::LastPlace, VetoEffect::LowestGrade, VetoEffect::NotEligible];
    for effect in effects {
        let ix = b.input(input(&format!("{effect:?}"), InputKind::YesNo, None));
        let condition = b.push(Op::Input(ix), AT);
        b.plan.vetoes.push(Veto { condition, effect, item: 0, span: AT });
    }
    b.plan.items.push(Item {
        id: "1".into(),
        title: String::new(),
        parent: None,
        level: None,
        kind: ItemKind::Base,
        points: None,
        score: total,
        grade: None,
        clauses: Vec::new(),
        default: false,
        substituted: None,
        span: AT,
        heading: AT,
    });
    b.plan.total = Some(total);
    let names: Vec<String> = (0..totals.len()).map(|i| format!("u{i}")).collect();
    let list: Vec<(&str, &str, &str, &str)> = names.iter().map(|n| (n.as_str(), "", "", "")).collect();
    let mut table = Table::new(&b.plan, Units::new(rows(&list)).unwrap());
    for (unit, value) in totals.iter().enumerate() {
        table.set(InputIx(0), unit, value.clone());
        for effect in 0..4 {
            table.set(InputIx(1 + effect), unit, t(vetoes.contains(&(unit, effect))));
        }
    }
    (b.plan, table)
}

fn ranks(totals: &[Value], vetoes: &[(usize, usize)]) -> Vec<Option<usize>> {
    let (plan, table) = ranked(totals, vetoes);
    score(&plan, &table).ranks
}

#[test]
fn ties_share_a_rank_and_the_next_is_left_out() {
    assert_eq!(ranks(&[n(5), n(9), n(5), n(1)], &[]), [Some(2), Some(1), Some(2), Some(4)]);
    assert_eq!(ranks(&[n(3), n(3)], &[]), [Some(1), Some(1)]);
    assert_eq!(ranks(&[], &[]), []);
}

#[test]
fn a_unit_without_a_total_has_no_rank() {
    assert_eq!(ranks(&[n(5), miss(Reason::NotReported), n(7)], &[]), [Some(2), None, Some(1)]);
}

#[test]
fn vetoes_in_the_ranking() {
    // 1 is last place, 3 not eligible; 0 and 2 leave the ranking alone.
    assert_eq!(ranks(&[n(9), n(5), n(1)], &[(0, 1)]), [Some(3), Some(1), Some(2)]);
    assert_eq!(ranks(&[n(9), n(5), n(1)], &[(0, 1), (1, 1)]), [Some(2), Some(3), Some(1)]);
    assert_eq!(ranks(&[n(9), n(5), n(1)], &[(0, 3)]), [None, Some(1), Some(2)]);
    assert_eq!(ranks(&[n(9), n(5), n(1)], &[(0, 2), (1, 0)]), [Some(1), Some(2), Some(3)]);
    assert_eq!(ranks(&[n(9), n(5)], &[(0, 1), (0, 3)]), [None, Some(1)]);
}

#[test]
fn results_in_order_best_first_and_unranked_last() {
    let (plan, table) = ranked(&[n(5), miss(Reason::Refused), n(9), n(5)], &[(2, 0)]);
    let results = score(&plan, &table);
    assert_eq!(results.in_order(), [2, 0, 3, 1]);
    assert_eq!((results.rank(3), results.rank(1), results.rank(99)), (Some(2), None, None));
    assert_eq!(results.total(&plan, 2), Some(&n(9)));
    assert_eq!(results.item(&plan, 0, 0), &n(5));
    let effects: Vec<VetoEffect> = results.vetoes(&plan, 2).iter().map(|v| v.effect).collect();
    assert_eq!(effects, [VetoEffect::TotalZero]);
    assert!(results.vetoes(&plan, 0).is_empty());
}
