//! What the lines of a log are called in the whole.

/// The most characters of a name.
const LONGEST: usize = 40;

/// A name for each log, no two alike, of letters, digits, dots, bars and hyphens alone: the
/// file's own name without its folders, as far as it is made of them.
pub(crate) fn labels<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for name in names {
        let plain = plain(name);
        let mut label = plain.clone();
        let mut number = 2;
        while labels.contains(&label) {
            label = format!("{plain}-{number}");
            number += 1;
        }
        labels.push(label);
    }
    labels
}

fn plain(name: &str) -> String {
    let own = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let kept = own.chars().skip(own.chars().count().saturating_sub(LONGEST));
    let plain: String = kept.map(|c| if is_plain(&c) { c } else { '_' }).collect();
    // A name of a writer has a letter in it.
    if plain.contains(|c: char| c.is_ascii_alphabetic()) { plain } else { format!("log-{plain}") }
}
