//! What the scheme says of draws and teams, and what the command line says: each may be silent, they may not differ.

use crate::message::{Failure, Lang};
use crate::phrase;
use kaocheng_compile::plan::Plan;
use kaocheng_syntax::provision::{Sample, SampleException};
use std::fmt::Display;

/// The value that both sides leave: an error where they say different things.
pub fn agreed<T: PartialEq + Display>(
    option: &str,
    told: Option<T>,
    scheme: Option<T>,
    lang: Lang,
) -> Result<Option<T>, Failure> {
    match (told, scheme) {
        (Some(told), Some(scheme)) if told != scheme => {
            let slots: [(&str, &dyn Display); 3] = [("option", &option), ("scheme", &scheme), ("told", &told)];
            Err(Failure::Usage(phrase::DRAW_DIFFERS.with(lang, &slots)))
        }
        (told, scheme) => Ok(told.or(scheme)),
    }
}

/// What the command line says of the sample.
pub struct Told<'a> {
    /// The level in each unit of which sites are drawn.
    pub stratum: Option<&'a str>,
    /// The level of the sites.
    pub site: Option<&'a str>,
    /// How many in each.
    pub size: Option<u32>,
    /// `NAME=SIZE`.
    pub except: &'a [String],
    /// Whether chances are to follow a measure.
    pub measure: bool,
}

/// How sites are drawn, by the scheme and the command line together; its levels are some of `levels`, those of the units.
pub fn sample(told: &Told<'_>, plan: &Plan, levels: &[&str], lang: Lang) -> Result<Sample, Failure> {
    let rules = &plan.mechanism.samples;
    let named = |site: &str, rule: &Sample| site == rule.site || level_of(&rule.site, levels) == Some(site);
    let fits = |rule: &&Sample| told.site.is_none_or(|s| named(s, rule)) || rules.len() == 1;
    let fitting: Vec<&Sample> = rules.iter().filter(fits).collect();
    let scheme = match fitting.as_slice() {
        [] => None,
        [one] => Some(*one),
        several => {
            let sites = several.iter().map(|s| s.site.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Failure::Usage(phrase::DRAW_WHICH_SITE.with(lang, &[("sites", &sites)])));
        }
    };
    let stratum = level("--stratum", told.stratum, scheme.map(|s| s.stratum.as_str()), levels, lang)?;
    let site = level("--site", told.site, scheme.map(|s| s.site.as_str()), levels, lang)?;
    let size = agreed("--size", told.size, scheme.map(|s| s.size), lang)?;
    let (Some(stratum), Some(site), Some(size)) = (stratum, site, size) else {
        return Err(Failure::Usage(phrase::DRAW_NOT_SAID.plain(lang).to_owned()));
    };
    let exceptions = exceptions(told.except, scheme, lang)?;
    if told.measure && scheme.is_some_and(|s| s.measure.is_none()) {
        return Err(Failure::Usage(phrase::DRAW_EQUAL.plain(lang).to_owned()));
    }
    Ok(Sample { stratum, site, size, exceptions, measure: scheme.and_then(|s| s.measure.clone()) })
}

/// The level that is meant. Where the scheme's words are none (样本点), people say which one they are; nobody guesses.
fn level(
    option: &str,
    told: Option<&str>,
    scheme: Option<&str>,
    levels: &[&str],
    lang: Lang,
) -> Result<Option<String>, Failure> {
    let meant = scheme.and_then(|words| level_of(words, levels));
    if let (None, Some(words), None) = (told, scheme, meant) {
        let slots: [(&str, &dyn Display); 3] = [("words", &words), ("levels", &levels.join(", ")), ("option", &option)];
        return Err(Failure::Usage(phrase::DRAW_LEVEL_OPEN.with(lang, &slots)));
    }
    agreed(option, told.map(str::to_owned), meant.map(str::to_owned), lang)
}

/// The level whose name these words are, be it as a sample (样本村, sample villages) or in the plural.
fn level_of<'l>(words: &str, levels: &[&'l str]) -> Option<&'l str> {
    let words = words.trim().to_lowercase();
    let bare = words.strip_prefix("样本").or(words.strip_prefix("sample ")).unwrap_or(&words);
    let singular = [bare.strip_suffix("ies").map(|stem| format!("{stem}y")), bare.strip_suffix('s').map(str::to_owned)];
    let forms: Vec<&str> =
        [words.as_str(), bare].into_iter().chain(singular.iter().flatten().map(String::as_str)).collect();
    forms.iter().find_map(|form| levels.iter().find(|l| l.to_lowercase() == *form).copied())
}

fn exceptions(told: &[String], scheme: Option<&Sample>, lang: Lang) -> Result<Vec<SampleException>, Failure> {
    let mut list: Vec<SampleException> = Vec::new();
    for text in told {
        let read = text.split_once('=').and_then(|(name, size)| {
            let size = size.trim().parse::<u32>().ok().filter(|s| *s > 0)?;
            Some(SampleException { stratum: name.trim().to_owned(), size })
        });
        list.push(read.ok_or_else(|| Failure::Usage(phrase::DRAW_EXCEPT.with(lang, &[("text", text)])))?);
    }
    let shown = |list: &[SampleException]| {
        let mut words: Vec<String> = list.iter().map(|e| format!("{}={}", e.stratum, e.size)).collect();
        words.sort();
        if words.is_empty() { "–".to_owned() } else { words.join(", ") }
    };
    // No --except says nothing; the scheme's exceptions hold. A rule of the scheme without exceptions has none.
    let told = (!list.is_empty()).then(|| shown(&list));
    agreed("--except", told, scheme.map(|s| shown(&s.exceptions)), lang)?;
    Ok(scheme.map_or(list, |s| s.exceptions.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: &[&str] = &["县", "乡镇", "村", "社区", "county", "village"];

    fn plan(sites: &[&str]) -> Plan {
        let mut plan = Plan::default();
        let sample = |site: &&str| Sample {
            stratum: "乡镇".into(),
            site: (*site).into(),
            size: 2,
            exceptions: vec![SampleException { stratum: "杏山镇".into(), size: 1 }],
            measure: None,
        };
        plan.mechanism.samples = sites.iter().map(sample).collect();
        plan
    }

    fn told<'a>(size: Option<u32>, site: Option<&'a str>, except: &'a [String]) -> Told<'a> {
        Told { stratum: None, site, size, except, measure: false }
    }

    #[test]
    fn the_scheme_is_enough_and_may_be_repeated() {
        let (plan, none) = (plan(&["村"]), Vec::new());
        let read = sample(&told(None, None, &none), &plan, LEVELS, Lang::En).unwrap();
        assert_eq!(read, plan.mechanism.samples[0]);
        let same = ["杏山镇=1".to_owned()];
        assert_eq!(sample(&told(Some(2), Some("村"), &same), &plan, LEVELS, Lang::En).unwrap(), read);
    }

    #[test]
    fn the_command_line_may_not_say_otherwise() {
        let plan = plan(&["村"]);
        let none = Vec::new();
        let other = ["杏山镇=2".to_owned()];
        for told in [told(Some(3), None, &none), told(None, Some("社区"), &none), told(None, None, &other)] {
            assert!(matches!(sample(&told, &plan, LEVELS, Lang::En), Err(Failure::Usage(_))));
        }
        let measured = Told { measure: true, ..told(None, None, &none) };
        assert!(matches!(sample(&measured, &plan, LEVELS, Lang::En), Err(Failure::Usage(_))));
    }

    #[test]
    fn of_several_kinds_of_site_one_is_named() {
        let plan = plan(&["村", "社区"]);
        let none = Vec::new();
        assert!(matches!(sample(&told(None, None, &none), &plan, LEVELS, Lang::En), Err(Failure::Usage(_))));
        assert_eq!(sample(&told(None, Some("社区"), &none), &plan, LEVELS, Lang::En).unwrap().site, "社区");
    }

    #[test]
    fn the_words_of_a_scheme_are_a_level_or_people_say_which() {
        let none = Vec::new();
        let site = |words: &str, told_site| {
            sample(&told(None, told_site, &none), &plan(&[words]), LEVELS, Lang::En).map(|s| s.site)
        };
        assert_eq!(site("样本村", None).unwrap(), "村");
        assert_eq!(site("sample Villages", None).unwrap(), "village");
        assert_eq!(site("样本村", Some("村")).unwrap(), "村");
        assert!(matches!(site("样本村", Some("社区")), Err(Failure::Usage(_))));
        assert!(matches!(site("样本点", None), Err(Failure::Usage(_))));
        assert_eq!(site("样本点", Some("村")).unwrap(), "村");
        assert_eq!(level_of("counties", LEVELS), Some("county"));
    }
}
