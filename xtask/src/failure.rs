//! What went wrong, said so that the reader knows what to do.

use std::{fmt, io, path::Path};

/// The result of everything here that can fail.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A message for a person. It names the file or program and, where there is one, the way out.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// A failure with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// Something that could not be done to a file or folder, and what the system said.
    pub fn with_file(what: &str, file: &Path, why: &io::Error) -> Self {
        Self(format!("could not {what} {}: {why}", file.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}
