use crate::{all, each, scheme};

/// The findings on one item's bands, by their words.
fn gaps(bands: &str) -> Vec<String> {
    let compiled = scheme("", &format!("# 一、办结(10分)\n\n{bands}\n"));
    each(&compiled, "band-gap", "at").into_iter().map(str::to_owned).collect()
}

fn overlaps(bands: &str) -> Vec<String> {
    let compiled = scheme("", &format!("# 一、办结(10分)\n\n{bands}\n"));
    each(&compiled, "band-overlap", "at").into_iter().map(str::to_owned).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn between_two_whole_numbers_there_is_no_gap() {
    assert_eq!(gaps("参会人数50人以上的,得10分;30—49人的,得6分;10—29人的,得3分。"), NONE);
    // Of something measured, 49.5 lies in neither.
    assert_eq!(gaps("平均得分50分以上的,得10分;30—49分的,得6分。"), ["between 49分 and 50分"]);
}

#[test]
fn one_missing_whole_number_is_named() {
    assert_eq!(gaps("参会人数50人以上的,得10分;30—48人的,得6分。"), ["exactly 49人"]);
    assert_eq!(gaps("参会人数50人以上的,得10分;30—47人的,得6分。"), ["between 47人 and 50人"]);
    // Two apart, and not counted: all between them is missing.
    assert_eq!(gaps("平均得分50分以上的,得10分;30—48分的,得6分。"), ["between 48分 and 50分"]);
    let compiled = scheme("", "# 一、办结(10分)\n\n参会人数50人以上的,得10分;30—48人的,得6分。\n");
    assert_eq!(all(&compiled, "band-gap", &["item", "figure", "at_zh"]), [["一、办结", "参会人数", "恰为 49人"]]);
}

#[test]
fn a_single_value_between_two_open_edges_is_a_gap() {
    assert_eq!(gaps("办结率高于90%的,得10分;低于90%的,得4分。"), ["exactly 90%"]);
    assert_eq!(gaps("办结率高于90%的,得10分;90%以下的,得4分。"), NONE);
}

#[test]
fn several_gaps_are_told_apart_and_adjoining_ones_joined() {
    assert_eq!(
        gaps("办结率90%以上的,得10分;70%—80%的,得6分;40%—50%的,得3分。"),
        ["between 50% and 70%", "between 80% and 90%"]
    );
    // Below the worst band there are no points to miss.
    assert_eq!(gaps("办结率90%以上的,得10分;70%—90%的,得6分。"), NONE);
}

#[test]
fn what_is_better_than_the_best_band_lies_in_none() {
    assert_eq!(gaps("办结率80%—90%的,得10分;60%—80%的,得5分。"), ["above 90%"]);
    assert_eq!(gaps("平均用时10—20分钟的,得10分;20—30分钟的,得5分。"), ["below 10分钟"]);
    // The whole of something is a natural end, and so is a band without one.
    assert_eq!(gaps("办结率80%—100%的,得10分;60%—80%的,得5分。"), NONE);
    assert_eq!(gaps("平均用时20分钟以下的,得10分;20—30分钟的,得5分。"), NONE);
    // 100 of something measured is no natural end.
    assert_eq!(gaps("平均得分80—100分的,得10分;60—80分的,得5分。"), ["above 100分"]);
    // Neither end is the better one.
    assert_eq!(gaps("办结率80%—90%的,得5分;60%—80%的,得5分。"), NONE);
    assert_eq!(gaps("缺勤率5%—10%的,扣3分;10%—20%的,扣6分。"), NONE);
}

#[test]
fn bands_written_from_the_top_down_do_not_overlap() {
    assert_eq!(overlaps("办结率90%以上的,得10分;80%以上的,得8分;60%以上的,得5分。"), NONE);
    assert_eq!(overlaps("平均用时10分钟以下的,得10分;20分钟以下的,得8分。"), NONE);
    assert_eq!(overlaps("办结率80%以上的,得8分;90%以上的,得10分。"), NONE);
    // The same band twice.
    assert_eq!(overlaps("办结率90%以上的,得10分;90%以上的,得8分。"), ["above 90%"]);
}

#[test]
fn an_overlap_names_both_bands() {
    let compiled = scheme("", "# 一、办结(10分)\n\n办结率90%以上的,得10分;80%—95%的,得8分;50%—60%的,得2分。\n");
    assert_eq!(
        all(&compiled, "band-overlap", &["first", "second", "at", "at_zh"]),
        [["办结率 ≥ 90%", "办结率 ≥ 80% 且 办结率 ≤ 95%", "between 90% and 95%", "90% 与 95% 之间"]]
    );
    assert_eq!(overlaps("参会人数50人以上的,得10分;30—50人的,得6分。"), NONE);
    assert_eq!(overlaps("办结率80%以上的,得10分;80%以下的,得4分。"), ["exactly 80%"]);
    assert_eq!(overlaps("参会人数50人以上的,得10分;30—51人的,得6分。"), ["between 50人 and 51人"]);
}
