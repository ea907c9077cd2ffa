//! Stands in for the crate of this name, which Leptos brings along for server functions.
//!
//! That one exports three classes to JavaScript. What is exported cannot be removed as unused, so they and the whole
//! machinery of promises behind them would be loaded by every visitor: 7 KB (brotli), a tenth of the app. This page has no
//! server and calls none. Here is what Leptos' code needs in order to compile; it never runs, and if it did, it would end
//! a stream at once instead of failing.

use futures_util::stream::{self, Empty};
use wasm_bindgen::{JsCast, JsValue};

/// The browser's own type.
pub type Raw = web_sys::ReadableStream;

/// A stream of which nothing is ever read.
pub struct ReadableStream(Raw);

impl ReadableStream {
    /// Keeps the stream.
    #[must_use]
    pub const fn from_raw(raw: Raw) -> Self {
        Self(raw)
    }

    /// Drops what should be streamed.
    #[must_use]
    pub fn from_stream<S>(_stream: S) -> Self {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// Gives the stream back.
    #[must_use]
    pub fn into_raw(self) -> Raw {
        self.0
    }

    /// Nothing.
    #[must_use]
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        stream::empty()
    }
}
