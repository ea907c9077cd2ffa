//! Tools, as a visitor opens and fills them.

use serde_json::{Value, json};

use crate::{axe, guide::Guide, stored::key};

impl Guide {
    /// Opens the tool of this name, and waits until it is there.
    #[track_caller]
    pub fn open_tool(&self, name: &str) {
        let tool = "const tool = document.getElementById(`tool-${arguments[0]}`);";
        let summary = self.browser.element(
            name,
            &format!("{tool} return tool?.checkVisibility() && !tool.open ? tool.firstElementChild : null"),
            &[json!(name)],
        );
        self.browser.click(&summary);
        let is_filled = format!("{tool} return tool.open && !!tool.querySelector('[data-tool]').firstElementChild");
        self.browser.until("the tool is there", &is_filled, &[json!(name)]);
    }

    /// What stands in the storage under the names of these records: texts.
    #[track_caller]
    pub fn keep_texts(&self, records: &[(&str, &str)]) {
        let text = |(name, text): &(&str, &str)| {
            let record = json!({ "v": 1, "c": 3, "d": "00000000000000aa", "t": 1_700_000_000_000_u64, "text": text });
            (key(name), record.to_string())
        };
        let records: Vec<_> = records.iter().map(text).collect();
        self.store(&records.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect::<Vec<_>>());
    }

    /// The text of a stored record; nothing without one.
    #[track_caller]
    pub fn kept_text(&self, record: &str) -> Option<String> {
        let stored: Value = serde_json::from_str(self.stored().get(&key(record))?).ok()?;
        stored["text"].as_str().map(str::to_owned)
    }

    /// The field or button with this label, within the tool.
    #[track_caller]
    pub fn labelled(&self, tool: &str, label: &str) -> thirtyfour::WebElement {
        let script = r#"
            const [name, label] = arguments;
            const plain = (text) => text.replace(/\s+/g, ' ').trim();
            const labels = [...document.querySelectorAll(`#tool-${name} label`)].filter((one) => one.checkVisibility());
            return labels.find((one) => plain(one.innerText) === plain(label))?.querySelector('input, textarea') ?? null"#;
        self.browser.element(label, script, &[json!(tool), json!(label)])
    }

    /// Types into a field as a hand does; a day as its field takes it.
    #[track_caller]
    pub fn fill(&self, tool: &str, label: &str, text: &str) {
        let field = self.labelled(tool, label);
        let script = "
            const [field, text] = arguments;
            field.focus();
            field.value = text;
            for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }))";
        self.browser.drive(async |driver| driver.execute(script, vec![field.to_json()?, json!(text)]).await);
    }

    /// Axe finds nothing, in either theme.
    #[track_caller]
    pub fn is_accessible(&self) {
        for theme in ["light", "dark"] {
            self.browser.run::<Value>("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
            let found = axe::violations(&self.browser);
            assert!(found.is_empty(), "{:?}, {theme}: {found:#?}", self.browser.kind);
        }
    }
}
