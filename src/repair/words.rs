//! Repairs in words, in Danish and English.

use crate::plan::language::Language;
use crate::repair::proposal::About;
use crate::repair::repairs::{Mends, Repair};
use crate::schema::loosening::ladder::Kind;

/// How many groups are named before the rest is counted.
const NAMED: usize = 3;

/// What stands above a list of repairs.
pub fn heading(mends: Mends, language: Language) -> &'static str {
    match (mends, language) {
        (Mends::Everything, Language::Danish) => "rettelser, den mindste først; hver af dem er prøvet og gør planen mulig:",
        (Mends::Everything, Language::English) => "repairs, the smallest first; each was tried and makes the plan possible:",
        (Mends::ThisConflict, Language::Danish) => {
            "ingen enkelt rettelse er nok: hver af disse løser denne konflikt, og mindst én anden er tilbage:"
        }
        (Mends::ThisConflict, Language::English) => {
            "no single repair suffices: each of these removes this conflict, and at least one other remains:"
        }
    }
}

/// What a repair does, in one line.
pub fn words(repair: &Repair, language: Language) -> String {
    let says = &repair.says;
    let told = match (&repair.about, repair.kind, language) {
        (About::Value { said, .. }, Kind::Wish, Language::Danish) => format!("gør `{said}` til et ønske (`should`, bør)"),
        (About::Value { said, .. }, Kind::Wish, Language::English) => format!("make `{said}` a wish (`should`)"),
        (About::Value { key, said }, _, Language::Danish) => format!("lad `{key}` være `{says}` i stedet for `{said}`"),
        (About::Value { key, said }, _, Language::English) => format!("let `{key}` be `{says}` instead of `{said}`"),
        (About::Meeting(id), Kind::Cancelled, Language::Danish) => format!("aflys `{id}`"),
        (About::Meeting(id), Kind::Cancelled, Language::English) => format!("cancel `{id}`"),
        (About::Meeting(id), _, Language::Danish) => format!("lad `{id}` alene ligge inden for `{says}`"),
        (About::Meeting(id), _, Language::English) => format!("let `{id}` alone lie within `{says}`"),
    };
    format!("{told}{}", shared(&repair.binds, language))
}

/// Who else keeps the rule that changes.
fn shared(binds: &[String], language: Language) -> String {
    if binds.len() < 2 {
        return String::new();
    }
    let named: Vec<String> = binds.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let rest = binds.len().saturating_sub(NAMED);
    match (language, rest) {
        (Language::Danish, 0) => format!("; linjen gælder for {}", named.join(", ")),
        (Language::Danish, rest) => format!("; linjen gælder for {} og {rest} andre", named.join(", ")),
        (Language::English, 0) => format!("; the line holds for {}", named.join(", ")),
        (Language::English, rest) => format!("; the line holds for {} and {rest} more", named.join(", ")),
    }
}
