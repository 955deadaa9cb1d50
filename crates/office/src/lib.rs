//! The acts of an assessment office into its state: who may do what and when, what an act leaves behind, and what the
//! working folder of a round holds.
//!
//! `Act` × `Office` → `Refusal`, or the office after it. Everything here is a function of its arguments. It never knows
//! where acts are kept, how people sign in, what time it is, or what a scheme means: figures are text with a measure's
//! name, and whether a value fits its measure is asked of the plan by whoever holds one.

pub mod act;
pub mod admit;
pub mod apply;
pub mod deed;
pub mod entity;
pub mod field_names;
pub mod files;
pub mod kind;
pub mod letter;
mod named;
pub mod office;
pub mod publication;
pub mod record;
pub mod refusal;
pub mod register;
pub mod role;
pub mod rows;
pub mod security;
pub mod standing;
pub mod tree;
