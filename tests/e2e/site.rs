//! The built page on this machine, and a list of everything that was asked for.

use std::{
    env,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
};

use xtask::serve::Server;

/// What becomes of the WebAssembly on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wasm {
    #[default]
    Whole,
    /// Answered with 404.
    Missing,
    /// One bit is another one.
    Altered,
}

/// A served folder.
pub struct Site {
    server: Server,
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// The guide itself.
    pub fn guide() -> Self {
        Self::of(&folder("PARTNERPAD_DIST"), Wasm::Whole)
    }

    /// The other guide, made of `tests/fixtures/small-guide`.
    pub fn fixture() -> Self {
        Self::of(&folder("PARTNERPAD_FIXTURE_DIST"), Wasm::Whole)
    }

    /// The guide with damaged WebAssembly.
    pub fn broken(wasm: Wasm) -> Self {
        Self::of(&folder("PARTNERPAD_DIST"), wasm)
    }

    /// Puts a listener before the server, so that the pages come with the very headers that `serve` sends.
    fn of(folder: &Path, wasm: Wasm) -> Self {
        let server = Server::start(folder, 0).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
        let behind = server.address().trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&asked);
        thread::spawn(move || {
            for visitor in listener.incoming().map_while(Result::ok) {
                let (behind, list) = (behind.clone(), Arc::clone(&list));
                // A visitor who goes away needs no answer.
                thread::spawn(move || pass_on(visitor, &behind, wasm, &list));
            }
        });
        Self { server, port, asked }
    }

    /// `http://127.0.0.1:1234/`
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The paths asked for since the last call.
    pub fn take_requests(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().expect("nobody panics with it"))
    }

    /// The same files at another address, which is another origin to a browser.
    pub fn other_origin(&self) -> String {
        self.server.address()
    }
}

fn folder(variable: &str) -> PathBuf {
    let folder = env::var_os(variable).unwrap_or_else(|| panic!("{variable} names a built page: `cargo xtask test e2e`"));
    PathBuf::from(folder)
}

/// Passes one request on and its answer back.
fn pass_on(mut visitor: TcpStream, behind: &str, wasm: Wasm, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut lines = BufReader::new(visitor.try_clone()?);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    if path.is_empty() {
        return Ok(());
    }
    asked.lock().expect("nobody panics with it").push(path.clone());
    let is_hurt = path.ends_with(".wasm") && wasm != Wasm::Whole;
    if is_hurt && wasm == Wasm::Missing {
        return visitor.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
    let mut request = first;
    loop {
        let mut line = String::new();
        lines.read_line(&mut line)?;
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if line.trim().is_empty() {
            break;
        }
        // One answer a connection; and bytes as they are, where one of them changes.
        if name != "connection" && !(is_hurt && name == "accept-encoding") {
            request.push_str(&line);
        }
    }
    request.push_str("Connection: close\r\n\r\n");
    let mut server = TcpStream::connect(behind)?;
    server.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    if is_hurt {
        // Near the end: in the data, which no engine checks.
        let place = answer.len() - 100;
        answer[place] ^= 1;
    }
    visitor.write_all(&answer)
}
