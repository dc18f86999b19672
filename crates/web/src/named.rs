//! Gives the operations of a scope their tag, their operation id and their one-line summary.
use actix_web::dev::{AppService, HttpServiceFactory};
use paperclip::{
    actix::Mountable,
    v2::models::{DefaultOperationRaw, DefaultPathItemRaw, DefaultSchemaRaw, HttpMethod, SecurityScheme},
};
use std::collections::BTreeMap;

/// A scope whose operations are documented as those of one noun.
pub struct Named<S> {
    inner: S,
    path: &'static str,
    tag: &'static str,
    noun: &'static str,
}

impl<S> Named<S> {
    /// `path` is the scope's first segment, `noun` what one of its things is called.
    pub fn new(inner: S, path: &'static str, tag: &'static str, noun: &'static str) -> Self {
        Self { inner, path, tag, noun }
    }

    /// `reads` says whether there is a GET at the same address, from whose name that of another method must differ.
    fn describe(&self, path: &str, method: &HttpMethod, reads: bool, op: &mut DefaultOperationRaw) {
        let rest = path.split_once(self.path).map_or("", |(_, rest)| rest).trim_matches('/');
        let (action, summary) = self.action(rest, method, reads);
        let prefix = self.path.replace(['-', '/'], "_");
        let separator = if prefix.is_empty() { "" } else { "_" };
        op.tags = vec![self.tag.into()];
        op.operation_id = Some(format!("{prefix}{separator}{action}"));
        op.summary.get_or_insert(summary);
    }

    fn action(&self, rest: &str, method: &HttpMethod, reads: bool) -> (String, String) {
        let noun = self.noun;
        let (action, summary) = match (rest, method) {
            ("", HttpMethod::Get) => ("list", format!("List {noun}s")),
            ("", HttpMethod::Post) => ("create", format!("Create a {noun}")),
            ("{id}", HttpMethod::Get) => ("retrieve", format!("Retrieve a {noun}")),
            ("{id}", HttpMethod::Put) => ("update", format!("Replace the fields of a {noun}")),
            ("{id}", HttpMethod::Patch) => ("partial_update", format!("Change some fields of a {noun}")),
            ("{id}", HttpMethod::Delete) => ("destroy", format!("Delete a {noun}")),
            ("{id}/history", HttpMethod::Get) => {
                ("history", format!("What happened to a {noun}, newest first"))
            }
            (other, _) => {
                let words = other.replace("{id}", "").replace(['/', '-'], "_");
                let name = words.trim_matches('_');
                let action = match method {
                    HttpMethod::Post if reads => format!("{name}_create"),
                    HttpMethod::Put if reads => format!("{name}_update"),
                    HttpMethod::Patch if reads => format!("{name}_partial_update"),
                    HttpMethod::Delete if reads => format!("{name}_destroy"),
                    _ => name.to_owned(),
                };
                return (action, format!("{}: {}", self.tag, words.replace('_', " ").trim()));
            }
        };
        (action.into(), summary)
    }
}

impl<S: HttpServiceFactory> HttpServiceFactory for Named<S> {
    fn register(self, config: &mut AppService) {
        self.inner.register(config);
    }
}

impl<S: Mountable> Mountable for Named<S> {
    fn path(&self) -> &str {
        self.inner.path()
    }
    fn operations(&mut self) -> BTreeMap<HttpMethod, DefaultOperationRaw> {
        self.inner.operations()
    }
    fn definitions(&mut self) -> BTreeMap<String, DefaultSchemaRaw> {
        self.inner.definitions()
    }
    fn security_definitions(&mut self) -> BTreeMap<String, SecurityScheme> {
        self.inner.security_definitions()
    }
    fn update_operations(&mut self, map: &mut BTreeMap<String, DefaultPathItemRaw>) {
        let mut mine = BTreeMap::new();
        self.inner.update_operations(&mut mine);
        for (path, item) in &mut mine {
            let reads = item.methods.contains_key(&HttpMethod::Get);
            for (method, op) in &mut item.methods {
                self.describe(path, method, reads, op);
            }
        }
        map.append(&mut mine);
    }
}
