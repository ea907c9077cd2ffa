//! What is wrong with the content, in the one format that the build prints.

use std::cell::RefCell;
use std::error::Error;
use std::fmt;

/// One problem. Displays as `<path>:<line>: <key path>: <what is wrong>; expected <what>`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Problem {
    file: String,
    line: usize,
    key: String,
    what: String,
    expected: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, key, what, expected } = self;
        write!(f, "{file}:{line}: {key}: {what}; expected {expected}")
    }
}

/// Every problem that was found: at least one, sorted by file and line.
///
/// Displays as one line each, without a line break at the end. A problem of a file as a whole has `(file)` in the
/// place of the key path, one that TOML itself forbids has `(syntax)`. Members of lists count from 1: `page.note[2]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl Error for Problems {}

/// Collects problems while checking goes on. Shared by `&`, so that readers of nested tables need not pass it back.
#[derive(Debug, Default)]
pub(crate) struct Report(RefCell<Vec<Problem>>);

impl Report {
    /// Notes a problem; `expected` continues the word "expected".
    pub(crate) fn add(
        &self,
        (file, line): (&str, usize),
        key: impl Into<String>,
        what: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.0.borrow_mut().push(Problem {
            file: file.to_owned(),
            line,
            key: key.into(),
            what: what.into(),
            expected: expected.into(),
        });
    }

    /// # Errors
    /// The problems, if there are any.
    pub(crate) fn into_result(self) -> Result<(), Problems> {
        let mut problems = self.0.into_inner();
        if problems.is_empty() {
            return Ok(());
        }
        problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Err(Problems(problems))
    }
}
