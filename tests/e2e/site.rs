//! The built page on this machine, and a list of everything that was asked for.

use std::{
    cell::RefCell,
    env, fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
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
    /// The last one answers.
    servers: RefCell<Vec<Server>>,
    behind: Arc<Mutex<String>>,
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    /// Where a changed copy is.
    copy: PathBuf,
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
        let server = serve(folder);
        let behind = Arc::new(Mutex::new(host(&server)));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (list, at) = (Arc::clone(&asked), Arc::clone(&behind));
        thread::spawn(move || {
            for visitor in listener.incoming().map_while(Result::ok) {
                let (list, at) = (Arc::clone(&list), Arc::clone(&at));
                // A visitor who goes away needs no answer.
                thread::spawn(move || pass_on(visitor, &at, wasm, &list));
            }
        });
        let copy = env::temp_dir().join(format!("partnerpad-e2e-{port}"));
        Self { servers: RefCell::new(vec![server]), behind, port, asked, copy }
    }

    /// From now on, these words of the pages are others: a later version of the guide, at the same address.
    pub fn reword(&self, now: &str, then: &str) {
        let mut folders = vec![folder("PARTNERPAD_DIST")];
        let root = folders[0].clone();
        let mut found = 0;
        while let Some(folder) = folders.pop() {
            let to = self.copy.join(folder.strip_prefix(&root).expect("below the root"));
            fs::create_dir_all(&to).expect("a temporary folder can be made");
            for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("readable").path()) {
                let to = to.join(entry.file_name().expect("a name"));
                match entry.extension().and_then(|ending| ending.to_str()) {
                    _ if entry.is_dir() => folders.push(entry),
                    Some("html") => {
                        let page = fs::read_to_string(&entry).expect("text");
                        found += page.matches(now).count();
                        fs::write(&to, page.replace(now, then)).expect("room");
                    }
                    // The server makes them new.
                    Some("br" | "gz") => {}
                    _ => drop(fs::copy(&entry, &to).expect("room")),
                }
            }
        }
        assert!(found > 0, "«{now}» stands on no page");
        let server = serve(&self.copy);
        *lock(&self.behind) = host(&server);
        self.servers.borrow_mut().push(server);
    }

    /// `http://127.0.0.1:1234/`
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The paths asked for since the last call.
    pub fn take_requests(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.asked))
    }

    /// The same files at another address, which is another origin to a browser.
    pub fn other_origin(&self) -> String {
        self.servers.borrow()[0].address()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // It is there only after `reword`.
        let _ = fs::remove_dir_all(&self.copy);
    }
}

fn serve(folder: &Path) -> Server {
    Server::start(folder, 0).unwrap_or_else(|why| panic!("{}: {why}", folder.display()))
}

fn host(server: &Server) -> String {
    server.address().trim_start_matches("http://").trim_end_matches('/').to_owned()
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().expect("nobody panics with it")
}

fn folder(variable: &str) -> PathBuf {
    let folder =
        env::var_os(variable).unwrap_or_else(|| panic!("{variable} names a built page: `cargo xtask test e2e`"));
    PathBuf::from(folder)
}

/// Passes one request on and its answer back.
fn pass_on(mut visitor: TcpStream, behind: &Mutex<String>, wasm: Wasm, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let mut lines = BufReader::new(visitor.try_clone()?);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    if path.is_empty() {
        return Ok(());
    }
    lock(asked).push(path.clone());
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
    // Only now: browsers connect long before they ask.
    let mut server = TcpStream::connect(lock(behind).as_str())?;
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
