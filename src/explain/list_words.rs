//! Lists in words: `a, b og c`, `a, b, c, d and 3 more`.

use crate::plan::language::Language;

/// How many are named before the rest is counted.
pub const NAMED: usize = 4;

/// All of them, joined.
pub fn joined(language: Language, all: &[String]) -> String {
    let and = match language {
        Language::Danish => "og",
        Language::English => "and",
    };
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
    }
}

/// The first few, and how many more there are.
pub fn first_few(language: Language, mut all: Vec<String>) -> String {
    let more = all.len().saturating_sub(NAMED);
    if more > 0 {
        all.truncate(NAMED);
        all.push(match language {
            Language::Danish => format!("{more} til"),
            Language::English => format!("{more} more"),
        });
    }
    joined(language, &all)
}

/// Names of the plan, each marked as one.
pub fn marked(names: &[impl AsRef<str>]) -> Vec<String> {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect()
}

#[cfg(test)]
mod tests {
    use super::{first_few, joined, marked};
    use crate::plan::language::Language::{Danish, English};

    #[test]
    fn the_last_of_a_list_is_joined_by_a_word() {
        let names = |count: usize| marked(&["a", "b", "c", "d", "e", "f"][..count]);
        assert_eq!(joined(Danish, &names(1)), "`a`");
        assert_eq!(joined(Danish, &names(2)), "`a` og `b`");
        assert_eq!(joined(English, &names(3)), "`a`, `b` and `c`");
        assert_eq!(first_few(English, names(4)), "`a`, `b`, `c` and `d`");
        assert_eq!(first_few(Danish, names(6)), "`a`, `b`, `c`, `d` og 2 til");
    }
}
