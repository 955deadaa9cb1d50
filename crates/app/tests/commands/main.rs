//! The commands as a person runs them: what they print, what they write, and how they end.

mod check;
mod demo;
mod draft;
mod explain;
mod figures;
mod fmt;
mod folder;
mod new;
mod score;
mod sentence;
mod terminal;
