//! Folds what repeats: matches of one rule with the same key values, and unknown errors of
//! the same shape.

use std::collections::HashMap;
use std::hash::Hash;

/// Things that are told apart by a key, in the order in which they first come.
#[derive(Debug)]
pub(crate) struct Folded<K, T> {
    items: Vec<T>,
    by_key: HashMap<K, usize>,
    /// How many are told apart of each kind.
    limit: usize,
    /// How many there are of each kind, and the last of them.
    of_kind: HashMap<u32, (usize, usize)>,
    limited: bool,
}

impl<K: Eq + Hash, T> Folded<K, T> {
    /// Tells at most `limit` things of each kind apart.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            items: Vec::new(),
            by_key: HashMap::new(),
            limit,
            of_kind: HashMap::new(),
            limited: false,
        }
    }

    /// The thing with this key, if there is one.
    pub(crate) fn get(&mut self, key: &K) -> Option<&mut T> {
        self.by_key.get(key).and_then(|&index| self.items.get_mut(index))
    }

    /// Adds a thing: `append`s it to the one with this key, if there is one. Beyond the limit
    /// of its kind it is counted with the last one.
    pub(crate) fn add(&mut self, kind: u32, key: K, new: T, append: impl FnOnce(&mut T, T)) {
        if let Some(&index) = self.by_key.get(&key) {
            append(&mut self.items[index], new);
            return;
        }
        let (count, last) = self.of_kind.entry(kind).or_default();
        if *count >= self.limit {
            self.limited = true;
            append(&mut self.items[*last], new);
            return;
        }
        *count += 1;
        *last = self.items.len();
        self.by_key.insert(key, self.items.len());
        self.items.push(new);
    }

    /// Whether there were more than are told apart.
    pub(crate) fn limited(&self) -> bool {
        self.limited
    }

    pub(crate) fn into_items(self) -> Vec<T> {
        self.items
    }
}
