//! `cargo xtask …`: the one entry point for people and for continuous integration.
//!
//! It is a library with a thin program in front, so that the end-to-end tests can start the
//! very server that `cargo xtask serve` uses ([`serve::Server`]).
//!
//! ```text
//! args      what was asked            run      start other programs, find them, the project's folder
//! tools     pinned tools, where       install  bring in what is missing      system  what the system must have
//! build     trunk build, trunk serve  finish   Trunk's hook: languages, policy, compressed copies
//! slots     what the app writes       exchange short names               workbench the tools' program
//! tidy      without indents           minify   with short names         offline what the service worker keeps
//! head      of the page, for machines                                hosting recipes for hosts
//! rename    by what is in a file now
//! html      a scanner for our pages   policy   the Content-Security-Policy      links   addresses
//! single    the page as one file     packed   bytes as text in it
//! sizes     what each part weighs     budgets  and what it may weigh            compress
//! serve     HTTP on this machine      respond  one answer: cache, headers       media   types, encodings
//! test      parts, order, summary     checks   what each part does             lighthouse
//! bench     one file each, figures as JSON, and the page that shows them
//! faults    what the tests saw go wrong, and the page that shows it
//! ```

pub mod args;
pub mod bench;
pub mod budgets;
pub mod build;
pub mod checks;
pub mod compress;
pub mod exchange;
pub mod failure;
pub mod faults;
pub mod finish;
pub mod head;
pub mod hosting;
pub mod html;
pub mod install;
pub mod lighthouse;
pub mod links;
pub mod media;
pub mod minify;
pub mod offline;
pub mod packed;
pub mod policy;
pub mod rename;
pub mod reproducible;
pub mod respond;
pub mod run;
pub mod serve;
pub mod single;
pub mod sizes;
pub mod slots;
pub mod system;
pub mod test;
pub mod tidy;
pub mod tools;
pub mod workbench;
