//! Another guide, made of other content by the same code: `tests/fixtures/small-guide`. Its words are read from there.

use std::{fs, path::Path};

use toml::{Table, Value};

use crate::{browser::Browser, driver::Kind, expect::plain, site::Site};

in_both_browsers!(another_guide_works_from_its_content_alone);

/// The files of the other guide in one language.
struct Content {
    guide: Table,
    words: Table,
    ui: Table,
}

impl Content {
    fn read(language: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small-guide");
        let table = |file: String| -> Table {
            // What another guide does not have is taken from this one.
            let own = folder.join(&file);
            let inherited = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(&file);
            let text = fs::read_to_string(if own.is_file() { own } else { inherited });
            let text = text.unwrap_or_else(|why| panic!("{file}: {why}"));
            text.parse().unwrap_or_else(|why| panic!("{file}: {why}"))
        };
        Self {
            guide: table("guide.toml".to_owned()),
            words: table(format!("{language}/guide.toml")),
            ui: table(format!("{language}/ui.toml")),
        }
    }

    fn list(&self, name: &str) -> &[Value] {
        self.guide[name].as_array().expect("a list")
    }

    /// The text at a path such as `page.title_done`.
    fn word(&self, path: &str) -> &str {
        let mut parts = path.split('.');
        let first = &self.words[parts.next().unwrap()];
        parts.fold(first, |table, part| &table[part]).as_str().expect("a text")
    }

    /// A label with its blanks filled.
    fn label(&self, name: &str, values: &[(&str, usize)]) -> String {
        let label = self.ui[name].as_str().expect("a text").to_owned();
        values.iter().fold(label, |text, (name, value)| text.replace(&format!("{{{name}}}"), &value.to_string()))
    }

    /// How many steps are left, in words.
    fn left(&self, name: &str, count: usize) -> String {
        let form = if count == 1 { "one" } else { "other" };
        let number = self.ui["numbers"][count].as_str().expect("a number word");
        self.word(&format!("page.{name}.{form}")).replace("{n}", number)
    }
}

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id")
}

fn another_guide_works_from_its_content_alone(kind: Kind) {
    for (language, folder) in [("nl", ""), ("en", "en/")] {
        let (browser, site) = (Browser::start(kind), Site::fixture());
        whole_way(&browser, &format!("{}{folder}", site.address()), &Content::read(language));
    }
}

#[track_caller]
fn sees(browser: &Browser, words: &str) {
    let script = format!("{}; return plain(document.body.innerText).includes(plain(arguments[0]))", plain());
    browser.until(&format!("one sees «{words}»"), &script, &[words.into()]);
}

fn whole_way(browser: &Browser, address: &str, content: &Content) {
    browser.go(address);
    let steps = content.list("step");
    for path in ["page.title_start", "page.lead_start", "page.tagline", "page.steps_title", "intro.title", "page.about"]
    {
        sees(browser, content.word(path));
    }
    sees(browser, &content.label("done_of", &[("done", 0), ("all", steps.len())]));
    for (index, step) in steps.iter().enumerate() {
        let name = id(step);
        sees(browser, content.word(&format!("{name}.title")));
        sees(browser, content.word(&format!("{name}.next_title")));
        sees(browser, &content.label("start_with", &[("n", index + 1)]));
        let fragment = format!("stap-{}", index + 1);
        let open = "document.getElementById(arguments[0]).open = true";
        browser.run::<Option<bool>>(open, &[fragment.clone().into()]);
        let actions = step["action"].as_array().expect("actions");
        for (done, action) in actions.iter().enumerate() {
            sees(browser, content.word(&format!("{name}.actions.{}.what", id(action))));
            let key = format!("{name}.{}", id(action));
            let tick = browser.element(&key, "return document.getElementById(arguments[0])", &[key.clone().into()]);
            browser.click(&tick);
            if done + 1 < actions.len() {
                sees(browser, &content.label("state_busy_count", &[("done", done + 1), ("all", actions.len())]));
            }
            let record = format!("partnerpad.v1/{}/{key}", content.guide["id"].as_str().unwrap());
            browser.until("it is stored", "return !!localStorage.getItem(arguments[0])", &[record.into()]);
        }
        let after = |browser: &Browser| {
            sees(browser, &content.label("done_of", &[("done", index + 1), ("all", steps.len())]));
            for milestone in content.list("milestone").iter().filter(|one| one["after"].as_str() == Some(name)) {
                sees(browser, content.word(&format!("milestones.{}.reached", id(milestone))));
            }
            match steps.len() - index - 1 {
                0 => sees(browser, content.word("page.title_done")),
                left => sees(browser, &content.left("title_left", left)),
            }
        };
        after(browser);
        browser.drive(async |driver| driver.refresh().await);
        after(browser);
    }
    sees(browser, content.word("page.lead_done"));
    sees(browser, content.word("milestones.rower.text_reached"));
}
