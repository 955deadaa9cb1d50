//! The forms of a page, as a browser reads them: where they are sent, and every field with what stands in it.

/// A form.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    /// It is sent in parts, with files.
    pub in_parts: bool,
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
}

/// A file to bring with a form: the field, its name, its bytes.
pub type File<'f> = (&'f str, &'f str, &'f [u8]);

/// What stands between the parts of a form that brings files.
pub const BOUNDARY: &str = "----the-end-of-a-part-7d41b2";

impl Form {
    /// All forms of a page.
    pub fn all(page: &str) -> Vec<Form> {
        page.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next()).map(Form::of).collect()
    }

    /// The form of a page that is sent there.
    pub fn to(page: &str, action: &str) -> Option<Form> {
        Form::all(page).into_iter().find(|form| form.action == action)
    }

    fn of(inside: &str) -> Form {
        let open = inside.split('>').next().unwrap_or_default();
        let action = attribute(open, "action").unwrap_or_default();
        let mut form = Form { action, in_parts: open.contains("multipart/form-data"), fields: Vec::new() };
        let mut chosen: Option<String> = None;
        for tag in inside.split('<').skip(1) {
            let (head, text) = tag.split_once('>').unwrap_or((tag, ""));
            let value = || attribute(head, "value").unwrap_or_default();
            if let Some(name) = attribute(head, "name").filter(|_| head.starts_with("input")) {
                let kind = attribute(head, "type").unwrap_or_default();
                let is_sent = match kind.as_str() {
                    "file" | "submit" => false,
                    "checkbox" | "radio" => head.contains(" checked"),
                    _ => true,
                };
                if is_sent {
                    form.fields.push((name, value()));
                }
            } else if head.starts_with("select") {
                chosen = attribute(head, "name");
                form.fields.extend(chosen.clone().map(|name| (name, String::new())));
            } else if head.starts_with("option") && head.contains(" selected") {
                form.set(chosen.as_deref().unwrap_or_default(), &value());
            } else if let Some(name) = attribute(head, "name").filter(|_| head.starts_with("textarea")) {
                form.fields.push((name, plain(text)));
            }
        }
        form
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Types into the first field of a name; a field that is not there is added.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.fields.iter_mut().find(|(n, _)| n == name) {
            Some((_, there)) => value.clone_into(there),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
    }

    /// The same with a value typed in.
    pub fn with(mut self, name: &str, value: &str) -> Form {
        self.set(name, value);
        self
    }

    /// The type of its body, and the body.
    pub fn body(&self, files: &[File<'_>]) -> (String, Vec<u8>) {
        if !self.in_parts {
            let pairs: Vec<String> =
                self.fields.iter().map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
            return ("application/x-www-form-urlencoded".to_owned(), pairs.join("&").into_bytes());
        }
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (field, name, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        (format!("multipart/form-data; boundary={BOUNDARY}"), body)
    }
}

/// An attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let rest = tag.get(from..)?;
    Some(plain(rest.split('"').next().unwrap_or_default()))
}

/// Text without the references of HTML.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let Some((name, rest)) = part.split_once(';') else {
            out.push('&');
            out.push_str(part);
            continue;
        };
        let number = name.strip_prefix('#').and_then(|digits| digits.parse().ok()).and_then(char::from_u32);
        match (name, number) {
            ("amp", _) => out.push('&'),
            ("lt", _) => out.push('<'),
            ("gt", _) => out.push('>'),
            ("quot", _) => out.push('"'),
            (_, Some(sign)) => out.push(sign),
            _ => out.push_str(&format!("&{name};")),
        }
        out.push_str(rest);
    }
    out
}

/// As values stand in addresses and bodies.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
