//! The picture within an upload: the whole body, or a part of a form (RFC 7578).
use futures_util::stream;
use projectmeats_core::{Error, Result};
use projectmeats_web::Upload;
use std::convert::Infallible;

/// The parts a picture may be sent as.
const PARTS: [&str; 2] = ["screenshot", "file"];

/// The bytes of the picture.
///
/// # Errors
/// [`Error::Malformed`] for a form that cannot be read; [`Error::Invalid`] on `screenshot` for one without a picture.
pub(super) async fn picture(upload: &Upload) -> Result<Vec<u8>> {
    let Some(boundary) = boundary(upload) else { return Ok(upload.bytes.to_vec()) };
    let malformed = |e: multer::Error| Error::Malformed(format!("The form cannot be read: {e}."));
    let whole = stream::iter([Ok::<_, Infallible>(upload.bytes.clone())]);
    let mut form = multer::Multipart::new(whole, boundary);
    while let Some(part) = form.next_field().await.map_err(malformed)? {
        if part.name().is_some_and(|name| PARTS.contains(&name)) {
            return Ok(part.bytes().await.map_err(malformed)?.to_vec());
        }
    }
    Err(Error::invalid("screenshot", "No file was submitted."))
}

/// The boundary of a form; `None` where the body is none. Some clients send a form and call it JSON (wire contract FC-21): its first
/// line tells.
fn boundary(upload: &Upload) -> Option<String> {
    if let Ok(said) = multer::parse_boundary(&upload.content_type) {
        return Some(said);
    }
    let first = upload.bytes.split(|byte| *byte == b'\n').next()?;
    let name = std::str::from_utf8(first).ok()?.trim_end().strip_prefix("--")?;
    (1..=70).contains(&name.len()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::web::Bytes;
    use proptest::prelude::*;

    fn read(content_type: &str, body: impl Into<Vec<u8>>) -> Result<Vec<u8>> {
        let upload = Upload { bytes: Bytes::from(body.into()), content_type: content_type.into() };
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(picture(&upload))
    }

    fn part(name: &str, body: &str) -> String {
        format!(
            "--XX\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n{body}\r\n"
        )
    }
    const FORM: &str = "multipart/form-data; boundary=XX";

    #[test]
    fn a_bare_body_is_the_picture() {
        for kind in ["image/png", "", "application/octet-stream", "multipart/form-data"] {
            assert_eq!(read(kind, "bytes").expect("read"), b"bytes", "{kind}");
        }
    }

    #[test]
    fn the_picture_is_found_among_the_parts_of_a_form() {
        for name in PARTS {
            let form = format!("{}{}--XX--\r\n", part("comment", "x"), part(name, "by\r\ntes"));
            assert_eq!(read(FORM, form.clone()).expect("read"), b"by\r\ntes");
            assert_eq!(read("application/json", form).expect("a form called JSON"), b"by\r\ntes");
        }
    }

    #[test]
    fn a_form_without_a_picture_is_told_apart_from_a_broken_one() {
        let refused = |body: String| read(FORM, body).expect_err("refused");
        assert_eq!(
            refused(format!("{}--XX--\r\n", part("other", "x"))).to_string(),
            "screenshot: No file was submitted."
        );
        for broken in
            [String::new(), "--XX".into(), part("file", "x"), "nonsense".into(), "--XX\r\n\r\nx".into()]
        {
            assert!(matches!(refused(broken.clone()), Error::Malformed(_)), "{broken:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(kind in prop_oneof![Just(FORM.to_owned()), "[ -~]{0,40}"], body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let answered = read(&kind, body);
            prop_assert!(matches!(answered, Ok(_) | Err(Error::Malformed(_) | Error::Invalid(_))));
        }

        #[test]
        fn any_damage_to_a_form_is_answered(at in 0_usize..150, byte in any::<u8>(), end in 0_usize..200) {
            let mut form = format!("{}--XX--\r\n", part("file", "bytes")).into_bytes();
            let at = at % form.len();
            form[at] = byte;
            form.truncate(end);
            let answered = read(FORM, form);
            prop_assert!(matches!(answered, Ok(_) | Err(Error::Malformed(_) | Error::Invalid(_))));
        }
    }
}
