//! The recipes in `hosting/`, each on its own server: what a browser gets there. A server that is not installed is skipped, and
//! said so. The servers run in a folder of their own, as whoever runs the test, on a free port of this machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::{
    collections::BTreeMap,
    env, fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use xtask::{compress, hosting, run, serve};

const POLICY: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";

/// Address, type, and whether it is kept for ever.
const FILES: [(&str, &str, bool); 12] = [
    ("index.html", "text/html; charset=utf-8", false),
    ("en/index.html", "text/html; charset=utf-8", false),
    ("preview/drawn.html", "text/html; charset=utf-8", false),
    ("en/preview/real.html", "text/html; charset=utf-8", false),
    ("sw.js", "text/javascript; charset=utf-8", false),
    ("offline.json", "application/json", false),
    ("manifest.webmanifest", "application/manifest+json", false),
    ("icons/icon.svg", "image/svg+xml", false),
    ("boot-0123456789abcdef.js", "text/javascript; charset=utf-8", true),
    ("later-3456789abcdef.css", "text/css; charset=utf-8", true),
    ("app-0123456789abcdef_bg.wasm", "application/wasm", true),
    ("icons/192.png", "image/png", false),
];

/// A running server; it ends with the test.
struct Running {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A build like ours, with compressed copies, and the recipes for it.
fn build(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("partnerpad-host-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let dist = folder.join("dist");
    for (file, ..) in FILES {
        let text = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">{}", file.repeat(40));
        let file = dist.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &text).unwrap();
        if !file.ends_with("192.png") {
            let packed = |ending: &str| PathBuf::from(format!("{}.{ending}", file.display()));
            fs::write(packed("br"), compress::brotli(text.as_bytes(), compress::BEST).unwrap()).unwrap();
            fs::write(packed("gz"), compress::gzip(text.as_bytes()).unwrap()).unwrap();
        }
    }
    hosting::write_all(&dist, &folder.join("recipes")).unwrap();
    folder
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// The program, also where only root's search path leads.
fn program(name: &str) -> Option<PathBuf> {
    let found = run::find(&[name]).or_else(|| Some(Path::new("/usr/sbin").join(name)).filter(|file| file.is_file()));
    if found.is_none() {
        eprintln!("SKIPPED: {name} is not installed here, so its recipe is not tried");
    }
    found
}

fn started(command: &mut Command, port: u16, folder: PathBuf) -> Running {
    let log = fs::File::create(folder.join("log")).unwrap();
    let process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap();
    let mut running = Running { process, port, folder };
    let end = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let log = || fs::read_to_string(running.folder.join("log")).unwrap_or_default();
        assert!(running.process.try_wait().unwrap().is_none() && Instant::now() < end, "{}", log());
        thread::sleep(Duration::from_millis(20));
    }
    running
}

#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

fn get(port: u16, path: &str, encodings: &str) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let host = format!("127.0.0.1:{port}");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: {encodings}\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut headers = BTreeMap::new();
    for line in head.lines().skip(1) {
        let (name, value) = line.split_once(':').unwrap();
        let old = headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        assert!(old.is_none() || name.eq_ignore_ascii_case("vary"), "{path}: {name} twice: {head}");
    }
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, headers, body: bytes[end + 4..].to_vec() }
}

/// What each recipe must give. `encodings`: those that the server can hand out.
fn holds(port: u16, dist: &Path, encodings: &[&str]) {
    for (file, kind, forever) in FILES {
        let plain = fs::read(dist.join(file)).unwrap();
        let pages = file.strip_suffix("index.html").map(|folder| format!("/{folder}"));
        for path in [Some(format!("/{file}")), pages].into_iter().flatten() {
            let answer = get(port, &path, "identity");
            assert_eq!((answer.status, answer.header("content-encoding")), (200, ""), "{path} {answer:?}");
            assert_eq!(answer.body, plain, "{path}");
            assert_headers(&path, &answer, kind, forever);
            if file.ends_with(".png") {
                continue;
            }
            assert!(answer.header("vary").to_ascii_lowercase().contains("accept-encoding"), "{path} {answer:?}");
            for encoding in encodings {
                let ending = if *encoding == "br" { "br" } else { "gz" };
                let packed = fs::read(format!("{}.{ending}", dist.join(file).display())).unwrap();
                let answer = get(port, &path, encoding);
                assert_eq!(answer.header("content-encoding"), *encoding, "{path} {answer:?}");
                assert_eq!(answer.body, packed, "{path} {encoding}");
                assert_headers(&path, &answer, kind, forever);
            }
            // The best that both know.
            assert_eq!(get(port, &path, "gzip, deflate, br").header("content-encoding"), encodings[0], "{path}");
        }
    }
    let missing = get(port, "/app-ffffffffffffffff_bg.wasm", "identity");
    assert_eq!(missing.status, 404);
    assert_eq!(get(port, "/en", "identity").status / 100, 3, "a folder without its slash");
}

#[track_caller]
fn assert_headers(path: &str, answer: &Answer, kind: &str, forever: bool) {
    // One name for JavaScript is as good as the other.
    let is = answer.header("content-type").replace("application/javascript", "text/javascript");
    let same = |text: &str| text.to_ascii_lowercase().replace(' ', "");
    let bare = |text: &str| text.split(';').next().unwrap_or_default().to_owned();
    // The charset of data is always this one.
    let fits = same(&is) == same(kind) || (!kind.starts_with("text/") && bare(&is) == kind);
    assert!(fits, "{path}: {is}, not {kind}");
    let ancestors = if path.contains("/preview/") {
        "frame-ancestors 'self'".to_owned()
    } else {
        format!("{POLICY}; frame-ancestors 'none'")
    };
    let kept = if forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    for (name, value) in [
        ("content-security-policy", ancestors.as_str()),
        ("cache-control", kept),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{path} {name}: {answer:?}");
    }
}

fn recipe(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join("recipes").join(name)).unwrap()
}

#[test]
fn nginx_hands_out_what_the_build_made() {
    let Some(nginx) = program("nginx") else { return };
    let (folder, port) = (build("nginx"), free_port());
    let module = Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
    let place = folder.display();
    let mut recipe = recipe(&folder, "nginx.conf")
        .replace("listen 80;", &format!("listen 127.0.0.1:{port};"))
        .replace("/srv/partnerpad", &format!("{place}/dist"));
    let mut load = String::new();
    let mut encodings = vec!["gzip"];
    if module.is_file() {
        load = format!("load_module {};", module.display());
        recipe = recipe.replace("# brotli_static on;", "brotli_static on;");
        encodings.insert(0, "br");
    } else {
        eprintln!("SKIPPED: nginx here has no module for brotli, so only gzip is tried");
    }
    let types = Path::new("/etc/nginx/mime.types");
    let include = if types.is_file() { "include /etc/nginx/mime.types;" } else { "include mime.types;" };
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("{kind}_temp_path {place}/{kind};"))
        .concat();
    let config = format!(
        "{load} daemon off; pid {place}/pid; error_log {place}/error; \
         events {{}} http {{ {include} default_type application/octet-stream; access_log off; {temporary}\n{recipe}\n}}"
    );
    fs::write(folder.join("main.conf"), config).unwrap();
    let mut command = Command::new(nginx);
    command.arg("-p").arg(&folder).arg("-e").arg(folder.join("error")).arg("-c").arg(folder.join("main.conf"));
    let dist = folder.join("dist");
    // A master would leave its workers behind when it is killed.
    command.args(["-g", "master_process off;"]);
    let server = started(&mut command, port, folder);
    holds(server.port, &dist, &encodings);
}

#[test]
fn apache_hands_out_what_the_build_made() {
    let Some(apache) = program("apache2").or_else(|| program("httpd")) else { return };
    let modules = Path::new("/usr/lib/apache2/modules");
    if !modules.is_dir() {
        eprintln!("SKIPPED: Apache's modules are not where Debian puts them");
        return;
    }
    let (folder, port) = (build("apache"), free_port());
    let dist = folder.join("dist");
    fs::copy(folder.join("recipes/.htaccess"), dist.join(".htaccess")).unwrap();
    let load: String = ["mpm_event", "authz_core", "dir", "headers", "mime", "rewrite", "unixd"]
        .iter()
        .map(|name| (name, modules.join(format!("mod_{name}.so"))))
        .filter(|(_, file)| file.is_file())
        .map(|(name, file)| format!("LoadModule {name}_module {}\n", file.display()))
        .collect();
    let place = folder.display();
    let config = format!(
        "{load}ServerRoot {place}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {place}/pid\nErrorLog {place}/error\n\
         DefaultRuntimeDir {place}\nMutex file:{place}\nTypesConfig /etc/mime.types\nDocumentRoot {place}/dist\n\
         <Directory {place}/dist>\nAllowOverride FileInfo Indexes\nRequire all granted\n</Directory>\n"
    );
    fs::write(folder.join("main.conf"), config).unwrap();
    let mut command = Command::new(apache);
    // One process: no children that stay when it is killed.
    command.arg("-X").arg("-f").arg(folder.join("main.conf"));
    let server = started(&mut command, port, folder);
    holds(server.port, &dist, &["br", "gzip"]);
}

#[test]
fn caddy_hands_out_what_the_build_made() {
    let Some(caddy) = program("caddy") else { return };
    let (folder, port) = (build("caddy"), free_port());
    let dist = folder.join("dist");
    let recipe = recipe(&folder, "Caddyfile")
        .replace("partnerpad.example.org {", &format!("http://127.0.0.1:{port} {{\n\tbind 127.0.0.1"))
        .replace("/srv/partnerpad", &dist.display().to_string());
    let config = format!("{{\n\tadmin off\n\tauto_https off\n\tstorage file_system {}\n}}\n{recipe}", folder.display());
    fs::write(folder.join("Caddyfile"), config).unwrap();
    let mut command = Command::new(caddy);
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(folder.join("Caddyfile"));
    command.env("XDG_CONFIG_HOME", &folder).env("XDG_DATA_HOME", &folder);
    let server = started(&mut command, port, folder);
    holds(server.port, &dist, &["br", "gzip"]);
}

/// The control: our own server keeps to the same, so the expectations are not those of one server.
#[test]
fn our_own_server_does_the_same() {
    let folder = build("ours");
    let dist = folder.join("dist");
    let server = serve::Server::start(&dist, 0).unwrap();
    let port = server.address().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    let answer = get(port, "/", "br");
    assert_headers("/", &answer, "text/html; charset=utf-8", false);
    assert_eq!(answer.header("content-encoding"), "br");
    fs::remove_dir_all(folder).unwrap();
}
