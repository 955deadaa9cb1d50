//! What somebody had typed when their session ended: kept for them, shown again after they sign in.

use super::{Identity, IdentityError, secret};
use crate::office::moment::Moment;
use sqlx::Row;

/// How much of a form is kept; what is longer came as a file.
const LARGEST: usize = 512 * 1024;

/// A form as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// Where it was sent to.
    pub path: String,
    /// Names and values, in order, without secrets.
    pub fields: Vec<(String, String)>,
}

impl KeptForm {
    fn body(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.fields).finish()
    }
}

/// Whom a kept form belongs to.
pub enum Owner<'a> {
    /// A person, whose session is known though it has ended.
    Person(&'a str),
    /// Whoever has this cookie: nobody knows whose session it was.
    Browser(&'a str),
}

impl Owner<'_> {
    fn key(&self) -> String {
        match self {
            Owner::Person(person) => (*person).to_owned(),
            // No person is called so: sign-in names have no space.
            Owner::Browser(cookie) => format!("browser {}", secret::hash(cookie)),
        }
    }
}

impl Identity {
    /// Keeps a form; a later one for the same place takes its place.
    pub async fn keep_form(&self, owner: &Owner<'_>, form: &KeptForm, at: Moment) -> Result<bool, IdentityError> {
        let body = form.body();
        if body.len() > LARGEST {
            return Ok(false);
        }
        let query = sqlx::query(
            "INSERT INTO kept_forms (person, path, body, kept_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (person, path) DO UPDATE SET body = excluded.body, kept_at = excluded.kept_at",
        );
        let query = query.bind(owner.key()).bind(form.path.clone()).bind(body).bind(at.to_string());
        query.execute(self.store.pool()).await?;
        Ok(true)
    }

    /// The latest form kept for somebody.
    pub async fn kept_form(&self, owner: &Owner<'_>) -> Result<Option<KeptForm>, IdentityError> {
        let query = sqlx::query("SELECT path, body FROM kept_forms WHERE person = $1 ORDER BY kept_at DESC LIMIT 1");
        let row = query.bind(owner.key()).fetch_optional(self.store.pool()).await?;
        let form = |row: sqlx::any::AnyRow| {
            let body: String = row.try_get("body")?;
            let fields = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
            Ok(KeptForm { path: row.try_get("path")?, fields })
        };
        row.map(form).transpose()
    }

    /// It was sent again or is not wanted any more.
    pub async fn drop_kept_form(&self, owner: &Owner<'_>, path: &str) -> Result<(), IdentityError> {
        let query = sqlx::query("DELETE FROM kept_forms WHERE person = $1 AND path = $2");
        query.bind(owner.key()).bind(path.to_owned()).execute(self.store.pool()).await?;
        Ok(())
    }
}
