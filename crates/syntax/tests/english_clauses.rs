//! English sentences and what they say, form by form.

use kaocheng_syntax::clause::{
    Amount, BandValue, Comparison, Condition, Direction, Effect, Expr, InputKind, Language, Reading, Role, Rule, Sign,
    StepRounding, StepUnit, VetoEffect, read,
};
use kaocheng_syntax::exact::{Exact, ratio, whole};

fn english(text: &str) -> Reading {
    let reading = read(text, Language::English);
    assert!(reading.diagnostics.is_empty(), "{text}: {:?}", reading.diagnostics);
    assert!(reading.tokens.iter().all(|t| t.role != Role::Unread), "{text}");
    reading
}

fn only(text: &str) -> Rule {
    let reading = english(text);
    assert_eq!(reading.clauses.len(), 1, "{text}: {:?}", reading.clauses);
    reading.clauses[0].rule.clone()
}

fn labels(reading: &Reading) -> Vec<&str> {
    reading.inputs.iter().map(|i| i.label.as_str()).collect()
}

fn points(n: i64) -> Amount {
    Amount::Points(whole(n))
}

#[test]
fn a_condition_earns_or_loses() {
    for (text, effect) in [
        ("7 points if a night shift is staffed.", Effect::Award { amount: points(7), bonus: false }),
        (
            "If a night shift is staffed, the clinic receives 7 points.",
            Effect::Award { amount: points(7), bonus: false },
        ),
        ("Night shift staffed: 7 points", Effect::Award { amount: points(7), bonus: false }),
        (
            "A bonus of 7 points is awarded when a night shift is staffed.",
            Effect::Award { amount: points(7), bonus: true },
        ),
        ("7 points will be deducted if a night shift is staffed.", Effect::Deduct(points(7))),
        ("A penalty of 7 points applies when a night shift is staffed.", Effect::Deduct(points(7))),
        ("-7 points if a night shift is staffed", Effect::Deduct(points(7))),
        ("No marks will be given if a night shift is staffed.", Effect::Zero),
        (
            "Half marks if a night shift is staffed.",
            Effect::Award { amount: Amount::ShareOfItem(ratio(1, 2)), bonus: false },
        ),
        ("Full marks if a night shift is staffed.", Effect::Award { amount: Amount::ItemPoints, bonus: false }),
    ] {
        let reading = english(text);
        assert_eq!(
            labels(&reading),
            ["night shift is staffed".to_owned()]
                .iter()
                .map(|s| if text.starts_with('N') && text.contains(':') { "Night shift staffed" } else { s.as_str() })
                .collect::<Vec<_>>(),
            "{text}"
        );
        assert_eq!(reading.inputs[0].kind, InputKind::YesNo);
        let Rule::When(when) = &reading.clauses[0].rule else { panic!("{text}: {:?}", reading.clauses) };
        assert_eq!(when.effect, effect, "{text}");
    }
}

#[test]
fn each_of_something_counts() {
    for (text, rate, sign, limit) in [
        ("4 points for each blue crate.", 4, Sign::Earn, None),
        ("Each blue crate is worth 4 points.", 4, Sign::Earn, None),
        ("Four (4) points per blue crate, up to a maximum of twenty (20) points.", 4, Sign::Earn, Some(20)),
        ("+4 for every blue crate (max 20)", 4, Sign::Earn, Some(20)),
        ("Teams lose 4 points for each blue crate, capped at 20 points.", 4, Sign::Lose, Some(20)),
        ("4 points will be subtracted for every blue crate, not exceeding 20 points.", 4, Sign::Lose, Some(20)),
        ("For each blue crate, deduct 4 points.", 4, Sign::Lose, None),
    ] {
        let Rule::Each(each) = only(text) else { panic!("{text}") };
        assert_eq!((each.rate, each.sign, each.limit), (points(rate), sign, limit.map(points)), "{text}");
        assert_eq!(labels(&english(text)), ["blue crate"], "{text}");
    }
}

#[test]
fn later_occurrences_leave_the_first_ones_out() {
    for (text, free) in [
        ("3 points deducted for the 4th and subsequent time-outs", 3),
        ("Every spill after the first two costs 3 points.", 2),
        ("-3 points for each spill starting with the 2nd", 1),
    ] {
        let Rule::Each(each) = only(text) else { panic!("{text}") };
        let Expr::Max(parts) = each.count else { panic!("{text}") };
        assert!(matches!(&parts[1], Expr::Sub(_, n) if **n == Expr::Number(whole(free))), "{text}: {parts:?}");
    }
}

#[test]
fn steps_are_measured_from_their_target() {
    let Rule::Steps(steps) =
        only("3 points will be deducted for each 2 kg (or part thereof) that the sled's mass exceeds 40 kg.")
    else {
        panic!()
    };
    assert_eq!(
        (steps.direction, steps.target, steps.step.size, steps.step.unit),
        (Direction::Above, Expr::Number(whole(40)), whole(2), StepUnit::Own)
    );
    assert_eq!((steps.rounding, steps.sign, steps.base), (Some(StepRounding::Begun), Sign::Lose, None));
    let Rule::Steps(steps) = only("One point is lost for every percentage point below 85% coverage.") else { panic!() };
    assert_eq!((steps.target, steps.step.unit), (Expr::Number(ratio(85, 100)), StepUnit::PercentagePoint));
    let Rule::Steps(steps) =
        only("12 points for a recovery rate of at least 60%; 2 points deducted for each percentage point below that.")
    else {
        panic!()
    };
    assert_eq!(steps.base, Some(points(12)));
    let Rule::Steps(steps) = only("For every 20 seconds beyond 5 minutes, 1 point is deducted.") else { panic!() };
    assert_eq!((steps.step.size, steps.target), (ratio(1, 3), Expr::Number(whole(5))));
}

fn band_of(rule: &Rule, at: Exact) -> Option<Amount> {
    let Rule::Bands(bands) = rule else { return None };
    bands
        .bands
        .iter()
        .find(|b| {
            b.from.as_ref().is_none_or(|e| if e.included == Some(false) { at > e.value } else { at >= e.value })
                && b.to.as_ref().is_none_or(|e| if e.included == Some(false) { at < e.value } else { at <= e.value })
        })
        .and_then(|b| match &b.value {
            BandValue::Effect(Effect::Award { amount, .. }) => Some(amount.clone()),
            _ => None,
        })
}

#[test]
fn bands_read_in_every_usual_shape() {
    for text in [
        "Occupancy of 75% or more: 6 points; 50-74%: 3 points; below 50%: 0 points",
        "Occupancy: >= 75% = 6, 50% - 74% = 3, < 50% = 0",
        "6 points if occupancy is at least 75%, 3 points if it is between 50% and 74%, 0 points if it is under 50%.",
        "Occupancy:\n- 75% and above: 6 points\n- 50% to 74%: 3 points\n- less than 50%: 0 points",
        "Occupancy of 75% or above scores 6, 50% to less than 75% scores 3 and below 50% scores 0.",
    ] {
        let rule = only(text);
        for (at, expected) in [(80, 6), (75, 6), (60, 3), (50, 3), (20, 0)] {
            assert_eq!(band_of(&rule, ratio(at, 100)), Some(points(expected)), "{text} at {at}%");
        }
        let reading = english(text);
        assert_eq!((reading.inputs.len(), &reading.inputs[0].kind), (1, &InputKind::Rate), "{text}");
    }
}

#[test]
fn nested_bands_put_the_narrowest_first() {
    let rule = only("Reply within 6 hours: 2 points; within 3 hours: 5 points; otherwise 0.");
    assert_eq!(band_of(&rule, whole(2)), Some(points(5)));
    assert_eq!(band_of(&rule, whole(5)), Some(points(2)));
}

#[test]
fn levels_take_their_own_word() {
    let reading = english("Record keeping: Good - 4, Fair - 2, Poor - 0");
    assert_eq!(labels(&reading), ["Record keeping"]);
    assert_eq!(reading.inputs[0].kind, InputKind::Choice(vec!["Good".into(), "Fair".into(), "Poor".into()]));
    let reading = english("The store is locked (Yes = 3, No = 0)");
    assert_eq!(reading.inputs[0].kind, InputKind::YesNo);
    assert!(matches!(&reading.clauses[0].rule, Rule::When(w) if w.otherwise.is_some()));
}

#[test]
fn a_list_gives_one_clause_each() {
    let reading = english("5 points for each red card, 2 points for each blue card and 1 point for each grey card.");
    assert_eq!(labels(&reading), ["red card", "blue card", "grey card"]);
    assert_eq!(reading.clauses.len(), 3);
    let reading = english("Deduct 4 points for a missing flag and 1 point for a torn flag.");
    assert!(reading.clauses.iter().all(|c| matches!(&c.rule, Rule::When(w) if matches!(w.effect, Effect::Deduct(_)))));
}

#[test]
fn formulas_keep_the_order_of_their_names() {
    let Rule::Formula(formula) = only("Cost score = (lowest fee / offered fee) x 35") else { panic!() };
    assert_eq!(formula.name.as_deref(), Some("Cost score"));
    assert!(
        matches!(&formula.value, Expr::Mul(parts) if matches!(&parts[0], Expr::Div(a, _) if matches!(**a, Expr::Cohort { .. })))
    );
    assert_eq!(labels(&english("Total = 60% × design + 40% × build")), ["design", "build"]);
}

#[test]
fn disqualification_and_gates_are_vetoes() {
    let Rule::When(when) = only("Sleds will be disqualified if the mass exceeds 50 kg.") else { panic!() };
    assert_eq!(when.effect, Effect::Veto(VetoEffect::TotalZero));
    assert!(matches!(when.condition, Condition::Compare(_, Comparison::Above, _)));
    let Rule::When(when) = only("Bidders must score at least 65 points to proceed to the next stage.") else {
        panic!()
    };
    assert_eq!(when.effect, Effect::Veto(VetoEffect::NotEligible));
    assert!(matches!(when.condition, Condition::Compare(_, Comparison::Below, Expr::Number(n)) if n == whole(65)));
}

#[test]
fn what_judges_give_is_judged() {
    for text in [
        "Up to 8 points for the clarity of the map.",
        "The panel awards 0 to 8 points for the map.",
        "Map: maximum 8 points",
        "A maximum of 8 points will be awarded for the map.",
    ] {
        let Rule::Judge(judge) = only(text) else { panic!("{text}") };
        assert_eq!((judge.most, judge.least, judge.sign), (Some(points(8)), None, Sign::Earn), "{text}");
    }
}

#[test]
fn what_is_not_understood_is_an_error_with_its_place() {
    for (text, code) in [
        ("5 points if the 3 inspectors saw 12 of the rooms twice and 7 doors.", "number-in-phrase"),
        ("Only finished entries will be awarded points.", "points-missing"),
    ] {
        let reading = read(text, Language::English);
        assert!(reading.diagnostics.iter().any(|d| d.code == code), "{text}: {:?}", reading.diagnostics);
    }
    // A threshold is not an amount.
    let reading = read("Entrants who accumulate 20 points get a medal.", Language::English);
    assert!(reading.clauses.is_empty() && !reading.diagnostics.is_empty(), "{reading:?}");
}

#[test]
fn prose_is_left_alone() {
    let reading = english("The hall opens at nine. Bring a pencil.");
    assert!(!reading.scoring && reading.clauses.is_empty());
}

#[test]
fn a_threshold_of_people_or_ages_is_not_a_target() {
    let Rule::Each(each) = only("Crew under 18: 2 points each") else { panic!() };
    assert!(matches!(each.count, Expr::Input(_)));
    let Rule::Steps(steps) = only("1 point for each year of service above 4 years.") else { panic!() };
    assert_eq!((steps.target, steps.sign), (Expr::Number(whole(4)), Sign::Earn));
}

#[test]
fn a_start_and_its_losses_read_together() {
    for text in [
        "15 points minus 2 points for each torn sail.",
        "15 points, reduced by 2 for each torn sail.",
        "Each crew starts with 15 points. 2 points are lost for each torn sail.",
    ] {
        let reading = english(text);
        assert!(
            matches!(&reading.clauses[0].rule, Rule::Start(s) if s.amount == points(15)),
            "{text}: {:?}",
            reading.clauses
        );
        assert!(
            matches!(&reading.clauses[1].rule, Rule::Each(e) if e.sign == Sign::Lose && e.rate == points(2)),
            "{text}"
        );
    }
}

#[test]
fn a_limit_in_total_holds_the_whole_sentence() {
    let reading = english("6 points for each pier and 2 points for each buoy, not exceeding 30 points in total.");
    assert!(matches!(&reading.clauses[2].rule, Rule::Cap(c) if c.limit == points(30)));
    assert!(reading.clauses.iter().take(2).all(|c| matches!(&c.rule, Rule::Each(e) if e.limit.is_none())));
}

#[test]
fn how_points_are_added_up_gives_none() {
    let reading = english("All points are added together at the end of the day.");
    assert!(!reading.scoring && reading.clauses.is_empty());
}

#[test]
fn best_gets_all_and_others_in_proportion() {
    let Rule::Formula(formula) = only("The lowest rent scores 25 points; other offers are scored pro rata.") else {
        panic!()
    };
    assert!(
        matches!(&formula.value, Expr::Mul(p) if p[0] == Expr::Number(whole(25)) && matches!(&p[1], Expr::Div(a, b) if matches!(**a, Expr::Cohort { .. }) && matches!(**b, Expr::Input(_))))
    );
}
