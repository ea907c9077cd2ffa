//! Real HTTP over the loopback interface.

use super::*;
use std::{
    collections::{HashMap, VecDeque},
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::PathBuf,
    time::{Duration, Instant},
};

const POLICY: &str = "default-src 'none'; script-src 'self'";

/// A served folder of its own for one test.
struct Host {
    folder: PathBuf,
    server: Server,
}

struct Reply {
    status: u16,
    headers: HashMap<String, String>,
    body: Vec<u8>,
}

impl Host {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("partnerpad-serve-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let page =
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"><p>{}</p>", "nl ".repeat(400));
        for (file, text) in [
            ("site/index.html", page.as_str()),
            ("site/en/index.html", "<p>en</p>"),
            ("site/app-0123456789abcdef.js", "export {};"),
            ("site/app-0123456789abcdef.js.br", "packed by brotli"),
            ("site/app-0123456789abcdef.js.gz", "packed by gzip"),
            ("site/a b.css", "a{}"),
            ("site/app.wasm", "wasm"),
            ("site/icon.svg", "<svg/>"),
            ("site/app.webmanifest", "{}"),
            ("site/.hidden", "secret"),
            ("secret.txt", "secret"),
        ] {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let server = Server::start(&folder.join("site"), 0).unwrap();
        Self { folder, server }
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Reply {
        let mut stream = TcpStream::connect(self.server.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Reply::read(&bytes)
    }

    fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "")
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Reply {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let pairs = lines.map(|line| line.split_once(": ").unwrap());
        let headers = pairs.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Self { status, headers, body: bytes[end + 4..].to_vec() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

#[test]
fn pages_are_found_by_their_folders() {
    let host = Host::new("pages");
    assert!(host.get("/").text().contains("nl"));
    assert!(host.get("/?x=1").text().contains("nl"));
    assert_eq!(host.get("/en/").text(), "<p>en</p>");
    let moved = host.get("/en?q");
    assert_eq!((moved.status, moved.header("location")), (301, "/en/"));
    let gone = host.get("/nothing");
    assert_eq!((gone.status, gone.header("content-type")), (404, "text/plain; charset=utf-8"));
}

#[test]
fn every_kind_has_its_type() {
    let host = Host::new("types");
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/app-0123456789abcdef.js", "text/javascript; charset=utf-8"),
        ("/a%20b.css", "text/css; charset=utf-8"),
        ("/app.wasm", "application/wasm"),
        ("/icon.svg", "image/svg+xml"),
        ("/app.webmanifest", "application/manifest+json"),
    ] {
        let reply = host.get(path);
        assert_eq!((reply.status, reply.header("content-type")), (200, kind), "{path}");
    }
}

#[test]
fn compressed_copies_are_sent_to_who_takes_them() {
    let host = Host::new("encoding");
    let path = "/app-0123456789abcdef.js";
    for (accepted, encoding, body) in [
        ("gzip, deflate, br", "br", "packed by brotli"),
        ("gzip", "gzip", "packed by gzip"),
        ("identity", "", "export {};"),
    ] {
        let reply = host.ask("GET", path, &format!("Accept-Encoding: {accepted}\r\n"));
        assert_eq!((reply.header("content-encoding"), reply.text()), (encoding, body));
        assert_eq!(reply.header("vary"), "Accept-Encoding");
        assert_eq!(reply.header("content-type"), "text/javascript; charset=utf-8");
    }
}

#[test]
fn what_has_no_copy_is_compressed_on_the_fly() {
    let host = Host::new("on-the-fly");
    let reply = host.ask("GET", "/", "Accept-Encoding: br\r\n");
    assert_eq!(reply.header("content-encoding"), "br");
    let mut page = Vec::new();
    brotli::BrotliDecompress(&mut reply.body.as_slice(), &mut page).unwrap();
    assert!(String::from_utf8(page).unwrap().ends_with("nl </p>"));
    assert_eq!(host.ask("GET", "/a%20b.css", "Accept-Encoding: br\r\n").header("content-encoding"), "");
}

#[test]
fn hashed_files_stay_in_the_cache_and_others_are_asked_for() {
    let host = Host::new("cache");
    let forever = host.get("/app-0123456789abcdef.js");
    assert_eq!(forever.header("cache-control"), "public, max-age=31536000, immutable");
    let page = host.get("/");
    assert_eq!(page.header("cache-control"), "no-cache");
    let tag = page.header("etag");
    let same = host.ask("GET", "/", &format!("If-None-Match: \"other\", W/{tag}\r\n"));
    assert_eq!((same.status, same.body.len(), same.header("etag")), (304, 0, tag));
    assert!(same.header("content-security-policy").contains("frame-ancestors"));
    assert_eq!(host.ask("GET", "/", "If-None-Match: \"other\"\r\n").status, 200);
    let packed = host.ask("GET", "/", "Accept-Encoding: br\r\n");
    assert_ne!(packed.header("etag"), tag, "another form, another tag");
}

#[test]
fn head_has_all_but_the_body_and_other_methods_are_refused() {
    let host = Host::new("methods");
    let (get, head) = (host.get("/"), host.ask("HEAD", "/", ""));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let reply = host.ask(method, "/", "Content-Length: 0\r\n");
        assert_eq!((reply.status, reply.header("allow")), (405, "GET, HEAD"), "{method}");
    }
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let host = Host::new("outside");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/en/../../secret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/en//index.html",
        "/.hidden",
        "/%00",
        "/index.html%00.js",
        "/index.html/",
        "/C:/secret.txt",
        "secret.txt",
    ] {
        let reply = host.get(path);
        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
        assert!(!reply.text().contains("secret"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let host = Host::new("links");
    let site = host.folder.join("site");
    std::os::unix::fs::symlink(host.folder.join("secret.txt"), site.join("out.txt")).unwrap();
    std::os::unix::fs::symlink(&host.folder, site.join("up")).unwrap();
    std::os::unix::fs::symlink(site.join("icon.svg"), site.join("in.svg")).unwrap();
    std::os::unix::fs::symlink(host.folder.join("secret.txt"), site.join("icon.svg.br")).unwrap();
    let packed = host.ask("GET", "/icon.svg", "Accept-Encoding: br\r\n");
    assert_eq!(packed.text(), "<svg/>");
    assert_eq!(host.get("/out.txt").status, 404);
    assert_eq!(host.get("/up/secret.txt").status, 404);
    assert_eq!(host.get("/in.svg").status, 200);
}

#[test]
fn the_pages_policy_and_the_other_headers_are_sent() {
    let host = Host::new("headers");
    for path in ["/", "/app.wasm"] {
        let reply = host.get(path);
        let policy = format!("{POLICY}; frame-ancestors 'none'");
        assert_eq!(reply.header("content-security-policy"), policy, "{path}");
    }
    for path in ["/", "/app.wasm", "/nothing", "/en"] {
        let reply = host.get(path);
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(reply.header("permissions-policy").contains("camera=()"), "{path}");
        assert!(reply.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
    }
}

#[test]
fn a_taken_port_is_said_with_the_way_out() {
    let host = Host::new("port");
    let port = host.server.address.port();
    let why = command(port, false, false).unwrap_err().to_string();
    assert!(why.contains(&port.to_string()) && why.contains("--port"), "{why}");
}

#[test]
fn it_stops_when_dropped() {
    let host = Host::new("drop");
    let address = host.server.address;
    host.get("/");
    drop(host);
    TcpListener::bind(address).expect("the port is free again");
}

/// Pins a slowness: small writes on a kept connection waited for the other side's delayed acknowledgement.
#[test]
fn a_kept_connection_is_quick() {
    let host = Host::new("kept");
    let mut stream = TcpStream::connect(host.server.address).unwrap();
    let begun = Instant::now();
    for _ in 0..20 {
        stream.write_all(b"GET /icon.svg HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut reply = Vec::new();
        while !reply.ends_with(b"<svg/>") {
            let mut part = [0; 4096];
            let count = stream.read(&mut part).unwrap();
            assert!(count > 0, "closed");
            reply.extend_from_slice(&part[..count]);
        }
    }
    assert!(begun.elapsed() < Duration::from_millis(500), "{:?} for 20 requests", begun.elapsed());
}

/// A library before left some of those waiting that came while others were kept open.
#[test]
fn all_that_come_at_once_are_answered() {
    let host = Host::new("crowd");
    let mut kept = VecDeque::new();
    for round in 0..200 {
        let come = |_| TcpStream::connect(host.server.address).unwrap();
        let mut visitors: Vec<_> = (0..2 + round % 5).map(come).collect();
        for visitor in &mut visitors {
            visitor.write_all(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        }
        for visitor in &mut visitors {
            visitor.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
            let count = visitor.read(&mut [0; 4096]).expect("an answer");
            assert!(count > 0, "closed");
        }
        kept.push_back(visitors);
        kept.drain(..kept.len().saturating_sub(1 + round % 3));
    }
}
