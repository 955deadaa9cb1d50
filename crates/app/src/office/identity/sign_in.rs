//! Signing in: a password, perhaps a second factor, and not too often.

use super::attempts::{give_back, start_anew};
use super::lockout::Counted;
use super::sessions::begin;
use super::{Identity, IdentityError, Locked, NewSession, Session, Step, second::FactorAnswer};
use crate::office::moment::Moment;

/// What came of an attempt to sign in.
#[derive(Debug)]
pub enum SignIn {
    /// The password was right.
    Begun(NewSession),
    /// Name or password was wrong; which, nobody is told. `locks`: from now on one must wait.
    Refused {
        /// Whether this was one too many.
        locks: bool,
    },
    /// Too many were wrong before; nothing was looked at.
    Wait(Locked),
}

impl Identity {
    /// Tries a name and a password. `exists`: whether the name is one of the office; all else goes the same way when not.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        exists: bool,
        address: &str,
        at: Moment,
    ) -> Result<SignIn, IdentityError> {
        // Counted when their turn has come, and until it ends: those who wait beside a whole office count against nobody
        // yet, and whoever comes after one too many learns it.
        let turn = self.hashing.turn().await?;
        let locks = match self.attempt(&[Counted::Address(address), Counted::Login(login)], at).await? {
            Ok(attempt) => attempt.locks,
            Err(locked) => return Ok(SignIn::Wait(locked)),
        };
        let kept = self.password_of(login, at).await?.filter(|_| exists);
        let right =
            self.hashing.verify_in(turn.clone(), password, kept.as_ref().map(|(hash, _)| hash.as_str())).await?;
        let Some((_, must_change)) = kept.filter(|_| right) else { return Ok(SignIn::Refused { locks }) };
        let step = match (self.has_factor(login).await?, must_change) {
            (true, _) => Step::Factor,
            (false, true) => Step::Change,
            (false, false) => Step::In,
        };
        let mut tx = self.store.pool().begin_with(self.store.kind().begin()).await?;
        give_back(&mut tx, address, login, at).await?;
        // The count stays until the factor is right too: a known password must not open guessing at codes.
        if step != Step::Factor {
            start_anew(&mut tx, login).await?;
        }
        let session = begin(&mut tx, login, step, at).await?;
        tx.commit().await?;
        drop(turn);
        Ok(SignIn::Begun(session))
    }

    /// Tries a code of the second factor, or a recovery code, in a session that asks for one.
    pub async fn second_factor(&self, session: &Session, code: &str, at: Moment) -> Result<SignIn, IdentityError> {
        let login = session.person.as_str();
        let locks = match self.attempt(&[Counted::Login(login)], at).await? {
            Ok(attempt) => attempt.locks,
            Err(locked) => return Ok(SignIn::Wait(locked)),
        };
        if self.try_factor(login, code, at).await? == FactorAnswer::Wrong {
            return Ok(SignIn::Refused { locks });
        }
        self.attempt_was_right(login).await?;
        let change = self.password_of(login, at).await?.is_some_and(|(_, change)| change);
        let step = if change { Step::Change } else { Step::In };
        self.advance(session, step, at).await.map(SignIn::Begun)
    }
}
