//! WebDriver BiDi: commands that plain WebDriver lacks, and what the browser tells by itself.
//!
//! Plain sockets to a driver on this machine; thirtyfour's own client brings a whole TLS stack along.

use std::{
    cell::{Cell, RefCell},
    net::TcpStream,
    sync::{
        Arc, Mutex,
        mpsc::{self, Receiver},
    },
    thread,
    time::Duration,
};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket, protocol::Role};

/// Longer than any command takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to a browser.
pub struct Bidi {
    out: RefCell<WebSocket<TcpStream>>,
    answers: Receiver<Value>,
    events: Arc<Mutex<Vec<Value>>>,
    last: Cell<u64>,
}

impl Bidi {
    /// Connects to the address that the driver gave.
    pub fn connect(address: &str) -> Self {
        let host = address.trim_start_matches("ws://").split('/').next().unwrap_or_default();
        let stream = TcpStream::connect(host).expect("the driver listens");
        let out = stream.try_clone().expect("one socket, read here and written there");
        let (mut socket, _) = tungstenite::client(address, stream).expect("it speaks WebSocket");
        let (answer, answers) = mpsc::channel();
        let events = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&events);
        thread::spawn(move || {
            while let Ok(message) = socket.read() {
                let Ok(text) = message.into_text() else { continue };
                let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
                if value["type"] == "event" {
                    told.lock().expect("nobody panics with it").push(value);
                } else {
                    let _ = answer.send(value);
                }
            }
        });
        Self {
            out: RefCell::new(WebSocket::from_raw_socket(out, Role::Client, None)),
            answers,
            events,
            last: Cell::new(0),
        }
    }

    /// Sends a command and waits for its result.
    #[track_caller]
    pub fn send(&self, method: &str, parameters: &Value) -> Value {
        self.last.update(|last| last + 1);
        let command = json!({ "id": self.last.get(), "method": method, "params": parameters });
        self.out.borrow_mut().send(Message::text(command.to_string())).expect("the browser listens");
        loop {
            let answer = self.answers.recv_timeout(PATIENCE).expect("the browser answers");
            if answer["id"] == self.last.get() {
                assert!(answer["type"] == "success", "{method}: {answer}");
                return answer["result"].clone();
            }
        }
    }

    /// Everything told since the last call.
    pub fn take_events(&self) -> Vec<Value> {
        // What happened before this answer was told before it.
        self.send("session.status", &json!({}));
        std::mem::take(&mut self.events.lock().expect("nobody panics with it"))
    }
}
