//! What an update costs a host: one text of the guide is changed, and the page built anew.

use super::{
    Options,
    bytes::{Host, in_gb},
    figures::{Figures, Table},
};
use crate::{
    bench, budgets, build,
    failure::{Failure, Outcome},
    finish::{INDEX, files, read},
    offline, run,
    serve::Server,
    sizes::parts,
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Compares the build with one of which one word is another.
///
/// # Errors
/// There is no build, or the other one fails.
pub fn measure(_: &Options) -> Outcome<Figures> {
    let folder = run::target().join("bench-host");
    let (content, newer) = (folder.join("content"), folder.join("dist"));
    bench::build::copy_with_a_change(&content)?;
    build::guide(&content, &newer)?;
    let dist = run::dist();
    let all = parts(&newer)?;
    let server = Server::start(&newer, 0).map_err(|why| Failure::with_file("serve", &newer, &why))?;
    let host = Host::new(server.address(), &newer);
    let page = budgets::loaded(&newer.join(INDEX), &all)?;
    let is_same = |file: &&PathBuf| read_both(file, &dist.join(file.strip_prefix(&newer).unwrap_or(file)));
    // A browser asks for a page again; for what has its hash in its name, only under another name. The worker knows all hashes.
    let asked: Vec<_> = page.iter().filter(|file| file.ends_with(INDEX) || !is_same(file)).cloned().collect();
    let kept = kept(&newer)?;
    let new: Vec<_> = kept.iter().filter(|file| !is_same(file)).cloned().collect();
    let mut table = Table::new("", &["what", "files", "of them as before", "asked for", "brotli", "GB for a million"]);
    for (what, files, asked) in [
        ("after a first visit, the worker keeps all for later", &kept, &kept),
        ("one text changed: the page, without the worker", &page, &asked),
        ("one text changed: the worker takes the new version", &kept, &new),
    ] {
        let [sent, ..] = host.cost(asked, false)?.sent;
        let known = files.iter().filter(is_same).count();
        let known = if what.starts_with("after") { json!("") } else { json!(known) };
        table.rows.push(vec![
            json!(what),
            json!(files.len()),
            known,
            json!(asked.len()),
            json!(sent),
            json!(in_gb(sent)),
        ]);
    }
    let mut figures = Figures::now("cargo xtask bench host");
    figures.tables.push(table);
    figures.notes = vec![
        "One word of the Dutch title was changed, which the app carries, too, and the whole was built anew. Files whose name and bytes are as before come \
         out of the browser's cache; the worker, which trusts no such cache, has them in its own. What a first and a repeat visit \
         load is in the part on bytes. Headers included, Brotli."
            .to_owned(),
    ];
    Ok(figures)
}

fn read_both(one: &Path, other: &Path) -> bool {
    std::fs::read(one).is_ok_and(|bytes| std::fs::read(other).is_ok_and(|others| bytes == others))
}

/// What the worker keeps, with its list.
fn kept(dist: &Path) -> Outcome<Vec<PathBuf>> {
    let list: Value = serde_json::from_str(&read(&dist.join(offline::LIST))?)
        .map_err(|why| Failure::new(format!("{}: {why}", offline::LIST)))?;
    let names = list.get("files").and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name.as_str());
    let mut kept: Vec<_> = names
        .map(|name| if name.ends_with('/') { dist.join(name).join(INDEX) } else { dist.join(name) })
        .chain([dist.join(offline::LIST)])
        // `./` does not stay in a path that is built from its parts.
        .map(|file| file.components().collect::<PathBuf>())
        .collect();
    let all = files(dist)?;
    kept.retain(|file| all.contains(file));
    Ok(kept)
}
