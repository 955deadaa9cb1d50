//! Canonical JSON against the examples of RFC 8785, numbers with fractions left out.

#![allow(clippy::unwrap_used)]

use kaocheng_ledger::canonical::{CanonicalFault, MOST_DEPTH, MOST_INTEGER, read, write};
use proptest::prelude::*;
use serde_json::{Value, json};

fn canonical(text: &str) -> String {
    write(&serde_json::from_str(text).unwrap()).unwrap()
}

#[test]
fn the_strings_and_literals_of_section_3_2_2() {
    let text = r#"{ "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }"#;
    assert_eq!(canonical(text), r#"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#);
}

#[test]
fn the_order_of_keys_of_section_3_2_3() {
    let text = r#"{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis"}"#;
    assert_eq!(
        canonical(text),
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
         \"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\
         \"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}"
    );
}

#[test]
fn the_further_vectors_of_its_author() {
    for (text, expected) in [
        (r#"[ 56, { "d": true, "10": null, "1": [ ] } ]"#, r#"[56,{"1":[],"10":null,"d":true}]"#),
        (
            "{\"peach\": \"This sorting order\", \"péché\": \"is wrong according to French\", \
             \"pêche\": \"but canonicalization MUST\", \"sin\": \"ignore locale\"}",
            "{\"peach\":\"This sorting order\",\"péché\":\"is wrong according to French\",\
             \"pêche\":\"but canonicalization MUST\",\"sin\":\"ignore locale\"}",
        ),
        (
            r#"{"1": {"f": {"f": "hi","F": 5} ,"\n": 56}, "10": { }, "": "empty", "a": { }, "111": [ {"e": "yes","E": "no" } ], "A": { }}"#,
            r#"{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}"#,
        ),
        (r#"{ "Unnormalized Unicode":"A\u030a" }"#, "{\"Unnormalized Unicode\":\"A\u{30a}\"}"),
    ] {
        assert_eq!(canonical(text), expected);
        assert_eq!(read(expected.as_bytes()).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    }
}

#[test]
fn only_what_must_be_is_escaped() {
    let value = json!("\u{8}\t\n\u{c}\r\"\\/\u{0}\u{1f}\u{7f}\u{2028}镇");
    let text = "\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0000\\u001f\u{7f}\u{2028}镇\"";
    assert_eq!(write(&value).unwrap(), text);
    assert_eq!(read(text.as_bytes()).unwrap(), value);
}

#[test]
fn numbers_that_readers_disagree_on_are_refused() {
    for text in ["1.5", "1e3", "-0", "1.0", "123456789012345678901234567890"] {
        let fault = read(text.as_bytes()).unwrap_err();
        assert!(matches!(fault, CanonicalFault::NotWhole { .. }), "{text}: {fault:?}");
        assert!(fault.to_string().contains("written as strings"), "{fault}");
    }
    for whole in [MOST_INTEGER, -MOST_INTEGER, 0] {
        assert_eq!(read(whole.to_string().as_bytes()).unwrap(), json!(whole));
    }
    for text in ["9007199254740992", "-9007199254740992", "18446744073709551615", "-9223372036854775808"] {
        assert_eq!(read(text.as_bytes()), Err(CanonicalFault::TooLarge { found: text.to_owned() }));
    }
}

#[test]
fn other_texts_of_a_value_are_told_apart_from_the_canonical_one() {
    for (text, at) in [
        (r#"{"b":1,"a":2}"#, 2),
        (r#"{"a":1,"a":1}"#, 6),
        (r#"{"a": 1}"#, 5),
        ("{\"a\":1}\n", 7),
        (" []", 0),
        (r#"["\u0041"]"#, 2),
        (r#"["\/"]"#, 2),
        (r#"["\u000A"]"#, 3),
        (r#"["\u001F"]"#, 7),
    ] {
        assert_eq!(read(text.as_bytes()), Err(CanonicalFault::NotCanonical { offset: at }), "{text}");
    }
    for bytes in [&b""[..], b"{", b"[1,]", b"\"\xff\"", b"\xef\xbb\xbf[]", b"nul", br#""\ud800""#, b"[] []"] {
        let fault = read(bytes).unwrap_err();
        assert!(matches!(fault, CanonicalFault::NotJson { .. }), "{fault:?}");
        assert!(!fault.to_string().contains(" at line 1 column"), "{fault}");
    }
}

#[test]
fn depth_has_an_end() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(nested(MOST_DEPTH).as_bytes()).is_ok());
    assert_eq!(read(nested(MOST_DEPTH + 1).as_bytes()), Err(CanonicalFault::TooDeep));
    assert!(read(nested(100_000).as_bytes()).is_err());
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-MOST_INTEGER..=MOST_INTEGER).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..6).prop_map(|m| m.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn every_value_has_one_text_and_it_reads_back(value in value()) {
        let text = write(&value).unwrap();
        prop_assert_eq!(read(text.as_bytes()).unwrap(), value.clone());
        let pretty = serde_json::to_string_pretty(&value).unwrap();
        prop_assert_eq!(write(&serde_json::from_str(&pretty).unwrap()).unwrap(), text);
    }

    #[test]
    fn what_reads_is_its_own_text(bytes in "[\\[\\]{}:,\"a\\\\u0-9. -]{0,12}") {
        if let Ok(value) = read(bytes.as_bytes()) {
            prop_assert_eq!(write(&value).unwrap(), bytes);
        }
    }
}
