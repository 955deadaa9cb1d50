//! A figure in a form: how it is typed, what stands there and where it comes from.

use super::saving::Saved;
use crate::message::Lang;
use crate::office::assess::Scheme;
use crate::office::moment::Moment;
use crate::office::web::Filled;
use crate::office::web::naming;
use kaocheng_compile::plan::{Input, InputIx};
use kaocheng_engine::value::parse;
use kaocheng_exchange::figures::shown;
use kaocheng_office::act::{Capacity, Measure};
use kaocheng_office::entity::{Figure, Stamp};
use kaocheng_office::office::{Office, key};
use kaocheng_syntax::clause::InputKind;

/// Where a figure comes from.
pub struct Origin {
    /// Who entered it.
    pub who: String,
    /// When.
    pub when: String,
    /// The entry of the ledger.
    pub seq: u64,
    /// Its source.
    pub source: String,
    /// The day that it speaks of.
    pub date: String,
    /// Why the office changed it, if it did.
    pub because: String,
}

/// A figure in a form.
pub struct Field {
    /// Unit and measure, as the names of its fields end.
    pub key: String,
    /// The unit.
    pub unit: String,
    /// The measure's id.
    pub measure: String,
    /// The scheme's words for it.
    pub label: String,
    /// The title of the item that first asks for it.
    pub item: String,
    /// The department that supplies it.
    pub provider: String,
    /// What can be chosen; empty: it is typed.
    pub choices: Vec<(String, String)>,
    /// Several of them at once: boxes to tick.
    pub several: bool,
    /// The unit that stands behind what is typed.
    pub suffix: String,
    /// What stands in the field.
    pub value: String,
    /// What stands in the field of the remark.
    pub note: String,
    /// What stands in the fields of where it comes from: its source and the day that it speaks of.
    pub source: String,
    pub date: String,
    /// What the author saw there.
    pub seen_source: String,
    pub seen_date: String,
    /// The value that the author saw.
    pub seen: String,
    /// The remark that the author saw.
    pub seen_note: String,
    /// The entry of the figure that the author saw.
    pub base: String,
    /// Where the figure that stands comes from.
    pub origin: Option<Origin>,
    /// What is wrong with what was typed.
    pub problem: String,
    /// Somebody else changed it meanwhile, to this.
    pub theirs: Option<String>,
}

/// The measures of a round, beside the figures of its units.
pub struct Measures<'a> {
    /// The office.
    pub office: &'a Office,
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The round.
    pub round: &'a str,
    /// The reader's language.
    pub t: Lang,
}

impl<'a> Measures<'a> {
    /// The measures of these capacities, in the order of the scheme.
    pub fn of(&self, capacities: &[Capacity]) -> Vec<(usize, &'a Measure)> {
        let issued = self.office.rounds.get(&key(&[self.round])).and_then(|round| round.issued.as_ref());
        let place = |measure: &'a Measure| {
            let at = self.scheme.plan.inputs.iter().position(|input| input.id == measure.id)?;
            capacities.contains(&measure.capacity).then_some((at, measure))
        };
        let mut found: Vec<_> = issued.into_iter().flat_map(|issued| &issued.measures).filter_map(place).collect();
        found.sort_by_key(|(at, _)| *at);
        found
    }

    /// A figure of a unit, for its form; a measure that the plan does not have gives none.
    pub fn field(&self, unit: &str, (at, measure): (usize, &Measure)) -> Option<Field> {
        let input = self.scheme.plan.inputs.get(at)?;
        let figure = self.office.figure(self.round, unit, &measure.id);
        let value = figure.map(|figure| in_form(self.scheme, at, &figure.value)).unwrap_or_default();
        let note = figure.map(|figure| figure.note.clone()).unwrap_or_default();
        Some(Field {
            key: key(&[unit, &measure.id]),
            unit: unit.to_owned(),
            measure: measure.id.clone(),
            label: measure.label.clone(),
            item: self.scheme.plan.items.get(input.item).map(|item| item.title.clone()).unwrap_or_default(),
            provider: measure.provider.clone().unwrap_or_default(),
            choices: choices(input, &value, self.t),
            several: is_several(self.scheme, at),
            source: figure.map(|figure| figure.source.clone()).unwrap_or_default(),
            date: figure.map(|figure| figure.date.clone()).unwrap_or_default(),
            seen_source: figure.map(|figure| figure.source.clone()).unwrap_or_default(),
            seen_date: figure.map(|figure| figure.date.clone()).unwrap_or_default(),
            suffix: suffix(input),
            seen: value.clone(),
            seen_note: note.clone(),
            value,
            note,
            base: figure.map(|figure| figure.stamp.seq.to_string()).unwrap_or_default(),
            origin: figure.map(|figure| self.origin(figure)),
            problem: String::new(),
            theirs: None,
        })
    }

    fn origin(&self, figure: &Figure) -> Origin {
        Origin {
            who: naming::person(self.office, &figure.stamp.by),
            when: when(&figure.stamp),
            seq: figure.stamp.seq,
            source: figure.source.clone(),
            date: figure.date.clone(),
            because: figure.because.clone().unwrap_or_default(),
        }
    }
}

impl Field {
    /// What was typed, again, where it was not taken.
    pub fn again(&mut self, form: &Filled, saved: &Saved) {
        if !saved.failed.contains(&self.unit) || !form.is_set(&format!("v/{}", self.key)) {
            return;
        }
        let typed = |stem: &str| form.value(&format!("{stem}/{}", self.key)).to_owned();
        let value = chosen(form, &format!("v/{}", self.key));
        let (note, seen, seen_note, base) = (typed("n"), typed("o"), typed("m"), typed("b"));
        if form.is_set(&format!("s/{}", self.key)) {
            (self.source, self.date) = (typed("s"), typed("d"));
        }
        self.problem = saved.problems.get(&self.key).cloned().unwrap_or_default();
        if saved.stale.contains(&self.key) {
            self.theirs = Some(self.value.clone());
        } else {
            (self.seen, self.seen_note, self.base) = (seen, seen_note, base);
            (self.seen_source, self.seen_date) = (typed("t"), typed("e"));
        }
        (self.value, self.note) = (value, note);
    }

    /// Whether it is said where the figure comes from: then the fields of it are open.
    pub fn is_sourced(&self) -> bool {
        !self.source.is_empty() || !self.date.is_empty()
    }

    /// Whether the value is one of the choices; another is kept as a choice of its own.
    pub fn is_among_choices(&self) -> bool {
        self.value.is_empty() || self.choices.iter().any(|(value, _)| *value == self.value)
    }

    /// The value as it is shown, with its unit.
    pub fn told(&self) -> String {
        self.told_of(&self.value)
    }

    /// A value of the field as it is shown.
    pub fn told_of(&self, value: &str) -> String {
        let of = |word: &str| self.choices.iter().find(|(choice, _)| choice == word).map(|(_, label)| label.clone());
        let together = || value.split('+').map(of).collect::<Option<Vec<_>>>().map(|labels| labels.join("、"));
        let label = of(value).or_else(together);
        let is_number = value.ends_with(|c: char| c.is_ascii_digit());
        label.unwrap_or_else(|| if is_number { format!("{value}{}", self.suffix) } else { value.to_owned() })
    }

    /// Whether it is chosen from a list.
    pub fn is_chosen(&self) -> bool {
        !self.choices.is_empty()
    }

    /// Where it is disputed.
    pub fn dispute(&self, round: &str) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("unit", &self.unit)
            .append_pair("measure", &self.measure)
            .finish();
        format!("/rounds/{}/disputes?{query}", naming::part(round))
    }
}

/// Whether several words of a measure may hold at once.
pub fn is_several(scheme: &Scheme, at: usize) -> bool {
    let is_choice = scheme.plan.inputs.get(at).is_some_and(|input| matches!(input.kind, InputKind::Choice(_)));
    is_choice && scheme.plan.adds_up(InputIx(at))
}

/// What was typed or ticked in a field: ticked words joined as files of figures join them.
pub fn chosen(form: &Filled, name: &str) -> String {
    let ticked: Vec<&str> = form.all(name).map(str::trim).filter(|word| !word.is_empty()).collect();
    ticked.join("+")
}

/// What can be chosen for a measure, value and words for it; nothing: it is typed.
pub fn choices(input: &Input, value: &str, t: Lang) -> Vec<(String, String)> {
    let own = |word: &str| (word.to_owned(), word.to_owned());
    let mut all = match &input.kind {
        InputKind::YesNo => {
            vec![("是".to_owned(), t.pick("是", "yes").to_owned()), ("否".to_owned(), t.pick("否", "no").to_owned())]
        }
        InputKind::Choice(words) => {
            let mut all: Vec<_> = words.iter().map(|word| own(word)).collect();
            all.push(("无".to_owned(), t.pick("无", "none of these").to_owned()));
            all
        }
        _ => return Vec::new(),
    };
    all.push(("不适用".to_owned(), t.pick("不适用", "not applicable").to_owned()));
    let is_there = |word: &str| all.iter().any(|(choice, _)| choice == word);
    if !value.is_empty() && !is_there(value) && !value.split('+').all(is_there) {
        all.push(own(value));
    }
    all
}

fn suffix(input: &Input) -> String {
    match input.kind {
        InputKind::Rate => "%".to_owned(),
        InputKind::Count | InputKind::Amount => input.unit.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

/// A figure as its form shows it: a rate without its percent sign, which stands behind the field.
pub fn in_form(scheme: &Scheme, at: usize, value: &str) -> String {
    let Some(input) = scheme.plan.inputs.get(at) else { return value.to_owned() };
    let value = parse(input, value).map_or_else(|_| value.to_owned(), |read| shown(&scheme.plan, InputIx(at), &read));
    match input.kind {
        InputKind::Rate => value.strip_suffix('%').map(str::to_owned).unwrap_or(value),
        _ => value,
    }
}

/// What was typed, as files of figures hold it; what is no value of the measure stays as it was typed.
pub fn from_form(scheme: &Scheme, at: usize, typed: &str) -> String {
    let typed = typed.trim();
    let Some(input) = scheme.plan.inputs.get(at).filter(|_| !typed.is_empty()) else { return typed.to_owned() };
    let bare = input.kind == InputKind::Rate && typed.ends_with(|c: char| c.is_numeric());
    let whole = if bare { format!("{typed}%") } else { typed.to_owned() };
    parse(input, &whole).map_or(whole, |read| shown(&scheme.plan, InputIx(at), &read))
}

/// When something was done, in the office's own time.
pub fn when(stamp: &Stamp) -> String {
    Moment::of_text(&stamp.at).map_or_else(|| stamp.at.clone(), Moment::local)
}
