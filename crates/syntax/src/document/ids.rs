//! Ids: from the numbering by place in the tree, or given in braces.

use super::nodes::Node;
use crate::diagnostic::Diagnostic;
use crate::numbering::Numbering;
use std::collections::{HashMap, HashSet};

/// The id of every node; doubles are reported and told apart by a suffix.
pub(crate) fn ids(nodes: &[Node], diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let paths = paths(nodes);
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut ids = Vec::with_capacity(nodes.len());
    for (i, (node, path)) in nodes.iter().zip(paths).enumerate() {
        let wanted = node.heading.id.as_ref().map_or(path, |id| id.value.clone());
        if i == 0 {
            ids.push("0".to_owned());
            continue;
        }
        let span = node.heading.id.as_ref().map_or(node.line, |id| id.span);
        let mut id = wanted.clone();
        // Many doubles of one id must not take quadratic time: the count goes on where the last one stopped.
        let mut copy = taken.get(&wanted).copied().unwrap_or(1);
        while taken.contains_key(&id) {
            copy += 1;
            id = format!("{wanted}-{copy}");
        }
        if copy > 1 {
            diagnostics.push(Diagnostic::error("duplicate-id", span).with("id", wanted.clone()));
            taken.insert(wanted, copy);
        }
        taken.insert(id.clone(), 1);
        ids.push(id);
    }
    ids
}

/// The path of numbers from the root to every node.
fn paths(nodes: &[Node]) -> Vec<String> {
    let children = children(nodes);
    let mut paths = vec![String::new(); nodes.len()];
    for (parent, group) in &children {
        let numbers = numbers(nodes, group);
        let above = parent.and_then(|p| paths.get(p)).cloned().unwrap_or_default();
        for (child, number) in group.iter().zip(numbers) {
            let path = join(&above, &number);
            if let Some(slot) = paths.get_mut(*child) {
                *slot = path;
            }
        }
    }
    paths
}

/// Groups of siblings in the order of their parents, so that a parent's path is known before its children's.
fn children(nodes: &[Node]) -> Vec<(Option<usize>, Vec<usize>)> {
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    let mut index: HashMap<Option<usize>, usize> = HashMap::new();
    for (i, node) in nodes.iter().enumerate().skip(1) {
        let at = *index.entry(node.parent).or_insert_with(|| {
            groups.push((node.parent, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, group)) = groups.get_mut(at) {
            group.push(i);
        }
    }
    groups.sort_by_key(|(parent, _)| *parent);
    groups
}

/// The components of a group of siblings: their numbers, and for those without one the smallest numbers left.
fn numbers(nodes: &[Node], group: &[usize]) -> Vec<Vec<u32>> {
    let mut previous: Option<Numbering> = None;
    let mut found: Vec<Option<Vec<u32>>> = Vec::new();
    for i in group {
        let numbering = nodes.get(*i).and_then(|n| n.heading.numbering.clone()).map(|n| n.after(previous.as_ref()));
        found.push(numbering.as_ref().map(|n| n.value.clone()));
        previous = numbering.or(previous);
    }
    let used: HashSet<u32> = found.iter().flatten().filter_map(|v| v.last().copied()).collect();
    let mut free = (1u32..).filter(|n| !used.contains(n));
    found.into_iter().map(|v| v.unwrap_or_else(|| free.next().into_iter().collect())).collect()
}

/// 1.2 under 1 is 1.2, under 3 it is 3.2.
fn join(above: &str, number: &[u32]) -> String {
    let words: Vec<String> = number.iter().map(u32::to_string).collect();
    let dotted = words.join(".");
    let whole = above.is_empty() || words.len() > 1 && dotted.rsplit_once('.').is_some_and(|(head, _)| head == above);
    if whole {
        return dotted;
    }
    format!("{above}.{}", words.last().map_or("", String::as_str))
}
