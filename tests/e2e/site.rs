//! The built page on this machine, and a list of everything that was asked for.

use std::{
    cell::RefCell,
    env, fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc, Condvar, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use xtask::{finish, offline, serve::Server};

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

/// What goes wrong on the way to a visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The host answers with 500.
    Refused,
    /// The connection ends in the middle of the answer.
    Cut,
    /// A hotspot answers with a page of its own.
    Hotspot,
    /// The host takes it for plain text.
    Mislabelled,
    /// The host allows scripts and styles, but no WebAssembly.
    Forbidden,
    /// The page comes without its policy.
    Unprotected,
}

const CLEARING: &str = "clear-site-data";

/// A served folder.
pub struct Site {
    /// One for each version.
    servers: RefCell<Vec<Server>>,
    road: Arc<Road>,
    port: u16,
    /// The folder on the host, without a slash at its end: empty, or `/some/where`.
    below: String,
    /// Where changed copies are.
    copies: PathBuf,
}

/// Between a visitor and the server.
#[derive(Default)]
struct Road {
    /// Where the server is that answers.
    behind: Mutex<String>,
    below: String,
    wasm: Wasm,
    /// What goes wrong, with addresses that contain these words.
    faults: Mutex<Vec<(String, Fault)>>,
    /// Pages come as far as these words, and the rest when there are none.
    halt: Mutex<Option<String>>,
    goes_on: Condvar,
    /// Whether browsers are told to keep everything for a year.
    is_kept: AtomicBool,
    is_stopped: AtomicBool,
    asked: Mutex<Vec<String>>,
    asked_by_worker: Mutex<Vec<String>>,
}

impl Site {
    /// The guide itself.
    pub fn guide() -> Self {
        Self::of(&folder("PARTNERPAD_DIST"), Wasm::Whole, "")
    }

    /// The guide in a folder of its host: `/some/where`.
    pub fn guide_below(below: &str) -> Self {
        Self::of(&folder("PARTNERPAD_DIST"), Wasm::Whole, below)
    }

    /// The other guide, made of `tests/fixtures/small-guide`.
    pub fn fixture() -> Self {
        Self::of(&folder("PARTNERPAD_FIXTURE_DIST"), Wasm::Whole, "")
    }

    /// The guide with damaged WebAssembly.
    pub fn broken(wasm: Wasm) -> Self {
        Self::of(&folder("PARTNERPAD_DIST"), wasm, "")
    }

    /// Puts a listener before the server, so that the pages come with the very headers that `serve` sends.
    fn of(folder: &Path, wasm: Wasm, below: &str) -> Self {
        let server = serve(folder);
        let road = Road { behind: Mutex::new(host(&server)), below: below.to_owned(), wasm, ..Road::default() };
        let road = Arc::new(road);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        listen(listener, &road);
        let copies = env::temp_dir().join(format!("partnerpad-e2e-{port}"));
        Self { servers: RefCell::new(vec![server]), road, port, below: below.to_owned(), copies }
    }

    /// From now on, these words of the pages are others: a later version of the guide, at the same address. The program of
    /// its tools has another name, too.
    pub fn reword(&self, now: &str, then: &str) {
        let copy = self.copies.join(self.servers.borrow().len().to_string());
        let found = copied(&folder("PARTNERPAD_DIST"), &copy, &|text| text.replace(now, then));
        assert!(found > 0, "«{now}» stands on no page");
        // A development build keeps nothing.
        if copy.join(offline::LIST).is_file() {
            offline::again(&copy).unwrap_or_else(|why| panic!("{why}"));
        }
        self.answer_from(serve(&copy));
    }

    /// From now on, the first version answers again.
    pub fn roll_back(&self) {
        *lock(&self.road.behind) = host(&self.servers.borrow()[0]);
    }

    /// From now on, another worker is handed out, whatever the version.
    pub fn replace_worker(&self, worker: &str) {
        let copy = self.copies.join(self.servers.borrow().len().to_string());
        copied(&folder("PARTNERPAD_DIST"), &copy, &str::to_owned);
        fs::write(copy.join(offline::WORKER), worker).expect("room");
        self.answer_from(serve(&copy));
    }

    fn answer_from(&self, server: Server) {
        *lock(&self.road.behind) = host(&server);
        self.servers.borrow_mut().push(server);
    }

    /// From now on, this goes wrong with all addresses that contain these words.
    pub fn fail(&self, words: &str, fault: Fault) {
        lock(&self.road.faults).push((words.to_owned(), fault));
    }

    /// From now on, nothing goes wrong.
    pub fn heal(&self) {
        lock(&self.road.faults).clear();
    }

    /// From now on, of a page comes what stands before these words.
    pub fn halt(&self, words: &str) {
        *lock(&self.road.halt) = Some(words.to_owned());
    }

    /// What pages lack comes, too.
    pub fn go_on(&self) {
        *lock(&self.road.halt) = None;
        self.road.goes_on.notify_all();
    }

    /// From now on, browsers are told to keep all files for a year, whatever their names.
    pub fn keep_for_a_year(&self) {
        self.road.is_kept.store(true, Ordering::SeqCst);
    }

    /// An address that has the browser clear all data of this site.
    pub fn clearing(&self) -> String {
        format!("{}{CLEARING}", self.address())
    }

    /// Nobody listens any more.
    pub fn stop(&self) {
        self.road.is_stopped.store(true, Ordering::SeqCst);
        // The listener wakes, sees it, and goes.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        while TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
            thread::yield_now();
        }
    }

    /// Listens again, where it did before.
    pub fn start_again(&self) {
        self.road.is_stopped.store(false, Ordering::SeqCst);
        listen(TcpListener::bind(("127.0.0.1", self.port)).expect("it was ours"), &self.road);
    }

    /// The paths that the service worker asked for since the last call, and the browser for it.
    pub fn take_requests_of_worker(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.road.asked_by_worker))
    }

    /// `http://127.0.0.1:1234/`
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}/", self.port, self.below)
    }

    /// The paths that pages asked for since the last call. What the service worker fetches for later is no part of it.
    pub fn take_requests(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.road.asked))
    }

    /// The same files at another address, which is another origin to a browser.
    pub fn other_origin(&self) -> String {
        self.servers.borrow()[0].address()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // They are there only after `reword`.
        let _ = fs::remove_dir_all(&self.copies);
    }
}

/// Copies a build with its pages and lists changed, and with another name for the program of its tools. How many pages are
/// other ones now.
fn copied(root: &Path, to: &Path, change: &dyn Fn(&str) -> String) -> usize {
    let mut found = 0;
    let files = finish::files(root).unwrap_or_else(|why| panic!("{why}"));
    let is_tools = |name: &str| name.starts_with("workbench-") && name.ends_with(".js");
    let names = files.iter().filter_map(|file| file.file_name()?.to_str());
    let tools = names.clone().find(|name| is_tools(name)).and_then(|name| name.strip_suffix(".js"));
    let tools = tools.expect("the program of the tools").to_owned();
    // As long as it was, and in hex digits.
    let last = if tools.ends_with('0') { "1" } else { "0" };
    let other = format!("{}{last}", &tools[..tools.len() - 1]);
    for file in &files {
        let target =
            to.join(file.strip_prefix(root).expect("below the root").to_string_lossy().replace(&tools, &other));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a temporary folder can be made");
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("html" | "json") => {
                let page = fs::read_to_string(file).expect("text");
                let changed = change(&page);
                found += usize::from(changed != page);
                fs::write(&target, changed.replace(&tools, &other)).expect("room");
            }
            Some("js") => {
                let script = fs::read_to_string(file).expect("text");
                fs::write(&target, script.replace(&tools, &other)).expect("room");
            }
            // The server makes them new.
            Some("br" | "gz") => {}
            _ => drop(fs::copy(file, &target).expect("room")),
        }
    }
    found
}

fn listen(listener: TcpListener, road: &Arc<Road>) {
    let road = Arc::clone(road);
    thread::spawn(move || {
        for visitor in listener.incoming().map_while(Result::ok) {
            if road.is_stopped.load(Ordering::SeqCst) {
                break;
            }
            let road = Arc::clone(&road);
            // A visitor who goes away needs no answer.
            thread::spawn(move || pass_on(visitor, &road));
        }
    });
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
fn pass_on(mut visitor: TcpStream, road: &Road) -> io::Result<()> {
    let mut lines = BufReader::new(visitor.try_clone()?);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let asked = first.split(' ').nth(1).unwrap_or_default().to_owned();
    if asked.is_empty() {
        return Ok(());
    }
    let fault = lock(&road.faults).iter().find(|(words, _)| asked.contains(words)).map(|(_, fault)| *fault);
    let halt = lock(&road.halt).clone().filter(|_| asked.split('?').next().is_some_and(|path| path.ends_with('/')));
    let is_page = halt.is_some() || asked.ends_with('/') && fault == Some(Fault::Unprotected);
    let is_hurt = asked.ends_with(".wasm") && road.wasm != Wasm::Whole;
    let path = asked.strip_prefix(&road.below).unwrap_or("/nothing-outside-of-the-folder");
    let mut request = first.replacen(&asked, path, 1);
    let mut is_of_worker = false;
    loop {
        let mut line = String::new();
        lines.read_line(&mut line)?;
        let (name, value) = line.split_once(':').unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if line.trim().is_empty() {
            break;
        }
        // How browsers ask for the worker itself, and how it asks: past their cache, which no part of a page does.
        is_of_worker |= name == "sec-fetch-dest" && value.trim() == "serviceworker" || name == "pragma";
        // One answer a connection; and bytes as they are, where one of them changes.
        if name != "connection" && !((is_hurt || is_page) && name == "accept-encoding") {
            request.push_str(&line);
        }
    }
    lock(if is_of_worker { &road.asked_by_worker } else { &road.asked }).push(asked.clone());
    if asked.ends_with(CLEARING) {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nClear-Site-Data: \"storage\"\r\n";
        return visitor.write_all(format!("{head}Content-Length: 0\r\nConnection: close\r\n\r\n").as_bytes());
    }
    match fault {
        Some(Fault::Refused) => return visitor.write_all(&said("500 Internal Server Error", "")),
        Some(Fault::Hotspot) => {
            return visitor.write_all(&said("200 OK", "<title>Welcome</title><p>Sign in to our network"));
        }
        _ if is_hurt && road.wasm == Wasm::Missing => return visitor.write_all(&said("404 Not Found", "")),
        _ => {}
    }
    request.push_str("Connection: close\r\n\r\n");
    // Only now: browsers connect long before they ask.
    let mut server = TcpStream::connect(lock(&road.behind).as_str())?;
    server.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    if is_hurt {
        // Near the end: in the data, which no engine checks.
        let place = answer.len() - 100;
        answer[place] ^= 1;
    }
    if road.is_kept.load(Ordering::SeqCst) && place(&answer, CHECKED).is_some() {
        answer = replaced(&answer, CHECKED, b"Cache-Control: max-age=31536000");
    }
    match fault {
        Some(Fault::Cut) => answer.truncate(answer.len() * 2 / 3),
        Some(Fault::Unprotected) => {
            // In the head of the answer, and in that of the page, if it is sent; it stays as long as it was said to be.
            let has_page = is_page && answer.starts_with(b"HTTP/1.1 200");
            let ends = if has_page { &[": ", "\""][..] } else { &[": "] };
            for end in ends {
                let [now, then] = ["Content", "Without"].map(|word| format!("{word}-Security-Policy{end}"));
                answer = replaced(&answer, now.as_bytes(), then.as_bytes());
            }
        }
        Some(Fault::Mislabelled) => answer = replaced(&answer, b"application/wasm", b"text/plain"),
        Some(Fault::Forbidden) => {
            let policy = b"\r\nContent-Security-Policy: script-src 'self' 'unsafe-inline'\r\n";
            answer = replaced(&answer, b"\r\n", policy);
        }
        _ => {}
    }
    let begin = halt.map_or(0, |words| place(&answer, words.as_bytes()).expect("the page has these words"));
    visitor.write_all(&answer[..begin])?;
    let rest = road.goes_on.wait_while(lock(&road.halt), |halt| begin > 0 && halt.is_some());
    drop(rest.expect("nobody panics with it"));
    visitor.write_all(&answer[begin..])
}

fn said(status: &str, page: &str) -> Vec<u8> {
    let length = page.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    (head + page).into_bytes()
}

/// What the server says of all but hashed files.
const CHECKED: &[u8] = b"Cache-Control: no-cache";

/// A fault that changes nothing would be none.
fn replaced(bytes: &[u8], now: &[u8], then: &[u8]) -> Vec<u8> {
    let at = place(bytes, now).unwrap_or_else(|| panic!("there is no {}", String::from_utf8_lossy(now)));
    [&bytes[..at], then, &bytes[at + now.len()..]].concat()
}

/// Where a part begins.
fn place(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|some| some == part)
}
