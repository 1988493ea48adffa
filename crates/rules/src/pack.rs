//! A rule book as bytes: a file of the site, and a part of the `unstuck` command.
//!
//! A pack begins with a header of 32 bytes, numbers in little-endian order:
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | [`MAGIC`] |
//! | 4 | [`FORMAT`] |
//! | 4 | how many rules there are |
//! | 8 | the first section: its bytes in the file, and its bytes unpacked |
//! | 8 | the second section, likewise |
//!
//! The first section is what finding needs (`Rule`s and redirects), the second what
//! explaining needs (`RuleText`s and guidance). Then comes a section for each language that
//! rules are translated into; the first section says which those are and how long. Each is
//! postcard in a zlib stream, whose checksum tells damage. Nothing follows them.

use std::fmt;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::book::RuleBook;
use crate::model::Rule;
use crate::translation::Language;

/// The first bytes of every pack.
const MAGIC: [u8; 8] = *b"unstuckR";

/// Raised whenever [`Rule`] or what a rule says changes its shape.
const FORMAT: u32 = 2;

/// Bytes before the first section.
const HEADER: usize = 32;

/// The most that a section may unpack to, in bytes: what some six thousand rules need.
const LIMIT: u32 = 16 << 20;

/// Deflate's levels go to nine, `miniz_oxide` has one more.
const BEST: u32 = 10;

/// Why bytes are not a rule book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// They are something else.
    Foreign,
    /// They are a pack of another version of this program, which has this format.
    Format(u32),
    /// They are a pack, but not a whole one, or something in it was changed.
    Damaged,
    /// They claim to be larger than any rule book.
    TooLarge,
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => write!(f, "this is no rule book"),
            Self::Format(found) => {
                write!(f, "the rule book has format {found}, this program reads format {FORMAT}")
            }
            Self::Damaged => write!(f, "the rule book is damaged"),
            Self::TooLarge => write!(f, "the rule book is larger than this program reads"),
        }
    }
}

impl std::error::Error for PackError {}

/// What finding needs.
#[derive(Deserialize)]
struct Finding {
    rules: Vec<Rule>,
    redirects: Vec<(String, String)>,
    /// Each language with the bytes of its section in the file and unpacked. They stand
    /// here, where a checksum guards them, and not in the header.
    languages: Vec<(String, u32, u32)>,
}

/// A packed part of a rule book.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Section {
    packed: Vec<u8>,
    /// Bytes when unpacked.
    size: u32,
}

impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Section({} of {} bytes)", self.packed.len(), self.size)
    }
}

impl Section {
    pub(crate) fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    fn pack(content: &impl Serialize) -> Result<Self, PackError> {
        // Only memory can run out here.
        let bytes = postcard::to_allocvec(content).map_err(|_| PackError::TooLarge)?;
        let size = u32::try_from(bytes.len()).ok().filter(|size| *size <= LIMIT);
        let size = size.ok_or(PackError::TooLarge)?;
        // Deflate stores what it cannot make smaller, at a price of a few bytes in a thousand.
        let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / 100 + 1024);
        let mut deflate = Compress::new(Compression::new(BEST), true);
        match deflate.compress_vec(&bytes, &mut packed, FlushCompress::Finish) {
            Ok(Status::StreamEnd) => Ok(Self { packed, size }),
            _ => Err(PackError::TooLarge),
        }
    }

    /// What was packed. Never takes more memory than the section says it needs.
    pub(crate) fn unpack<T: DeserializeOwned>(&self) -> Result<T, PackError> {
        if self.size > LIMIT {
            return Err(PackError::TooLarge);
        }
        let mut bytes = vec![0; self.size as usize];
        let mut inflate = Decompress::new(true);
        let status = inflate
            .decompress(&self.packed, &mut bytes, FlushDecompress::Finish)
            .map_err(|_| PackError::Damaged)?;
        let whole = status == Status::StreamEnd
            && inflate.total_in() == self.packed.len() as u64
            && inflate.total_out() == u64::from(self.size);
        match postcard::take_from_bytes(&bytes) {
            Ok((content, [])) if whole => Ok(content),
            _ => Err(PackError::Damaged),
        }
    }
}

/// The numbers of a header.
struct Header {
    rules: u32,
    /// For each section its bytes in the file and its bytes unpacked.
    sections: [(u32, u32); 2],
}

impl Header {
    fn read(bytes: &[u8]) -> Result<Self, PackError> {
        // A file that breaks off within the magic is not known to be a pack.
        if !bytes.starts_with(&MAGIC) {
            return Err(PackError::Foreign);
        }
        let numbers = bytes.get(MAGIC.len()..HEADER).ok_or(PackError::Damaged)?;
        let mut numbers = numbers.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes));
        let mut next = || numbers.next().ok_or(PackError::Damaged);
        let format = next()?;
        if format != FORMAT {
            return Err(PackError::Format(format));
        }
        Ok(Self { rules: next()?, sections: [(next()?, next()?), (next()?, next()?)] })
    }
}

/// How many rules a pack says that it has, without unpacking it.
///
/// # Errors
///
/// If the bytes do not begin as a pack of this format does.
pub fn rule_count(pack: &[u8]) -> Result<u32, PackError> {
    Header::read(pack).map(|header| header.rules)
}

/// The rule book as bytes: small, and the same for the same rules.
///
/// # Errors
///
/// If the book is too large to be read again.
pub fn encode(book: &RuleBook) -> Result<Vec<u8>, PackError> {
    let mut languages = Vec::new();
    let mut translations = Vec::new();
    for language in &book.languages {
        let section = Section::pack(language.words(book.rules.len()))?;
        languages.push((&language.tag, section.packed.len() as u32, section.size));
        translations.push(section);
    }
    let finding = Section::pack(&(&book.rules, &book.redirects, &languages))?;
    let explaining = Section::pack(book.texts())?;
    let mut pack = MAGIC.to_vec();
    let rules = book.rules.len() as u32;
    let mut numbers = vec![FORMAT, rules];
    for section in [&finding, &explaining] {
        numbers.extend([section.packed.len() as u32, section.size]);
    }
    pack.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
    for section in [finding, explaining].into_iter().chain(translations) {
        pack.extend(section.packed);
    }
    Ok(pack)
}

/// The rule book that [`encode`] packed. What the rules say stays packed until it is asked
/// for; [`RuleBook::unpack_texts`] and [`RuleBook::unpack_language`] tell whether that is
/// whole, too.
///
/// # Errors
///
/// If the bytes were not made by this version of [`encode`], or were changed since.
pub fn decode(pack: &[u8]) -> Result<RuleBook, PackError> {
    let header = Header::read(pack)?;
    let [(first, first_size), (second, second_size)] = header.sections;
    if first_size.max(second_size) > LIMIT {
        return Err(PackError::TooLarge);
    }
    let mut rest = &pack[HEADER..];
    let mut section = |packed: u32, size| {
        let (packed, behind) = rest.split_at_checked(packed as usize).ok_or(PackError::Damaged)?;
        rest = behind;
        Ok(Section { packed: packed.to_vec(), size })
    };
    let (finding, explaining) = (section(first, first_size)?, section(second, second_size)?);
    let Finding { rules, redirects, languages } = finding.unpack()?;
    if rules.len() as u64 != u64::from(header.rules) {
        return Err(PackError::Damaged);
    }
    let language = |(tag, packed, size)| Ok(Language::packed(tag, section(packed, size)?));
    let languages = languages.into_iter().map(language).collect::<Result<_, _>>()?;
    if !rest.is_empty() {
        return Err(PackError::Damaged);
    }
    Ok(RuleBook::with_packed_texts(rules, redirects, explaining, languages))
}
