//! Names of months, days of the week and time zones, as logs write them: in English.

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The abbreviations that date libraries print for zones. None of them says its offset for
/// sure: `IST` is India, Ireland and Israel; `CST` is China and Chicago.
const ZONES: [&[u8]; 54] = [
    b"ACDT", b"ACST", b"ADT", b"AEDT", b"AEST", b"AKDT", b"AKST", b"ART", b"AST", b"AWST", b"BRT",
    b"BST", b"CAT", b"CDT", b"CEST", b"CET", b"CLST", b"CLT", b"COT", b"CST", b"EAT", b"EDT",
    b"EEST", b"EET", b"EST", b"GST", b"HKT", b"HST", b"ICT", b"IDT", b"IRST", b"IST", b"JST",
    b"KST", b"MDT", b"MSK", b"MST", b"NDT", b"NPT", b"NST", b"NZDT", b"NZST", b"PDT", b"PHT",
    b"PKT", b"PST", b"SAST", b"SGT", b"SST", b"TRT", b"WAT", b"WEST", b"WET", b"WIB",
];

/// The first parts of the names of the time zone database (`Europe/Berlin`).
const REGIONS: [&[u8]; 10] = [
    b"Africa/",
    b"America/",
    b"Antarctica/",
    b"Asia/",
    b"Atlantic/",
    b"Australia/",
    b"Europe/",
    b"Indian/",
    b"Pacific/",
    b"Etc/",
];

/// The month, from 1, that `bytes` begin with, and the length of its name: three letters or
/// all of them.
pub(super) fn month(bytes: &[u8]) -> Option<(u32, usize)> {
    // The letters of `Jan` to `Dec` as one number each.
    let index = match &letters(bytes)? {
        b"jan" => 0,
        b"feb" => 1,
        b"mar" => 2,
        b"apr" => 3,
        b"may" => 4,
        b"jun" => 5,
        b"jul" => 6,
        b"aug" => 7,
        b"sep" => 8,
        b"oct" => 9,
        b"nov" => 10,
        b"dec" => 11,
        _ => return None,
    };
    Some((index as u32 + 1, full_length(bytes, MONTHS[index])?))
}

/// The length of the day of the week that `bytes` begin with: three letters or all of them.
pub(super) fn weekday(bytes: &[u8]) -> Option<usize> {
    let index = match &letters(bytes)? {
        b"mon" => 0,
        b"tue" => 1,
        b"wed" => 2,
        b"thu" => 3,
        b"fri" => 4,
        b"sat" => 5,
        b"sun" => 6,
        _ => return None,
    };
    full_length(bytes, WEEKDAYS[index])
}

/// The first three letters in lower case, if they begin as a name does: with a capital.
fn letters(bytes: &[u8]) -> Option<[u8; 3]> {
    let [first, second, third, ..] = bytes else { return None };
    first.is_ascii_uppercase().then(|| [*first, *second, *third].map(|b| b.to_ascii_lowercase()))
}

fn full_length(bytes: &[u8], name: &str) -> Option<usize> {
    if !bytes.get(3).is_some_and(u8::is_ascii_alphabetic) {
        return Some(3);
    }
    let whole = bytes.get(..name.len())?.eq_ignore_ascii_case(name.as_bytes());
    (whole && !bytes.get(name.len()).is_some_and(u8::is_ascii_alphabetic)).then_some(name.len())
}

/// The length of the name of a zone with no certain offset that `bytes` begin with.
pub(super) fn zone(bytes: &[u8]) -> Option<usize> {
    if !bytes.first()?.is_ascii_uppercase() {
        return None;
    }
    let capitals = bytes.iter().take(6).take_while(|b| b.is_ascii_uppercase()).count();
    if capitals > 1 {
        // Nearly all end in T; what mostly stands here is the level, and leaves at once.
        let plausible =
            (3..=4).contains(&capitals) && matches!(bytes[capitals - 1], b'T' | b'K' | b'B');
        let known = plausible && ZONES.contains(&&bytes[..capitals]);
        return (known && !continues_word(bytes, capitals)).then_some(capitals);
    }
    let region = REGIONS.iter().find(|region| bytes.starts_with(region))?;
    let city = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'/' | b'-' | b'+');
    Some(region.len() + bytes[region.len()..].iter().take(40).take_while(|b| city(b)).count())
}

/// Whether byte `at` carries on the word before it.
pub(super) fn continues_word(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_')
}
