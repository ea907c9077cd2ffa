//! A zip file whose members are stored as they are. Source: PKWARE, APPNOTE.TXT, 4.3 and 4.4.
//!
//! Without compression: the terms are some tens of kilobytes, and a compressor would weigh more than all other outputs
//! together.

/// A zip file under construction.
#[derive(Default)]
pub(super) struct Zip {
    members: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

/// 1980-01-01: a file has no clock, and equal answers give equal files.
const DATE: u16 = 1 << 5 | 1;
/// Version 2.0 is needed to read it.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;

impl Zip {
    /// Adds a file; `name` with `/`.
    pub(super) fn file(mut self, name: &str, bytes: &[u8]) -> Self {
        let at = size(&self.members);
        let length = |text: &[u8]| u16::try_from(text.len()).unwrap_or(u16::MAX);
        let mut header = Vec::new();
        for two in [VERSION, FLAGS, 0, 0, DATE] {
            header.extend(two.to_le_bytes());
        }
        for four in [crc32(bytes), size(bytes), size(bytes)] {
            header.extend(four.to_le_bytes());
        }
        header.extend(length(name.as_bytes()).to_le_bytes());
        header.extend(0_u16.to_le_bytes());
        self.members.extend(b"PK\x03\x04");
        self.members.extend(&header);
        self.members.extend(name.as_bytes());
        self.members.extend(bytes);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&header);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
        self
    }

    /// The finished file.
    pub(super) fn finish(self) -> Vec<u8> {
        let Self { members: mut bytes, directory, count } = self;
        let start = size(&bytes);
        bytes.extend(&directory);
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend(count.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(size(&directory).to_le_bytes());
        bytes.extend(start.to_le_bytes());
        bytes.extend([0; 2]);
        bytes
    }
}

fn size(bytes: &[u8]) -> u32 {
    // A document of ours is far below four gigabytes.
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

/// Bit by bit: no table, and fast enough for some tens of kilobytes.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn a_file_without_members_is_the_shortest_zip_file() {
        assert_eq!(Zip::default().finish(), [b"PK\x05\x06".as_slice(), &[0; 18]].concat());
    }

    #[test]
    fn members_are_stored_as_they_are() {
        let bytes = Zip::default().file("a/b.xml", b"<a/>").file("c", b"").finish();
        assert_eq!(bytes.get(30..41), Some(b"a/b.xml<a/>".as_slice()));
        assert_eq!(bytes.len(), (30 + 7 + 4) + (30 + 1) + (46 + 7) + (46 + 1) + 22);
    }
}
