use partnerpad::browser::storage::{self, Refusal};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn what_is_written_is_read_back_and_listed_until_it_is_removed() {
    storage::write("partnerpad.test/a", "é𝄞\u{0}").unwrap();
    storage::write("other.test/b", "1").unwrap();
    assert_eq!(storage::read("partnerpad.test/a").unwrap().as_deref(), Some("é𝄞\u{0}"));
    assert_eq!(storage::keys("partnerpad.test/").unwrap(), ["partnerpad.test/a"]);
    storage::remove("partnerpad.test/a").unwrap();
    assert_eq!(storage::read("partnerpad.test/a").unwrap(), None);
    assert_eq!(storage::read("other.test/b").unwrap().as_deref(), Some("1"));
    storage::remove("other.test/b").unwrap();
}

#[wasm_bindgen_test]
fn a_full_storage_refuses_and_keeps_what_it_had() {
    storage::write("partnerpad.test/kept", "old").unwrap();
    let result = storage::write("partnerpad.test/kept", &"x".repeat(6_000_000));
    assert_eq!(result, Err(Refusal::Full));
    assert_eq!(storage::read("partnerpad.test/kept").unwrap().as_deref(), Some("old"));
    storage::remove("partnerpad.test/kept").unwrap();
}
