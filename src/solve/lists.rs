//! Many short lists in one array.

/// Lists, one after the other.
#[derive(Debug, Clone)]
pub struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// Sorts items into lists by their keys; within a list they keep their order.
    pub fn of(lists: usize, items: impl Iterator<Item = (usize, T)> + Clone) -> Lists<T> {
        let mut ends = vec![0_u32; lists + 1];
        for (key, _) in items.clone() {
            ends[key + 1] += 1;
        }
        for list in 0..lists {
            ends[list + 1] += ends[list];
        }
        let mut next = ends.clone();
        let mut sorted: Vec<T> = vec![T::default(); ends[lists] as usize];
        for (key, item) in items {
            sorted[next[key] as usize] = item;
            next[key] += 1;
        }
        Lists { ends, items: sorted }
    }

    /// The items of a list; none where there are fewer lists.
    pub fn list_or_none(&self, list: usize) -> &[T] {
        if list + 1 < self.ends.len() { self.list(list) } else { &[] }
    }

    /// The items of a list.
    pub fn list(&self, list: usize) -> &[T] {
        &self.items[self.ends[list] as usize..self.ends[list + 1] as usize]
    }
}
