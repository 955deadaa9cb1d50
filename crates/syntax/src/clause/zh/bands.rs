//! Bands: several comparisons of one figure, each with its points; zipped lists of figures and points.

use super::compare::{Bare, Compared, Value};
use super::compose::{Item, Lead};
use super::each;
use super::head::Head;
use super::number::Unit;
use super::phrase;
use super::reader::Reader;
use super::split::Statement;
use super::targets::subject;
use super::text::Range;
use crate::clause::{Amount, Band, BandEdge, BandValue, Bands, Comparison, Effect, Expr, InputRef, Role, Rule, Sign};
use crate::exact::Exact;

/// One statement of a run of bands.
struct Row {
    compared: Compared,
    prefix: Vec<Range>,
    given: Given,
}

/// Figures in a row.
struct Figures {
    values: Vec<Exact>,
    /// Their characters, with the word that compares.
    words: Range,
    unit: Unit,
    /// On which side of each the points lie.
    comparison: Comparison,
}

/// What a row gives.
enum Given {
    /// Points, or none.
    Effect(Effect),
    /// In proportion between its edges: the points at the lower and at the upper, if the text says them.
    Linear(Option<(Amount, Amount)>),
}

impl Given {
    fn loses(&self) -> bool {
        matches!(self, Given::Effect(Effect::Deduct(_)))
    }

    fn is_zero(&self) -> bool {
        matches!(self, Given::Effect(Effect::Zero))
    }

    fn points(&self) -> Option<Amount> {
        match self {
            Given::Effect(Effect::Award { amount, .. }) => Some(amount.clone()),
            Given::Effect(Effect::Zero) => Some(Amount::Points(crate::exact::whole(0))),
            _ => None,
        }
    }
}

impl Reader<'_> {
    /// Reads the bands that begin at `at`, if there are at least two; the number of items taken.
    pub fn bands(&mut self, items: &[Item], at: usize) -> Option<usize> {
        let mut rows: Vec<(Row, &Statement)> = Vec::new();
        let mut taken = 0;
        for item in items.iter().skip(at) {
            match item {
                Item::Statement(statement) => {
                    let sign = rows.last().map(|(r, _)| r.given.loses());
                    let Some(row) = self.row(statement, sign, rows.is_empty()) else { break };
                    if !rows.is_empty() && !self.continues(&rows, &row, statement) {
                        break;
                    }
                    rows.push((row, statement));
                    taken += 1;
                }
                Item::Tail(range, _) if !rows.is_empty() && self.blank(*range) => taken += 1,
                _ => break,
            }
        }
        while matches!(items.get(at + taken - usize::from(taken > 0)), Some(Item::Tail(..))) && taken > 0 {
            taken -= 1;
        }
        let awarding = rows.iter().filter(|(r, _)| !r.given.is_zero()).count();
        let steps_follow = matches!(items.get(at + taken), Some(Item::Statement(next)) if each::marked(self.text, next.lead).is_some_and(|c| c.motion != each::Motion::Occur));
        let first_awards = rows.first().is_some_and(|(r, _)| !r.given.is_zero());
        if rows.len() < 2 || awarding == 0 || !first_awards || (steps_follow && awarding < 2) {
            return None;
        }
        self.push_bands(rows);
        Some(taken)
    }

    /// 90%-60%的,按10分至0分: the points in the order of the edges, which are put in order too.
    fn in_order(&self, given: Option<(Amount, Amount)>, lead: Range) -> Option<(Amount, Amount)> {
        let values: Vec<Exact> = self.text.nums_in(lead).map(|n| n.value.clone()).collect();
        let falling = matches!(values.as_slice(), [high, low] if high > low);
        given.map(|(a, b)| if falling { (b, a) } else { (a, b) })
    }

    fn blank(&self, range: Range) -> bool {
        let cleaned = phrase::clean(self.text, range);
        cleaned.0 >= cleaned.1
    }

    /// A statement as a row of bands: one comparison, points for it.
    fn row(&self, statement: &Statement, losing: Option<bool>, first: bool) -> Option<Row> {
        let given = match &statement.found.head {
            Head::Linear(given) => Given::Linear(self.in_order(given.clone(), statement.lead)),
            head => Given::Effect(row_effect(head, losing)?),
        };
        let lead = strip_round(self, statement, first)?;
        // 5%以内得6分,超过0.1个百分点扣1分: so much for each step beyond, not another band.
        if !first && given.loses() && losing == Some(false) {
            let step = each::unmarked(self.text, lead, each::Losing::Points);
            if step.is_some_and(|c| c.unit == Unit::PercentagePoint) {
                return None;
            }
        }
        if each::marked(self.text, lead).is_some() {
            // 20本以下…每人加3分: the points are each person's own.
            let counted = each::marked(self.text, lead)?;
            let own = matches!(&counted.unit, Unit::Own(u) if u == "人" || u == "名")
                && counted.verb.0 == counted.verb.1
                && self.blank(counted.noun);
            return own.then(|| self.row_of((lead.0, counted.before.1), given)).flatten();
        }
        self.row_of(lead, given)
    }

    fn row_of(&self, lead: Range, given: Given) -> Option<Row> {
        let segments = self.text.segments(lead);
        if let Some(compared) = segments.last().and_then(|s| self.termed(*s)) {
            let prefix = segments.iter().take(segments.len().saturating_sub(1)).copied().collect();
            return Some(Row { compared, prefix, given });
        }
        let found: Vec<(usize, Compared)> =
            segments.iter().enumerate().filter_map(|(i, s)| self.compared(*s, Bare::Percent).map(|c| (i, c))).collect();
        let [(index, compared)] = found.as_slice() else { return self.joined_row(&segments, found, given) };
        if index + 1 != segments.len() || compared.bounds.iter().any(|b| matches!(b.value, Value::Cohort(..))) {
            return None;
        }
        // 有3名以上技术人员, 且... : words on both sides that hold 或 are more than one condition.
        if self.text.has(compared.label[0], &["或"]) {
            return None;
        }
        Some(Row { compared: compared.clone(), prefix: segments.iter().take(*index).copied().collect(), given })
    }

    /// 2小时内到达, 连续三年被评为优秀: a term that is a description alone, and a figure beside others like it.
    fn termed(&self, segment: Range) -> Option<Compared> {
        let mut nums = self.text.nums_in(segment).filter(|n| matches!(n.unit, Unit::Own(_)));
        let num = nums.next()?;
        if nums.next().is_some() {
            return None;
        }
        let consecutive = self.text.ends(num.start, &["连续"]);
        let timed = matches!(&num.unit, Unit::Own(u) if matches!(u.as_str(), "小时" | "分钟" | "天" | "日" | "个工作日" | "工作日" | "个小时"));
        let after = self.text.any(num.end, &["以内", "之内", "内"]).filter(|_| num.soft && timed);
        let (comparison, start, end) = match (consecutive, after) {
            (true, _) => {
                let end = self.text.any(num.end, &["及以上", "以上"]).unwrap_or(num.end);
                (Comparison::AtLeast, num.start - 2, end)
            }
            (false, Some(end)) => (Comparison::OrLess, num.start, end),
            _ => return None,
        };
        let bound = super::compare::Bound { comparison, value: Value::Number(num.value.clone()), words: (start, end) };
        let unit = num.unit.clone();
        let label = [(segment.0, start), (end, segment.1)];
        Some(Compared { label, bounds: vec![bound], unit, range: segment, implied: false })
    }

    /// 80%以上，不足90%的: two segments, one band.
    fn joined_row(&self, segments: &[Range], found: Vec<(usize, Compared)>, given: Given) -> Option<Row> {
        let [(first, a), (second, b)] = found.as_slice() else { return None };
        let nameless =
            b.label.iter().all(|l| self.blank(*l) || subject(&self.text.str(phrase::clean(self.text, *l))).is_empty());
        // 85%以上的计分,75%以上…: what stands between them is more than one band.
        let apart = a.label.last().is_some_and(|l| !self.blank(*l));
        if second + 1 != segments.len() || first + 1 != *second || !nameless || apart || a.unit != b.unit {
            return None;
        }
        let mut compared = a.clone();
        compared.bounds.extend(b.bounds.iter().cloned());
        compared.label[1] = (compared.label[1].0, compared.label[1].0);
        Some(Row { compared, prefix: segments.iter().take(*first).copied().collect(), given })
    }

    /// Whether `row` goes on with the bands before it: the same figure, or none named.
    fn continues(&self, rows: &[(Row, &Statement)], row: &Row, statement: &Statement) -> bool {
        let Some((first, start)) = rows.first() else { return true };
        let apart = start.place.part != statement.place.part || start.place.class != statement.place.class;
        if apart || !same_measure(&first.compared.unit, &row.compared.unit) {
            return false;
        }
        let mut pieces = row.prefix.clone();
        pieces.extend(row.compared.label);
        let label = phrase::key(&subject(&phrase::label(self.text, &pieces)));
        let mut pieces = first.prefix.clone();
        pieces.extend(first.compared.label);
        let known = phrase::key(&subject(&phrase::label(self.text, &pieces)));
        let term = first.compared.label[1].0 < first.compared.label[1].1 && self.termed(first.compared.range).is_some();
        label.is_empty()
            || label == known
            || known.ends_with(&label)
            || label.ends_with(&known) && !known.is_empty()
            || term && known.contains(&label)
    }

    fn push_bands(&mut self, rows: Vec<(Row, &Statement)>) {
        let Some((first, start)) = rows.first() else { return };
        let (start, place) = ((*start).clone(), start.place);
        let _ = self.lead(&start);
        let input = self.quantity(&first.compared.clone(), &first.prefix.clone(), place);
        let (mut bands, mut effects) = (Vec::new(), Vec::new());
        let mut end = start.found.range.1;
        for (i, (row, statement)) in rows.iter().enumerate() {
            self.mark_head(&statement.found);
            if i > 0 {
                self.mark_row(row, input);
                if let Some(words) = each::marked(self.text, statement.lead) {
                    words.words.iter().for_each(|w| self.mark_keyword(*w));
                }
            } else if let Some(words) = each::marked(self.text, statement.lead) {
                words.words.iter().for_each(|w| self.mark_keyword(*w));
            }
            self.mark(statement.lead, Role::Filler);
            end = end.max(statement.found.range.1);
            let (mut from, to) = edges(&row.compared);
            if from.is_none() && row.given.loses() && self.is_delay(input) {
                // 延期1周内扣1分: no delay at all loses nothing.
                from = Some(BandEdge { value: crate::exact::whole(0), included: Some(false) });
            }
            let value = match &row.given {
                Given::Effect(effect) => {
                    effects.push(effect.clone());
                    BandValue::Effect(effect.clone())
                }
                Given::Linear(given) => {
                    let Some((at_from, at_to)) = given.clone().or_else(|| between(&rows, (&from, &to))) else {
                        self.unread(statement.range(), "", "60%-90%的,按0分至10分线性插值计分");
                        continue;
                    };
                    BandValue::Linear { at_from, at_to }
                }
            };
            bands.push(Band { from, to, value });
        }
        if let Some(effect) = effects.first() {
            self.last_sign = Some((
                if matches!(effect, Effect::Deduct(_)) { Sign::Lose } else { Sign::Earn },
                matches!(effect, Effect::Award { bonus: true, .. }),
            ));
        }
        taken_from_first(&mut bands);
        nest(&mut bands);
        let rule = Rule::Bands(Bands { quantity: Expr::Input(input), bands, otherwise: None });
        self.push((start.range().0, end), place, rule);
        if let Some((last, _)) = rows.iter().rfind(|(r, _)| !r.given.is_zero()) {
            self.remember(&last.compared, Some(input), Vec::new(), None, place);
        }
    }

    fn mark_row(&mut self, row: &Row, input: InputRef) {
        for bound in &row.compared.bounds {
            self.mark_keyword(bound.words);
        }
        for piece in row.prefix.iter().chain(row.compared.label.iter()) {
            self.mark(*piece, Role::Input(input));
        }
    }

    /// 完成100/90/80%，得分5/4/3: figures and points in step; 排名1-3名依次得5、4、3分.
    pub fn zipped_bands(
        &mut self,
        amounts: &[Amount],
        sign: Sign,
        bonus: bool,
        lead: &Lead,
        statement: &Statement,
    ) -> bool {
        let Lead::Words(range) = lead else { return false };
        let Some(Figures { values, words, unit, comparison }) = self.figures(*range, amounts.len()) else {
            return false;
        };
        let label = [(range.0, words.0), (words.1, range.1)];
        let compared = Compared { label, bounds: Vec::new(), unit: unit.clone(), range: *range, implied: false };
        self.mark_keyword(words);
        let input = self.quantity(&compared, &[], statement.place);
        let rank = self.inputs.get(input.0).is_some_and(|i| i.kind == crate::clause::InputKind::Rank);
        let mut bands: Vec<Band> = values
            .iter()
            .zip(amounts)
            .map(|(value, amount)| {
                let effect = effect_of(amount.clone(), sign, bonus);
                let edge = |included| Some(BandEdge { value: value.clone(), included });
                let (from, to) = match comparison {
                    _ if rank => (edge(Some(true)), edge(Some(true))),
                    // 低于80%、70%、60%: each bound holds the next.
                    Comparison::Below => (None, edge(Some(false))),
                    Comparison::AtMost => (None, edge(Some(true))),
                    Comparison::OrLess => (None, edge(None)),
                    Comparison::Above => (edge(Some(false)), None),
                    _ => (edge(Some(true)), None),
                };
                Band { from, to, value: BandValue::Effect(effect) }
            })
            .collect();
        nest(&mut bands);
        self.push(
            (range.0, statement.found.range.1),
            statement.place,
            Rule::Bands(Bands { quantity: Expr::Input(input), bands, otherwise: None }),
        );
        self.remember(&Compared { bounds: vec![], ..compared }, Some(input), Vec::new(), None, statement.place);
        true
    }

    /// `count` figures in a row: a list, or a range of places that holds as many.
    fn figures(&self, range: Range, count: usize) -> Option<Figures> {
        let nums: Vec<_> = self.text.nums_in(range).filter(|n| !n.soft || n.chinese).cloned().collect();
        if let [low, high] = nums.as_slice() {
            let places = (&high.value - &low.value + crate::exact::whole(1)) == crate::exact::whole(count as i64);
            if places && self.text.any(low.end, &["-", "至", "到"]).is_some() {
                let values = (0..count).map(|i| &low.value + crate::exact::whole(i as i64)).collect();
                let words = (low.start, high.end);
                return Some(Figures { values, words, unit: Unit::Rank, comparison: Comparison::Equal });
            }
        }
        if nums.len() != count || count < 2 {
            return None;
        }
        let joined = nums.windows(2).all(|w| {
            let gap = (w[0].end, w[1].start);
            gap.1 - gap.0 <= 3
                && self
                    .text
                    .str(gap)
                    .chars()
                    .all(|c| matches!(c, '/' | '、' | ',' | '和' | '以' | '上' | '达' | '到' | '第' | '≥'))
        });
        let (first, last) = (nums.first()?, nums.last()?);
        let unit = last.unit.clone();
        let scale = |n: &super::number::Num| match (&n.unit, &unit) {
            (Unit::None, Unit::Percent) => n.value.clone() / crate::exact::whole(100),
            _ => n.value.clone(),
        };
        let unit_of = if first.unit == Unit::Rank { Unit::Rank } else { unit.clone() };
        let before = super::compare::before(self.text, range.0, first.start);
        let after = super::compare::after(self.text, last.end).filter(|(_, end)| *end <= range.1);
        let start = before.map_or(first.start, |(_, start)| start);
        let end = after.map_or(last.end, |(_, end)| end);
        let comparison = match (before, after) {
            (_, Some((Comparison::OrMore, _))) => Comparison::AtLeast,
            (_, Some((comparison, _))) | (Some((comparison, _)), _) => comparison,
            _ => Comparison::AtLeast,
        };
        let values = nums.iter().map(scale).collect();
        joined.then_some(Figures { values, words: (start, end), unit: unit_of, comparison })
    }
}

/// The lead without its round, when the round belongs to the whole run.
fn strip_round(reader: &Reader<'_>, statement: &Statement, first: bool) -> Option<Range> {
    let range = phrase::clean(reader.text, statement.lead);
    if range.0 >= range.1 {
        return None;
    }
    match reader.round_at(statement) {
        Some((_, at, end)) if first && at <= range.0 => Some((end, statement.lead.1)),
        Some((_, _, end)) if first => Some((end, statement.lead.1)),
        Some(_) => None,
        None => Some((range.0, statement.lead.1)),
    }
}

/// The points of the bands below and above: what is in proportion between them goes from the one to the other.
fn between(rows: &[(Row, &Statement)], edge: (&Option<BandEdge>, &Option<BandEdge>)) -> Option<(Amount, Amount)> {
    let (from, to) = (&edge.0.as_ref()?.value, &edge.1.as_ref()?.value);
    let at = |edge: &Option<BandEdge>, value: &Exact| edge.as_ref().is_some_and(|e| e.value == *value);
    let ends_at = |row: &Row| at(&edges(&row.compared).1, from);
    let begins_at = |row: &Row| at(&edges(&row.compared).0, to);
    let below = rows.iter().find(|(r, _)| ends_at(r))?.0.given.points()?;
    let above = rows.iter().find(|(r, _)| begins_at(r))?.0.given.points()?;
    Some((below, above))
}

/// What a row gives; points without a verb follow the row before.
fn row_effect(head: &Head, losing: Option<bool>) -> Option<Effect> {
    match head {
        Head::Points(p) if p.amounts.len() == 1 && p.per.is_none() && !p.mark => {
            let sign = p.sign.unwrap_or(if losing == Some(true) { Sign::Lose } else { Sign::Earn });
            Some(effect_of(p.amounts.first()?.clone(), sign, p.bonus))
        }
        Head::Full { deemed: false, .. } => Some(Effect::Award { amount: Amount::ItemPoints, bonus: false }),
        Head::Zero | Head::NoGain => Some(Effect::Zero),
        Head::NoLoss => Some(Effect::Deduct(Amount::Points(crate::exact::whole(0)))),
        Head::Grade(word) => Some(Effect::Grade(word.clone())),
        _ => None,
    }
}

fn effect_of(amount: Amount, sign: Sign, bonus: bool) -> Effect {
    match sign {
        Sign::Earn => Effect::Award { amount, bonus },
        Sign::Lose => Effect::Deduct(amount),
    }
}

fn same_measure(a: &Unit, b: &Unit) -> bool {
    match (a, b) {
        (Unit::Own(a), Unit::Own(b)) => super::targets::same_classifier(a, b),
        (Unit::Percent | Unit::PercentagePoint, Unit::Percent | Unit::PercentagePoint) => true,
        (Unit::Rank, Unit::Own(unit)) | (Unit::Own(unit), Unit::Rank) => matches!(unit.as_str(), "名" | "位"),
        _ => a == b,
    }
}

/// The edges of a band.
pub(super) fn edges(compared: &Compared) -> (Option<BandEdge>, Option<BandEdge>) {
    let (mut from, mut to) = (None, None);
    for bound in &compared.bounds {
        let Value::Number(value) = &bound.value else { continue };
        let edge = |included| Some(BandEdge { value: value.clone(), included });
        match bound.comparison {
            Comparison::AtLeast => from = edge(Some(true)),
            Comparison::Above => from = edge(Some(false)),
            Comparison::OrMore => from = edge(None),
            Comparison::AtMost => to = edge(Some(true)),
            Comparison::Below => to = edge(Some(false)),
            Comparison::OrLess => to = edge(None),
            Comparison::Equal => {
                from = edge(Some(true));
                to = edge(Some(true));
            }
        }
    }
    (from, to)
}

/// 达到100%得8分,95%~100%减3分: what later bands take, they take from what the first gives.
fn taken_from_first(bands: &mut [Band]) {
    let Some(BandValue::Effect(Effect::Award { amount: first, bonus })) = bands.first().map(|b| b.value.clone()) else {
        return;
    };
    for band in bands.iter_mut().skip(1) {
        let BandValue::Effect(Effect::Deduct(taken)) = &band.value else { continue };
        let amount = match (&first, taken) {
            (Amount::Points(first), Amount::Points(taken)) if first >= taken => Amount::Points(first - taken),
            _ => Amount::Computed(Expr::Sub(
                Box::new(super::ratio::amount_expr(&first)),
                Box::new(super::ratio::amount_expr(taken)),
            )),
        };
        band.value = BandValue::Effect(Effect::Award { amount, bonus });
    }
}

/// Bands open on one side hold each other: the narrowest must come first for the first that holds to be the right one.
fn nest(bands: &mut [Band]) {
    let open_above = |b: &Band| b.from.is_some() && b.to.is_none();
    let open_below = |b: &Band| b.to.is_some() && b.from.is_none();
    let mut above: Vec<usize> = (0..bands.len()).filter(|&i| bands.get(i).is_some_and(open_above)).collect();
    let mut below: Vec<usize> = (0..bands.len()).filter(|&i| bands.get(i).is_some_and(open_below)).collect();
    sort_places(bands, &mut above, |b| b.from.as_ref().map(|e| -e.value.clone()));
    sort_places(bands, &mut below, |b| b.to.as_ref().map(|e| e.value.clone()));
}

/// Puts the bands that stand at `places` into the order of `by`, leaving the others where they are.
fn sort_places(bands: &mut [Band], places: &mut [usize], by: impl Fn(&Band) -> Option<Exact>) {
    let mut chosen: Vec<Band> = places.iter().filter_map(|&i| bands.get(i).cloned()).collect();
    chosen.sort_by_key(by);
    for (&place, band) in places.iter().zip(chosen) {
        if let Some(slot) = bands.get_mut(place) {
            *slot = band;
        }
    }
}
