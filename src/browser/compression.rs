//! The browser's own compression: DEFLATE without a header.

use super::files::settled;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Blob, ReadableStream, ReadableWritablePair, Response};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = js_sys::Object)]
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
    #[wasm_bindgen(extends = js_sys::Object)]
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

const FORMAT: &str = "deflate-raw";

/// Calls `told` with these bytes, compressed; `None` if this browser cannot.
pub fn press(bytes: &[u8], told: impl Fn(Option<Vec<u8>>) + Clone + 'static) {
    through(bytes, CompressionStream::new(FORMAT).ok().map(JsCast::unchecked_into), usize::MAX, told);
}

/// Calls `told` with what was compressed; `None` if it was not, or has more than so many bytes.
pub fn expand(bytes: &[u8], max: usize, told: impl Fn(Option<Vec<u8>>) + Clone + 'static) {
    through(bytes, DecompressionStream::new(FORMAT).ok().map(JsCast::unchecked_into), max, told);
}

fn through(
    bytes: &[u8],
    pair: Option<ReadableWritablePair>,
    max: usize,
    told: impl Fn(Option<Vec<u8>>) + Clone + 'static,
) {
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes).into())).ok();
    let stream = blob.zip(pair).map(|(blob, pair)| blob.stream().pipe_through(&pair));
    let answer = stream.and_then(|stream: ReadableStream| Response::new_with_opt_readable_stream(Some(&stream)).ok());
    let Some(read) = answer.and_then(|answer| answer.array_buffer().ok()) else { return told(None) };
    settled(&read, move |buffer| {
        let bytes = buffer.map(|buffer| Uint8Array::new(&buffer));
        told(bytes.filter(|bytes| bytes.length() as usize <= max).map(|bytes| bytes.to_vec()));
    });
}
