//! English sentences whose meaning hangs on more than one amount: other figures, lists, rounds, scores from elsewhere.

use kaocheng_syntax::clause::{
    Amount, Applies, BandValue, BelowStatistic, CohortStatistic, Comparison, Condition, Effect, Expr, Feed, InputKind,
    Language, Members, Reading, Role, Rule, Sign, StepRounding, VetoEffect, read,
};
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::exact::{ratio, whole};

fn english(text: &str) -> Reading {
    let reading = read(text, Language::English);
    let errors: Vec<_> = reading.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{text}: {errors:?}");
    assert!(reading.tokens.iter().all(|t| t.role != Role::Unread), "{text}");
    reading
}

fn rules(text: &str) -> Vec<Rule> {
    english(text).clauses.into_iter().map(|c| c.rule).collect()
}

fn labels(reading: &Reading) -> Vec<&str> {
    reading.inputs.iter().map(|i| i.label.as_str()).collect()
}

fn kinds(reading: &Reading) -> Vec<&InputKind> {
    reading.inputs.iter().map(|i| &i.kind).collect()
}

fn points(n: i64) -> Amount {
    Amount::Points(whole(n))
}

#[test]
fn one_figure_is_compared_with_another() {
    let reading = english("4 points if the vaccination rate is above the mean.");
    let Rule::When(when) = &reading.clauses[0].rule else { panic!("{:?}", reading.clauses) };
    let Condition::Compare(Expr::Input(own), Comparison::Above, Expr::Cohort { statistic, of, .. }) = &when.condition
    else {
        panic!("{:?}", when.condition)
    };
    assert_eq!((*statistic, of.as_ref()), (CohortStatistic::Mean, &Expr::Input(*own)));
    let reading = english("4 points if the growth rate of output is not lower than the growth rate of staff.");
    assert_eq!(labels(&reading), ["growth rate of output", "growth rate of staff"]);
    assert_eq!(kinds(&reading), [&InputKind::Rate, &InputKind::Rate]);
    let Rule::When(when) = &reading.clauses[0].rule else { panic!("{:?}", reading.clauses) };
    assert!(matches!(when.condition, Condition::Compare(Expr::Input(_), Comparison::AtLeast, Expr::Input(_))));
    // A thing compared with a thing is a fact.
    let reading = english("4 points if the ramp is longer than the platform.");
    assert_eq!(kinds(&reading), [&InputKind::YesNo]);
}

#[test]
fn lists_are_zipped_one_by_one() {
    for text in [
        "6, 4 or 2 points are added for a national, provincial or municipal prize respectively.",
        "National, provincial and municipal prizes receive 6, 4 and 2 points respectively.",
    ] {
        let reading = english(text);
        let Rule::Levels(levels) = &reading.clauses[0].rule else { panic!("{text}: {:?}", reading.clauses) };
        let InputKind::Choice(words) = &reading.inputs[0].kind else { panic!("{text}") };
        assert_eq!(words.iter().map(|w| w.to_lowercase()).collect::<Vec<_>>(), ["national", "provincial", "municipal"]);
        let amounts: Vec<_> = levels
            .cases
            .iter()
            .map(|c| match &c.effect {
                Effect::Award { amount, .. } => amount.clone(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(amounts, [points(6), points(4), points(2)], "{text}");
    }
    let reading = english("The first, second and third places receive 9, 6 and 3 points respectively.");
    assert_eq!(kinds(&reading), [&InputKind::Rank]);
    // Lists of different length belong to nobody.
    let reading = read("6 or 4 points for a national, provincial or municipal prize respectively.", Language::English);
    assert!(!reading.diagnostics.is_empty());
}

#[test]
fn rounds_and_kinds_of_unit_limit_what_follows() {
    let reading = english("At half-year: 3 points if a plan exists. At year end: 5 points if a report exists.");
    let limits: Vec<_> = reading.clauses.iter().map(|c| c.applies.clone()).collect();
    assert_eq!(limits, [vec![Applies::Round("half-year".to_owned())], vec![Applies::Round("year end".to_owned())]]);
    let reading = english("For urban clinics, 3 points for each visit; for rural clinics, 2 points for each visit.");
    let limits: Vec<_> = reading.clauses.iter().map(|c| c.applies.clone()).collect();
    assert_eq!(
        limits,
        [vec![Applies::UnitClass("urban clinics".to_owned())], vec![Applies::UnitClass("rural clinics".to_owned())]]
    );
    // One alone tells nothing apart.
    let reading = english("For urban clinics, 3 points for each visit.");
    assert!(reading.clauses.iter().all(|c| c.applies.is_empty()));
}

#[test]
fn scores_come_from_elsewhere() {
    let reading = english("Points as scored under the provincial scheme.");
    assert_eq!(reading.inputs[0].feed, Feed::OtherScheme("provincial scheme".to_owned()));
    let reading = english("15% of the half-year score is deducted.");
    assert_eq!(reading.inputs[0].feed, Feed::Round("half-year".to_owned()));
    let Rule::Formula(formula) = &reading.clauses[0].rule else { panic!("{:?}", reading.clauses) };
    assert_eq!(formula.sign, Sign::Lose);
    assert!(matches!(&formula.value, Expr::Mul(all) if all[0] == Expr::Number(ratio(3, 20))));
    for (text, statistic) in [
        ("The score is the mean of the scores of its villages.", BelowStatistic::Mean),
        (
            "The score is the mean of the scores of its villages, weighted by resident population.",
            BelowStatistic::Weighted("resident population".to_owned()),
        ),
    ] {
        let rules = rules(text);
        let Rule::Formula(formula) = &rules[0] else { panic!("{rules:?}") };
        assert!(
            matches!(&formula.value, Expr::Below { level, statistic: found, .. } if level == "villages" && *found == statistic),
            "{text}: {:?}",
            formula.value
        );
    }
}

#[test]
fn events_are_counted_without_a_word_for_each() {
    for text in ["3 points for a goal and 1 point for an assist.", "A goal earns 3 points, an assist 1 point."] {
        assert_eq!(kinds(&english(text)), [&InputKind::Count, &InputKind::Count], "{text}");
    }
    let reading = english("4 marks for each right answer, -1 for a wrong answer and 0 for unanswered questions.");
    assert_eq!(kinds(&reading), [&InputKind::Count; 3]);
    assert!(reading.clauses.iter().all(|c| matches!(c.rule, Rule::Each(_))), "{:?}", reading.clauses);
    let reading = english("If the drone leaves the field, 4 points are deducted each time.");
    assert_eq!(kinds(&reading), [&InputKind::Count]);
    // What is had or not stays a fact.
    assert_eq!(kinds(&english("3 points for a valid licence.")), [&InputKind::YesNo]);
}

#[test]
fn the_first_ones_may_be_free() {
    for text in [
        "The first restart is free. Each subsequent restart costs 3 points.",
        "No penalty for the first restart; 3 points are deducted for each subsequent restart.",
        "After the first restart, each additional restart costs 3 points.",
    ] {
        let rules = rules(text);
        let Some(Rule::Each(each)) = rules.last() else { panic!("{text}: {rules:?}") };
        assert_eq!(each.sign, Sign::Lose, "{text}");
        let Expr::Max(all) = &each.count else { panic!("{text}: {:?}", each.count) };
        assert!(matches!(&all[1], Expr::Sub(_, one) if **one == Expr::Number(whole(1))), "{text}: {all:?}");
    }
}

#[test]
fn the_first_unit_may_have_a_rate_of_its_own() {
    let reading = english("Late plans lose 6 points for the first week and 2 points for each week thereafter.");
    assert_eq!(labels(&reading), ["week late"]);
    let rates: Vec<_> = reading
        .clauses
        .iter()
        .map(|c| match &c.rule {
            Rule::Each(each) => (each.rate.clone(), each.sign),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(rates, [(points(6), Sign::Lose), (points(2), Sign::Lose)]);
}

#[test]
fn in_a_row_is_part_of_what_happened() {
    let reading = english("4 points are deducted for each depot warned two years running.");
    assert_eq!(labels(&reading), ["depot warned two years running"]);
    let reading = english("No points if the depot was warned in three consecutive quarters.");
    assert_eq!(kinds(&reading), [&InputKind::YesNo]);
}

#[test]
fn sentences_about_other_clauses_may_follow_a_semicolon() {
    let all = rules("2 points are deducted for each gap; full marks if the unit keeps no files.");
    assert!(matches!(&all[1], Rule::When(w) if w.effect == (Effect::Full { default: false })), "{all:?}");
    let all = rules("2 points are deducted for each gap; this item is not applicable if the unit keeps no files.");
    assert!(matches!(&all[1], Rule::When(w) if w.effect == Effect::NotApplicable), "{all:?}");
    let all = rules("2 points are deducted for each gap; deductions are doubled if a gap was hidden.");
    assert!(matches!(&all[1], Rule::Multiply(m) if m.factor == whole(2)), "{all:?}");
    let all = rules("The starting score is 50 points; 4 points are added for each visit.");
    assert!(matches!(&all[0], Rule::Start(s) if s.amount == points(50)), "{all:?}");
    let all = rules("Teams begin the match with 30 points and lose 2 points for each fall.");
    assert!(matches!(&all[0], Rule::Start(s) if s.amount == points(30)), "{all:?}");
    let all = rules(
        "3 points are added for a gold plaque; 2 points are added for an open day. These additions are capped at 4 points in total.",
    );
    assert!(matches!(&all[2], Rule::Cap(c) if c.limit == points(4) && c.members == Members::Item), "{all:?}");
}

#[test]
fn what_holds_otherwise_excludes_every_case_before_it() {
    let all = rules("+3 if the seal is whole; 0 if the seal is torn; -2 in all other cases.");
    let Some(Rule::When(when)) = all.last() else { panic!("{all:?}") };
    assert_eq!(when.effect, Effect::Deduct(points(2)));
    assert!(matches!(&when.condition, Condition::All(none) if none.len() == 2), "{:?}", when.condition);
}

#[test]
fn grade_words_stand_for_scores() {
    for text in [
        "A score of 85-100 is an A, 70-84 is a B and 50-69 is a C.",
        "85 or more: excellent; 70-84: good; below 70: poor.",
        "Stations scoring 85% or more receive five stars, 70-84% four stars.",
    ] {
        let all = rules(text);
        let Rule::Bands(bands) = &all[0] else { panic!("{text}: {all:?}") };
        assert!(bands.bands.iter().all(|b| matches!(&b.value, BandValue::Effect(Effect::Grade(_)))), "{text}");
    }
}

#[test]
fn shares_follow_words_of_levels() {
    let reading = english("Excellent (100%), Good (75%), Fair (50%), Poor (0%)");
    let Rule::Levels(levels) = &reading.clauses[0].rule else { panic!("{:?}", reading.clauses) };
    assert_eq!(levels.cases[1].effect, Effect::Award { amount: Amount::ShareOfItem(ratio(3, 4)), bonus: false });
}

#[test]
fn a_dash_that_touches_a_word_is_no_minus() {
    for text in ["Safety plan in place—6 points", "Safety plan in place – 6 points", "Safety plan in place: 6 points"]
    {
        let all = rules(text);
        assert!(matches!(&all[0], Rule::When(w) if matches!(w.effect, Effect::Award { .. })), "{text}: {all:?}");
    }
    let all = rules("Safety plan missing: -6 points");
    assert!(matches!(&all[0], Rule::When(w) if w.effect == Effect::Deduct(points(6))), "{all:?}");
}

#[test]
fn parts_of_a_step_and_limits_of_the_count_are_read() {
    let all = rules("Reports lose 2 points per day late, rounded up to the nearest day.");
    assert!(matches!(&all[0], Rule::Each(e) if e.rounding == Some(StepRounding::Begun)), "{all:?}");
    let all = rules("2 points are deducted for each day of delay, up to a maximum of four days.");
    let Rule::Each(each) = &all[0] else { panic!("{all:?}") };
    assert!(matches!(&each.count, Expr::Min(all) if all[1] == Expr::Number(whole(4))), "{:?}", each.count);
    let all = rules("A crew loses 3 points for each minute over the 20-minute limit.");
    assert!(matches!(&all[0], Rule::Steps(s) if s.target == Expr::Number(whole(20))), "{all:?}");
}

#[test]
fn works_that_are_not_taken_in_are_out() {
    let all = rules("Essays handed in after the closing date will not be accepted.");
    assert!(matches!(&all[0], Rule::When(w) if w.effect == Effect::Veto(VetoEffect::NotEligible)), "{all:?}");
}

#[test]
fn words_that_open_and_hold_nothing_are_errors() {
    for text in [
        "6 points if.",
        "6 points for each.",
        "6 points if at least.",
        "Rough 6 points ride slowly unless.",
        "Score = (a + b",
        "6 points are awarded deducted.",
        "6 points 2 points for the plan.",
    ] {
        let reading = read(text, Language::English);
        assert!(reading.diagnostics.iter().any(|d| d.severity == Severity::Error), "{text}: {:?}", reading.clauses);
    }
}

#[test]
fn numbers_in_words_are_numbers() {
    for (words, digits) in [
        ("One and a half points are lost for each fault.", "1.5 points are lost for each fault."),
        ("One hundred points if the pump works.", "100 points if the pump works."),
        ("Seventeen points if at least ninety per cent attend.", "17 points if at least 90% attend."),
        ("Half a point is awarded for each step.", "0.5 points are awarded for each step."),
        ("4 points if at least three quarters of the staff attend.", "4 points if at least 75% of the staff attend."),
    ] {
        assert_eq!(rules(words), rules(digits), "{words}");
    }
}

#[test]
fn weights_are_shares_of_figures() {
    for text in ["The final score is 30% survey and 70% audit.", "Survey 30%, audit 70%"] {
        let all = rules(text);
        let Rule::Formula(formula) = &all[0] else { panic!("{text}: {all:?}") };
        assert!(matches!(&formula.value, Expr::Add(terms) if terms.len() == 2), "{text}: {:?}", formula.value);
    }
}
