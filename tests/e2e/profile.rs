//! A profile that outlives its browser: what that has kept is there when the next one starts.

use std::{fs, path::PathBuf, process};

use crate::{browser::Browser, driver::Kind, guide::Guide, setup::Setup, site::Site};

/// Where a browser keeps what it keeps; gone when dropped.
pub struct Profile(PathBuf);

impl Profile {
    /// A fresh one.
    pub fn new(kind: Kind, test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("partnerpad-profile-{}-{test}-{kind:?}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// A browser with this profile, before it visits the site.
    pub fn browser(&self, kind: Kind, site: Site) -> Guide {
        Guide::on(kind, &Setup::default().profile(&self.0), site)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Guide {
    /// Kills the browser, as a crash or a loss of power does; the site stays.
    pub fn kill(self) -> Site {
        let Self { browser, site, .. } = self;
        Browser::kill(browser);
        site
    }
}
