//! The analysis of one part of an input: from the places that the scan found to what is wrong
//! there.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use unstuck_logtext::{Document, Entry, Kind, MAX_ENTRY, Reading, Time, time, writer};
use unstuck_rules::Rule;

use crate::Engine;
use crate::confirm::{self, Match};
use crate::excerpt::evidence;
use crate::groups::Folded;
use crate::partial::{Group, LineLengths, Partial, Place, Places, Shape};
use crate::plan::{Part, Plan};
use crate::scan::{Hit, Target};
use crate::severity;
use crate::timeline::Timeline;
use crate::unknown;

/// How many findings of one rule, and how many shapes of unknown errors, are told apart in
/// one part.
const KEPT: usize = 1000;
/// An entry reaches at most this far behind its beginning.
const LONGEST_ENTRY: usize = 2 * MAX_ENTRY + MAX_ENTRY / 8;

/// How far from a hit anything stands that decides about it.
const REACH: usize = LONGEST_ENTRY + confirm::REACH;

/// A place in the text of the part.
struct Spans {
    /// The whole of a match, then its captures.
    spans: Vec<Range<usize>>,
    /// Where its entry begins.
    entry: usize,
}

/// Key of a group: the rule and the values of its key captures.
type GroupKey = (u32, Vec<Option<String>>);

/// What is collected while walking.
struct Found {
    groups: Folded<GroupKey, Group<Spans>>,
    shapes: Folded<String, Shape<Spans>>,
    /// Facts, with the line that first says so, from 0.
    facts: BTreeMap<u32, usize>,
    /// Matches in pieces of very long lines, by rule and first byte: pieces overlap, and what
    /// stands in two of them is one match.
    in_pieces: HashSet<(usize, usize)>,
}

/// An entry with something in it.
struct Candidate {
    entry: Entry,
    hits: Vec<Hit>,
    /// What may fit it.
    targets: Vec<Target>,
}

impl Engine {
    /// Analyses one part of an input; `document` holds at least what [`Part::read`] asks for,
    /// as far as the input goes.
    pub(crate) fn analyze_document(
        &self,
        document: &Document,
        plan: &Plan,
        part: &Part,
    ) -> Partial {
        let text = document.text();
        let begin = |at: u64| text.ceil_char_boundary(document.text_at(at));
        let own = begin(part.own.start)..begin(part.own.end);
        let mut partial = Partial {
            bytes: part.own.end - part.own.start,
            lines: line_lengths(document, &own, part),
            replaced: document.replaced_bytes() as u64,
            restored: document.restored_words() as u64,
            ..Partial::default()
        };
        if plan.profile().kind() != Kind::Text {
            return partial;
        }
        if plan.profile().has_times() {
            partial.timeline = Timeline::of(document, &own);
        }
        let mut found = Found {
            groups: Folded::new(KEPT),
            shapes: Folded::new(KEPT),
            facts: BTreeMap::new(),
            in_pieces: HashSet::new(),
        };
        for candidate in self.candidates(document, plan, &own) {
            self.explain_entry(document, plan, &candidate, &mut found);
        }
        partial.groups_limited = found.groups.limited();
        partial.shapes_limited = found.shapes.limited();
        // Lines are counted from those that begin in what the part owns.
        let before = document.lines_before(own.start) as u64;
        let number = |spans: Spans| place(document, &spans, before);
        let facts = found.facts.into_iter();
        partial.facts = facts.map(|(fact, line)| (fact, line as u64 + 1 - before)).collect();
        let groups = found.groups.into_items().into_iter();
        partial.groups = groups
            .map(|group| {
                let mut why = group.why;
                for line in why.iter_mut().filter_map(|condition| condition.line.as_mut()) {
                    // What a condition found may stand before the part: the difference wraps,
                    // and wraps back when the lines before are added.
                    *line = line.wrapping_sub(before);
                }
                Group {
                    rule: group.rule,
                    key: group.key,
                    confidence: group.confidence,
                    severity: group.severity,
                    places: group.places.map(number),
                    captures: group.captures,
                    why,
                    needs: group.needs,
                }
            })
            .collect();
        let shapes = found.shapes.into_items().into_iter();
        partial.shapes = shapes
            .map(|shape| Shape {
                template: shape.template,
                weak: shape.weak,
                places: shape.places.map(number),
                codes: shape.codes,
                nearest: shape.nearest,
            })
            .collect();
        partial
    }

    /// The entries that begin in `own` and hold a literal of a rule or the look of an error,
    /// in their order.
    fn candidates(&self, document: &Document, plan: &Plan, own: &Range<usize>) -> Vec<Candidate> {
        let text = document.text();
        let end = text.ceil_char_boundary((own.end + LONGEST_ENTRY).min(text.len()));
        let mut hits = self.scanner.hits(text, own.start..end);
        if plan.is_short() {
            hits.places.extend(unknown::every_line(document));
            hits.places.sort();
        }
        let mut reader = document.entries();
        let mut candidates: Vec<Candidate> = Vec::new();
        // By the first byte of their entries.
        let mut known: HashMap<usize, usize> = HashMap::new();
        // Up to where the last hit's entry reaches, where it is one piece.
        let mut last: Option<(Range<usize>, Option<usize>)> = None;
        for &hit in &hits.places {
            let at = hit.at();
            if !self.scanner.is_open(&hits, hit, REACH) {
                continue;
            }
            if let Some((span, index)) = &last
                && span.contains(&at)
            {
                if let Some(candidate) = index.and_then(|index| candidates.get_mut(index)) {
                    candidate.hits.push(hit);
                }
                continue;
            }
            let entry = reader.around(at);
            let span = entry.span();
            let index = own.contains(&span.start).then(|| {
                *known.entry(span.start).or_insert_with(|| {
                    let entry = Entry::clone(&entry);
                    candidates.push(Candidate { entry, hits: Vec::new(), targets: Vec::new() });
                    candidates.len() - 1
                })
            });
            if let Some(candidate) = index.and_then(|index| candidates.get_mut(index)) {
                candidate.hits.push(hit);
            }
            last = (entry.parts.len() == 1).then_some((span, index));
        }
        for Candidate { entry, hits: here, targets } in &mut candidates {
            let span = entry.span();
            let near = span.start.saturating_sub(confirm::REACH)..span.end + confirm::REACH;
            targets.extend(here.iter().flat_map(|&hit| self.scanner.targets(hit)));
            targets.sort_unstable();
            targets.dedup();
            targets.retain(|&target| self.scanner.passes(&hits, target, &near));
        }
        candidates.sort_by_key(|candidate| candidate.entry.span().start);
        candidates
    }

    fn explain_entry(
        &self,
        document: &Document,
        plan: &Plan,
        candidate: &Candidate,
        found: &mut Found,
    ) {
        let Candidate { entry, hits, targets } = candidate;
        let plain = Reading::plain(document, entry);
        let unescaped = plain.unescaped();
        let readings: Vec<&Reading<'_>> = unescaped.iter().chain([&plain]).collect();
        for fact in hits.iter().flat_map(|&hit| self.scanner.facts(hit)) {
            if !found.facts.contains_key(&fact)
                && let Some(at) = self.confirmer.fact_in(fact, &readings)
            {
                found.facts.insert(fact, document.line_at(at));
            }
        }
        let matches = self.confirmer.confirm(&self.book, document, entry, &readings, targets);
        if matches.is_empty() {
            if !hits.iter().any(|&hit| self.scanner.marks_error(hit)) {
                return;
            }
            let Some(error) = unknown::error(&readings, plan.is_short()) else { return };
            let place = Spans { spans: vec![error.span], entry: entry.span().start };
            if let Some(known) = found.shapes.get(&error.template) {
                known.weak &= error.weak;
                known.places.add(place);
                self.note_nearest(hits, &mut known.nearest);
                return;
            }
            let mut shape = Shape {
                template: error.template,
                weak: error.weak,
                places: Places::default(),
                codes: unknown::codes(readings[0].text()),
                nearest: BTreeMap::new(),
            };
            shape.places.add(place);
            self.note_nearest(hits, &mut shape.nearest);
            found.shapes.add(0, shape.template.clone(), shape, Shape::append);
            return;
        }
        let in_piece = document.line_span(entry.lines.start).len() > MAX_ENTRY;
        for found_match in matches {
            let place = (found_match.rule, found_match.span.start);
            if in_piece && !found.in_pieces.insert(place) {
                continue;
            }
            let rule = &self.book.rules[found_match.rule];
            fold(rule, found_match, entry.span().start, &mut found.groups);
        }
    }

    /// Rules whose words stand in an entry that they do not explain.
    fn note_nearest(&self, hits: &[Hit], nearest: &mut BTreeMap<u32, u32>) {
        /// A literal of at least this length says something.
        const NEAR: usize = 8;
        for &hit in hits.iter().filter(|&&hit| self.scanner.length(hit) >= NEAR) {
            let length = self.scanner.length(hit) as u32;
            for target in self.scanner.targets(hit) {
                let known = nearest.entry(target.rule).or_default();
                *known = (*known).max(length);
            }
        }
    }
}

/// Folds a match of `rule`, in the entry that begins at `entry`, with others of the same problem.
fn fold(rule: &Rule, found: Match, entry: usize, groups: &mut Folded<GroupKey, Group<Spans>>) {
    let value = |name: &String| {
        let capture = found.captures.iter().find(|capture| capture.name == *name)?;
        Some(capture.value.to_ascii_lowercase())
    };
    let key: Vec<Option<String>> = rule.key.iter().map(value).collect();
    let mut group = Group {
        rule: found.rule as u32,
        key,
        confidence: found.confidence,
        severity: severity::of_match(rule, &found),
        places: Places::default(),
        captures: BTreeMap::new(),
        why: found.why,
        needs: vec![found.needs],
    };
    let mut spans = vec![found.span];
    for capture in found.captures {
        spans.push(capture.span);
        group.captures.insert(capture.name, capture.value);
    }
    group.places.add(Spans { spans, entry });
    groups.add(group.rule, (group.rule, group.key.clone()), group, Group::append);
}

/// A place as it is shown, with its lines counted on from the `before` that others count.
fn place(document: &Document, spans: &Spans, before: u64) -> Place {
    let mut evidence = evidence(document, &spans.spans);
    evidence.line = evidence.line.saturating_sub(before);
    evidence.excerpt.first_line = evidence.excerpt.first_line.saturating_sub(before);
    let time = time_of(document, spans.entry);
    evidence.time = time.map(|time| time.to_string());
    Place {
        evidence,
        entry: document.input_span(spans.entry..spans.entry).start,
        time: time.map(Time::key),
        writer: writer(document.line(document.line_at(spans.entry))).to_owned(),
    }
}

/// The time of the entry that begins at `at`: that of its first line, or of the next one
/// before it that states one.
fn time_of(document: &Document, at: usize) -> Option<Time> {
    /// So many lines are asked.
    const ASKED: usize = 20;
    let line = document.line_at(at);
    let lines = (line.saturating_sub(ASKED)..=line).rev();
    let mut times = lines.filter_map(|line| time(document.line(line)).map(|(time, _)| time));
    times.next()
}

/// How long the lines are that begin in what a part owns, in bytes of the input.
fn line_lengths(document: &Document, own: &Range<usize>, part: &Part) -> LineLengths {
    let first = document.lines_before(own.start);
    let behind = document.lines_before(own.end);
    let all = part.own.end - part.own.start;
    if first == behind {
        return LineLengths { head: all, ..LineLengths::default() };
    }
    let start = |line: usize| document.input_span(document.line_span(line)).start;
    let longest = (first..behind - 1)
        .map(|line| (document.line_span(line).len(), line))
        .max_by_key(|&(bytes, line)| (bytes, std::cmp::Reverse(line)));
    LineLengths {
        begins: (behind - first) as u64,
        head: start(first).saturating_sub(part.own.start),
        tail: part.own.end.saturating_sub(start(behind - 1)),
        longest: longest.map_or((0, 0), |(bytes, line)| ((line - first) as u64 + 1, bytes as u64)),
    }
}
