//! Serves a build on this machine, as a good host would: `cargo xtask serve` and the end-to-end tests.

use crate::{
    build,
    failure::{Failure, Outcome},
    install::{self, Needs},
    respond::{self, Asked, Site},
    run,
};
use http_body_util::Full;
use hyper::{Request, Response, body::Bytes, header, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    sync::Arc,
    thread,
};
use tokio::runtime::{Builder, Runtime};

/// A server for one folder, on 127.0.0.1. It stops when dropped.
pub struct Server {
    address: SocketAddr,
    _runtime: Runtime,
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
        listener.set_nonblocking(true)?;
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_io().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        runtime.spawn(listen(listener, site));
        Ok(Self { address, _runtime: runtime })
    }

    /// `http://127.0.0.1:8080/`
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }
}

/// Greets visitors, until it is dropped.
async fn listen(listener: tokio::net::TcpListener, site: Arc<Site>) {
    loop {
        // One who has gone away again already needs no answer, nor does one who goes away later.
        let Ok((visitor, _)) = listener.accept().await else { continue };
        let _ = visitor.set_nodelay(true);
        let site = site.clone();
        let answers = service_fn(move |request| {
            let site = site.clone();
            // Reads files, and compresses: nobody who comes meanwhile waits for that.
            async { tokio::task::spawn_blocking(move || answer(&request, &site)).await.map_err(io::Error::other)? }
        });
        // Tests look for names of headers as they are usually written.
        let talk = http1::Builder::new().title_case_headers(true).serve_connection(TokioIo::new(visitor), answers);
        tokio::spawn(talk);
    }
}

fn answer<T>(request: &Request<T>, site: &Site) -> io::Result<Response<Full<Bytes>>> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let answer = respond::answer(
        site,
        &Asked {
            method: request.method().as_str(),
            url: request.uri().path_and_query().map_or("", |url| url.as_str()),
            accept_encoding: header(header::ACCEPT_ENCODING),
            if_none_match: header(header::IF_NONE_MATCH),
        },
    );
    let response = Response::builder().status(answer.status);
    let add = |response: hyper::http::response::Builder, (name, value): &(_, String)| response.header(*name, value);
    answer.headers.iter().fold(response, add).body(Full::from(answer.body)).map_err(io::Error::other)
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
