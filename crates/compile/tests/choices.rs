//! Choices: of which several words count side by side, so that a form offers boxes to tick instead of one word.

use kaocheng_compile::plan::{InputIx, verify};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_syntax::document;

/// Whether each input of a scheme adds up, under a choice of the policy `levels`.
fn adds_up(levels: &str, sentences: &str) -> Vec<bool> {
    let head = format!("---\n编号: demo\n考核对象: 乡镇\n口径:\n  级别: {levels}\n---\n\n# 考核\n\n");
    let document = document::read(&format!("{head}## 一、表彰(10分)\n\n{sentences}\n"));
    let plan = compile(&document, &Options::default()).plan;
    assert_eq!(verify(&plan, false), []);
    assert!(!plan.inputs.is_empty(), "{sentences}");
    (0..plan.inputs.len()).map(|ix| plan.adds_up(InputIx(ix))).collect()
}

#[test]
fn levels_add_up_where_the_policy_says_so_and_not_where_the_highest_counts() {
    for sentence in ["获省、市、县表彰的,分别加4、2、1分。", "被省、市、县通报批评的,分别扣4、2、1分。"]
    {
        assert_eq!(adds_up("累加", sentence), [true], "{sentence}");
        assert_eq!(adds_up("取最高", sentence), [false], "{sentence}");
    }
}

#[test]
fn what_is_no_choice_does_not_add_up() {
    assert_eq!(adds_up("累加", "召开1次会议计2分,计满10分为止。"), [false]);
    assert_eq!(adds_up("累加", "有正式文件的,计10分。"), [false]);
}
