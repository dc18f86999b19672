//! What a screenshot is, by its first bytes: nobody's word is taken for it, and nothing is decoded.
use projectmeats_core::{Error, Result};

/// The most bytes a screenshot may have: 5 MiB.
pub(crate) const MOST_BYTES: usize = 5 << 20;
/// The most pixels either way.
const MOST_PIXELS: usize = 10_000;
/// The kinds that are taken: those every browser shows, without the one that can hold scripts.
const KINDS: [&str; 4] = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/// A picture's kind and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) content_type: &'static str,
    pub(crate) width: i32,
    pub(crate) height: i32,
}

/// Looks at a picture.
///
/// # Errors
/// [`Error::Invalid`] on `screenshot` for what is none, of another kind, or too large.
pub(crate) fn look(bytes: &[u8]) -> Result<Picture> {
    let refused = |why: String| Err(Error::invalid("screenshot", why));
    if bytes.is_empty() {
        return refused("The submitted file is empty.".into());
    }
    if bytes.len() > MOST_BYTES {
        return refused(format!("The picture is larger than {MOST_BYTES} bytes."));
    }
    let kind = infer::get(bytes).map(|kind| kind.mime_type());
    let Some(content_type) = KINDS.into_iter().find(|known| kind == Some(known)) else {
        return refused("Upload a PNG, JPEG, WebP or GIF picture.".into());
    };
    let Ok(size) = imagesize::blob_size(bytes) else {
        return refused("The picture is broken: its size cannot be read.".into());
    };
    match (pixels(size.width), pixels(size.height)) {
        (Some(width), Some(height)) => Ok(Picture { content_type, width, height }),
        _ => refused(format!("The picture must be 1 to {MOST_PIXELS} pixels wide and high.")),
    }
}

fn pixels(length: usize) -> Option<i32> {
    i32::try_from(length).ok().filter(|_| (1..=MOST_PIXELS).contains(&length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The head of a PNG of this size (the PNG specification, sections 5.2 and 11.2.2).
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x02\0\0\0\0\0\0\0");
        bytes
    }

    #[test]
    fn the_kinds_that_browsers_show_are_taken() {
        let gif = b"GIF89a\x03\0\x02\0\x80\0\0".to_vec();
        let webp = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x02\x40\0\0".to_vec();
        let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x0b\x08\0\x02\0\x03\x01\x01\x11\0".to_vec();
        for (bytes, want) in [(png(3, 2), KINDS[0]), (jpeg, KINDS[1]), (webp, KINDS[2]), (gif, KINDS[3])] {
            let picture = look(&bytes).unwrap_or_else(|e| panic!("{want}: {e}"));
            assert_eq!(picture, Picture { content_type: want, width: 3, height: 2 });
        }
    }

    #[test]
    fn what_is_no_picture_or_another_kind_or_too_large_is_refused_on_its_field() {
        let refused = |bytes: &[u8]| look(bytes).expect_err("refused").to_string();
        assert_eq!(refused(b""), "screenshot: The submitted file is empty.");
        for bad in
            [&b"BM\x46\0\0\0\0\0\0\0"[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"{}"]
        {
            assert_eq!(refused(bad), "screenshot: Upload a PNG, JPEG, WebP or GIF picture.");
        }
        assert_eq!(
            refused(b"\x89PNG\r\n\x1a\n"),
            "screenshot: The picture is broken: its size cannot be read."
        );
        for (width, height) in [(0, 1), (1, 0), (10_001, 1), (1, 10_001), (u32::MAX, u32::MAX)] {
            assert!(refused(&png(width, height)).contains("1 to 10000 pixels"), "{width}x{height}");
        }
        let mut long = png(1, 1);
        long.resize(MOST_BYTES + 1, 0);
        assert!(refused(&long).contains("larger than 5242880 bytes"));
        long.pop();
        assert!(look(&long).is_ok());
    }

    fn heads() -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![
            Just(b"\x89PNG\r\n\x1a\n".to_vec()),
            Just(b"\xff\xd8\xff".to_vec()),
            Just(b"GIF89a".to_vec()),
            Just(b"RIFF\x1a\0\0\0WEBPVP8 ".to_vec()),
            Just(b"RIFF\x1a\0\0\0WEBPVP8X".to_vec()),
            Just(vec![]),
        ]
    }

    proptest! {
        #[test]
        fn any_bytes_are_looked_at_without_a_panic(mut bytes in heads(), rest in proptest::collection::vec(any::<u8>(), 0..400)) {
            bytes.extend(rest);
            if let Ok(picture) = look(&bytes) {
                prop_assert!(KINDS.contains(&picture.content_type));
                prop_assert!((1..=10_000).contains(&picture.width) && (1..=10_000).contains(&picture.height));
            }
        }
    }
}
