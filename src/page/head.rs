//! What stands in the head of the page, and what its service worker says: as JSON, for machines.

use serde_json::{Value, json};

use super::Page;
use crate::text::{
    language,
    tools::{RESCUE, UPDATE},
};

impl Page {
    /// The steps as a how-to, for search engines: <https://schema.org/HowTo>. Without `<`, so that it can stand in a script.
    pub(super) fn how_to(self) -> String {
        let step = |words: &crate::text::StepWords| json!({ "@type": "HowToStep", "name": words.title });
        let steps: Vec<Value> = self.words.steps.iter().map(step).collect();
        let how_to = json!({
            "@context": "https://schema.org",
            "@type": "HowTo",
            "name": self.words.headings.title_start,
            "step": steps,
        });
        how_to.to_string().replace('<', "\\u003c")
    }

    /// That a newer version waits, and what is new in it.
    pub(super) fn news(self) -> Option<String> {
        let words = UPDATE.get(language(self.words.lang))?;
        let news = json!({ "title": words.title, "text": words.text, "load": words.load, "later": words.later });
        Some(news.to_string())
    }

    /// What `src/rescue.js` must know: whose dossiers there are, and what stands on its button.
    pub(super) fn rescue(self) -> Option<String> {
        let words = RESCUE.get(language(self.words.lang))?;
        Some(json!({ "guide": self.guide.id, "save": words.save }).to_string())
    }

    /// What an installed page is called, and in which language.
    pub(super) fn manifest(self) -> String {
        let manifest = json!({
            "name": format!("{}: {}", self.words.ui.app_name, self.words.headings.title_start),
            "short_name": self.words.ui.app_name,
            "description": self.words.page.description,
            "lang": self.words.lang,
            "start_url": "./",
            "scope": self.root,
            "display": "standalone",
            "background_color": "#f9fbfe",
            "theme_color": "#124597",
            "icons": [
                { "src": format!("{}icons/192.png", self.root), "sizes": "192x192", "type": "image/png" },
                { "src": format!("{}icons/512.png", self.root), "sizes": "512x512", "type": "image/png" },
                { "src": format!("{}icons/maskable.png", self.root), "sizes": "512x512", "type": "image/png", "purpose": "maskable" },
                { "src": format!("{}icons/icon.svg", self.root), "sizes": "any", "type": "image/svg+xml" },
            ],
        });
        manifest.to_string()
    }
}
