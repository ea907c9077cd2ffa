//! A profile that outlives its browser: what that has kept is there when the next one starts.

use std::{
    fs,
    path::{Path, PathBuf},
    process,
};

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

    /// Changes each seventh byte of the files that localStorage is kept in, as a failing disk does; how many files. Only while no
    /// browser runs.
    pub fn damage(&self) -> usize {
        let is_of_storage = |path: &Path| {
            let path = path.to_string_lossy();
            path.contains("/Local Storage/leveldb/") || path.ends_with("/ls/data.sqlite")
        };
        let files = xtask::finish::files(&self.0).unwrap_or_else(|why| panic!("{why}"));
        let hurt = files.iter().filter(|file| is_of_storage(file)).filter(|file| {
            let mut bytes = fs::read(file).unwrap();
            bytes.iter_mut().step_by(7).for_each(|byte| *byte ^= 0xff);
            !bytes.is_empty() && fs::write(file, bytes).is_ok()
        });
        hurt.count()
    }

    /// A browser with this profile, before it visits the site.
    pub fn browser(&self, kind: Kind, site: Site) -> Guide {
        self.browser_with(kind, Setup::default(), site)
    }

    /// The same with settings.
    pub fn browser_with(&self, kind: Kind, setup: Setup, site: Site) -> Guide {
        Guide::on(kind, &setup.profile(&self.0), site)
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

    /// Closes the browser, as a visitor does; the site stays.
    pub fn close(self) -> Site {
        self.site
    }
}
