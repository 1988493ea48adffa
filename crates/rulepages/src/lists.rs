//! The lists that lead to the rules: of all, and of one system.

use crate::address::Place;
use crate::frame::{Kind, Sheet};
use crate::html::{Element, element};
use crate::library::{Entry, Library, System};
use crate::{prose, words};

/// The list of all rules, by system.
pub(crate) fn all(library: &Library) -> Sheet {
    let place = Place::all();
    let systems = library.systems();
    let rules = words::counted(library.entries().count(), "problem", "problems");
    let count = words::counted(systems.len(), "system", "systems");
    let links = systems.iter().map(|system| {
        let address = format!("#{}", system.id);
        element("li").add(element("a").with("href", address).add(system.name))
    });
    let main = element("main")
        .add(element("h1").add("Known problems and how to fix them"))
        .add(element("p").class("lead").add(format!(
            "{rules} of {count}. Each page shows what the message looks like, what causes it and \
             how to mend it."
        )))
        .add(paste(&place))
        .add(filter())
        .add(
            element("nav")
                .class("jump")
                .with("aria-label", words::SYSTEMS)
                .add(element("ul").class("systems").extend(links)),
        )
        .extend(systems.iter().map(|system| {
            let own = Place::of(system.id);
            let heading = element("h2").with("id", system.id);
            let link = element("a").with("href", place.to(&own)).add(system.name);
            element("section").add(heading.add(link)).add(entries(system, &place))
        }));
    let description = format!(
        "{rules} of {count} that Unstuck explains: what the error message looks like, what causes \
         it, and how to fix it step by step."
    );
    let title = "Known problems and how to fix them".to_owned();
    Sheet { place, title, description, main, kind: Kind::Filtered }
}

/// The list of the rules of one system.
pub(crate) fn system(system: &System<'_>) -> Sheet {
    let place = Place::of(system.id);
    let back =
        element("li").add(element("a").with("href", place.to(&Place::all())).add(words::ALL));
    let known = words::counted(system.entries.len(), "known problem", "known problems");
    let main = element("main")
        .add(
            element("nav")
                .class("crumbs")
                .with("aria-label", "Breadcrumb")
                .add(element("ol").add(back)),
        )
        .add(element("h1").add(format!("{}: known problems", system.name)))
        .add(element("p").class("lead").add(format!(
            "{known} of {}, each with its message, its cause and how to fix it.",
            system.name
        )))
        .add(paste(&place))
        .add(entries(system, &place));
    let titles: Vec<String> = system.entries.iter().map(|entry| entry.title()).collect();
    Sheet {
        title: format!("{}: known problems, causes and fixes", system.name),
        description: format!("{known} of {}. {}.", system.name, titles.join("; ")),
        place,
        main,
        kind: Kind::Plain,
    }
}

/// The page of a retired id.
pub(crate) fn moved(old: &str, new: &Entry) -> Sheet {
    let (place, new_place) = (Place::of(old), new.place());
    let link = element("a").with("href", place.to(&new_place)).add(new.title());
    let main = element("main")
        .add(element("h1").add(words::MOVED))
        .add(element("p").class("lead").add(link));
    let description = new.text().summary.replace('`', "");
    Sheet { place, title: new.title(), description, main, kind: Kind::Moved(new_place) }
}

/// Each rule with its summary and codes.
fn entries(system: &System<'_>, from: &Place) -> Element {
    let item = |entry: &&Entry| {
        let codes = entry.codes();
        let codes = (!codes.is_empty()).then(|| element("p").class("hint").add(codes));
        let address = from.to(&entry.place());
        element("li")
            .add(element("p").add(element("a").with("href", address).add(entry.title())))
            .add(element("p").extend(prose::sentence(&entry.text().summary)))
            .extend(codes)
    };
    element("ul").class("entries").extend(system.entries.iter().map(item))
}

/// The way to the page that looks for all of them at once.
fn paste(place: &Place) -> Element {
    element("p")
        .class("paste")
        .add(
            element("a")
                .class("button button-main")
                .with("href", place.to_site())
                .add(words::PASTE),
        )
        .add(element("span").class("hint").add(words::PASTE_ANY))
}

/// A field that a script shows and makes work.
fn filter() -> Element {
    let field = element("input")
        .with("type", "search")
        .with("id", "filter")
        .with("autocomplete", "off")
        .with("spellcheck", "false");
    element("search")
        .class("filter")
        .with("hidden", "")
        .add(element("label").class("label").with("for", "filter").add(words::FILTER))
        .add(field)
        .add(element("p").class("hint").with("id", "filtered").with("role", "status"))
}
