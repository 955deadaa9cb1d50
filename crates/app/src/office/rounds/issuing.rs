//! Issuing: what the scheme asks for, who enters each figure as the office decided, and the publication.

use super::{By, RoundError, Rounds, blocking};
use crate::message::Lang;
use crate::office::assess::check;
use crate::office::desk::Accepted;
use kaocheng_office::act::{Act, Capacity, Measure};

/// Who enters a figure, as the office decides it.
pub struct Choice {
    /// The measure's id.
    pub measure: String,
    /// As what it is entered.
    pub capacity: Capacity,
    /// The department that supplies it.
    pub provider: Option<String>,
}

/// What the scheme proposes, with what the office chose in its place. Choices of measures that it does not ask for are none.
pub fn decided(mut proposed: Vec<Measure>, choices: Vec<Choice>) -> Vec<Measure> {
    for choice in choices {
        if let Some(measure) = proposed.iter_mut().find(|measure| measure.id == choice.measure) {
            measure.capacity = choice.capacity;
            measure.provider = choice.provider.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        }
    }
    proposed
}

/// Whether it is not said which department supplies a measure.
pub fn lacks_provider(measure: &Measure) -> bool {
    measure.capacity == Capacity::Provided && measure.provider.is_none()
}

impl Rounds {
    /// What a round's scheme asks for, with a proposal of who enters it.
    pub async fn proposed_measures(&self, round: &str, lang: Lang) -> Result<Vec<Measure>, RoundError> {
        Ok(crate::office::assess::measures(&self.scheme(round, lang).await?.plan))
    }

    /// Issues the scheme, with who enters which figure as the office decided.
    pub async fn issue(
        &self,
        by: By<'_>,
        round: &str,
        number: &str,
        measures: Vec<Measure>,
    ) -> Result<Accepted, RoundError> {
        if let Some(measure) = measures.iter().find(|measure| lacks_provider(measure)) {
            return Err(RoundError::Unfit([
                format!("由部门提供的数据要写明部门：{}。", measure.label),
                format!("What a department supplies needs its name: {}.", measure.label),
            ]));
        }
        let found = self.round(round).await?;
        let scheme = self.scheme(round, by.lang).await?;
        let (Some(text), Some(units)) = (found.scheme, found.units) else { return Err(RoundError::NoScheme) };
        let bytes = self.blobs.get(&text).await?;
        let lang = by.lang;
        let checking = blocking(move || check(&bytes, lang)).await?;
        if !checking.is_fit() {
            return Err(RoundError::NoScheme);
        }
        let act = Act::Issued {
            round: round.to_owned(),
            number: number.to_owned(),
            scheme: text,
            units: units.file,
            program: kaocheng_compile::plan::hash(&scheme.plan),
            measures,
        };
        let accepted = self.act(by, act).await?;
        // What is published can be held against later: the checkpoint goes with it.
        self.desk.checkpoint().await?;
        Ok(accepted)
    }
}
