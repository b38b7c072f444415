//! A smallest part that fails, found by splitting and testing.
//!
//! U. Junker, "QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems", AAAI 2004. Knows nothing of
//! what is tested.

/// A subset that fails the test while every subset of it less one passes; `all` must fail. Empty when nothing is needed to fail.
pub fn quickxplain<T: Copy>(all: &[T], fails: &dyn Fn(&[T]) -> bool) -> Vec<T> {
    if fails(&[]) {
        return Vec::new();
    }
    narrow(&mut Vec::new(), Added::No, all, fails)
}

/// Whether something was added to the background since it was last tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Added {
    Yes,
    No,
}

fn narrow<T: Copy>(background: &mut Vec<T>, added: Added, open: &[T], fails: &dyn Fn(&[T]) -> bool) -> Vec<T> {
    if added == Added::Yes && fails(background) {
        return Vec::new();
    }
    if open.len() <= 1 {
        return open.to_vec();
    }
    let (first, second) = open.split_at(open.len() / 2);
    let depth = background.len();
    background.extend_from_slice(first);
    let from_second = narrow(background, Added::Yes, second, fails);
    background.truncate(depth);
    background.extend_from_slice(&from_second);
    let again = if from_second.is_empty() { Added::No } else { Added::Yes };
    let from_first = narrow(background, again, first, fails);
    background.truncate(depth);
    from_first.into_iter().chain(from_second).collect()
}

#[cfg(test)]
mod tests {
    use super::quickxplain;

    #[test]
    fn the_smallest_failing_set_is_found_wherever_it_lies() {
        let all: Vec<u32> = (0..20).collect();
        for culprits in [vec![3], vec![0, 19], vec![7, 8, 13], (0..20).collect()] {
            let fails = |set: &[u32]| culprits.iter().all(|culprit| set.contains(culprit));
            let mut found = quickxplain(&all, &fails);
            found.sort_unstable();
            assert_eq!(found, culprits);
        }
        assert!(quickxplain(&all, &|_| true).is_empty());
    }
}
