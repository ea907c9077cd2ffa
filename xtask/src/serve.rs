//! Serves a build on this machine, as a good host would: `cargo xtask serve` and the end-to-end tests.

use crate::{
    build,
    failure::{Failure, Outcome},
    install::{self, Needs},
    respond::{self, Asked, Site},
    run,
};
use std::{
    io::{self, Cursor},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};
use tiny_http::{Header, Request, Response, StatusCode};

/// How many answers are made at a time; a browser asks for about six.
const WORKERS: usize = 6;

/// A server for one folder, on 127.0.0.1. It stops when dropped.
pub struct Server {
    http: Arc<tiny_http::Server>,
    stopping: Arc<AtomicBool>,
    workers: Vec<JoinHandle<()>>,
    address: SocketAddr,
}

impl Server {
    /// Serves the folder; port 0 is any free port.
    ///
    /// # Errors
    /// The folder is not there, or the port is taken.
    pub fn start(dir: &Path, port: u16) -> io::Result<Self> {
        let site = Arc::new(Site::new(dir)?);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let http = tiny_http::Server::from_listener(listener, None).map_err(io::Error::other)?;
        let http = Arc::new(http);
        let stopping = Arc::new(AtomicBool::new(false));
        let worker = |_| {
            let (http, site, stopping) = (http.clone(), site.clone(), stopping.clone());
            thread::spawn(move || work(&http, &site, &stopping))
        };
        let workers = (0..WORKERS).map(worker).collect();
        Ok(Self { http, stopping, workers, address })
    }

    /// `http://127.0.0.1:8080/`
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        for _ in &self.workers {
            self.http.unblock();
        }
        for worker in self.workers.drain(..) {
            // A worker that panicked has stopped as well.
            let _ = worker.join();
        }
    }
}

fn work(http: &tiny_http::Server, site: &Site, stopping: &AtomicBool) {
    while !stopping.load(Ordering::SeqCst) {
        if let Ok(request) = http.recv() {
            // A visitor who has gone away needs no answer.
            let _ = answer(request, site);
        }
    }
}

fn answer(request: Request, site: &Site) -> io::Result<()> {
    let header = |name: &'static str| {
        let found = request.headers().iter().find(|header| header.field.equiv(name));
        found.map_or("", |header| header.value.as_str())
    };
    let answer = respond::answer(
        site,
        &Asked {
            method: request.method().as_str(),
            url: request.url(),
            accept_encoding: header("Accept-Encoding"),
            if_none_match: header("If-None-Match"),
        },
    );
    let headers = answer.headers.iter();
    let headers = headers.filter_map(|(name, value)| Header::from_bytes(*name, value.as_bytes()).ok());
    let length = answer.body.len();
    let body = Cursor::new(answer.body);
    let status = StatusCode(answer.status);
    let response = Response::new(status, headers.collect(), body, Some(length), None);
    // The whole length is known: no need for chunks.
    request.respond(response.with_chunked_threshold(usize::MAX))
}

/// `cargo xtask serve`: does not return until it is ended.
///
/// # Errors
/// The port is taken, or there is no build.
pub fn command(port: u16, with_build: bool, verbose: bool) -> Outcome {
    // Before the minutes that a build can take.
    drop(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|why| not_free(port, &why))?);
    if with_build {
        install::ensure(&Needs::to_build(), verbose)?;
        build::release()?;
    }
    let dist = run::dist();
    if !dist.join("index.html").is_file() {
        return Err(Failure::new("there is no dist/index.html to serve; leave --no-build away"));
    }
    let server = Server::start(&dist, port).map_err(|why| not_free(port, &why))?;
    println!("\nPartnerpad is at {}\n(Ctrl-C ends it)", server.address());
    loop {
        thread::park();
    }
}

fn not_free(port: u16, why: &io::Error) -> Failure {
    let other = port.checked_add(1).unwrap_or(crate::args::PORT);
    let way_out = format!("try another one, `cargo xtask serve --port {other}`, or any free one, `--port 0`");
    Failure::new(match why.kind() {
        io::ErrorKind::AddrInUse => {
            format!(
                "port {port} is taken: another program listens there, perhaps another `serve`.\nEnd it, or {way_out}."
            )
        }
        _ => format!("cannot listen on 127.0.0.1:{port}: {why}.\nPlease {way_out}."),
    })
}

#[cfg(test)]
#[path = "serve_tests.rs"]
mod tests;
