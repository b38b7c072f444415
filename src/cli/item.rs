//! Which meeting, phase or milestone is meant by what was typed.

use std::collections::BTreeSet;

use crate::cli::exit::Stop;
use crate::schema::collector::nearest;

/// The id that is meant: by the whole of it, or by the end of it that no other has.
///
/// # Errors
/// When there is none, with the nearest of those that have as many parts and `besides` what was said that it is not; or when
/// there are several.
pub fn meant<'a>(known: &BTreeSet<&'a str>, typed: &str, besides: &str) -> Result<&'a str, Stop> {
    if let Some(found) = known.get(typed) {
        return Ok(found);
    }
    let end = format!("/{typed}");
    let several: Vec<&str> = known.iter().filter(|id| id.ends_with(&end)).copied().collect();
    match several.as_slice() {
        [one] => Ok(one),
        [] => {
            let parts = typed.split('/').count();
            let ends: BTreeSet<&str> = known.iter().map(|id| last_parts(id, parts)).collect();
            let ends: Vec<&str> = ends.into_iter().collect();
            Err(Stop(format!("no meeting, phase or milestone is `{typed}`{besides}: {}", nearest(typed, &ends))))
        }
        several => Err(Stop(format!("`{typed}` could be {}: name one of them", several.join(", ")))),
    }
}

/// The last parts of an id; the whole of it, where it has no more.
fn last_parts(id: &str, parts: usize) -> &str {
    let start = id.rmatch_indices('/').nth(parts.saturating_sub(1)).map_or(0, |(at, _)| at + 1);
    &id[start..]
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::cli::exit::Stop;

    #[test]
    fn an_end_is_enough_where_no_other_has_it_and_the_nearest_end_is_told() {
        let known = ["p/board/2027-03", "p/council/2027-03", "p/roadmap/work/build"].into();
        let found = |typed: &str| meant(&known, typed, ", and no code").map_err(|Stop(reason)| reason);
        assert_eq!(found("p/board/2027-03").as_deref(), Ok("p/board/2027-03"));
        assert_eq!(found("board/2027-03").as_deref(), Ok("p/board/2027-03"));
        assert_eq!(found("build").as_deref(), Ok("p/roadmap/work/build"));
        let several = "`2027-03` could be p/board/2027-03, p/council/2027-03: name one of them";
        assert_eq!(found("2027-03"), Err(several.to_owned()));
        let none = "no meeting, phase or milestone is `work/buidl`, and no code: did you mean `work/build`?";
        assert_eq!(found("work/buidl"), Err(none.to_owned()));
    }
}
