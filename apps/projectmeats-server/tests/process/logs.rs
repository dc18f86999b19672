//! The log: a line a request, for machines in production, and never a credential.
use crate::{
    client::{PLANTS, plant},
    program::{SECRET_KEY, Server, Site},
};
use serde_json::{Value, json};

const PASSWORD: &str = "brisket-at-noon-4711";
const WRONG: &str = "brisket-at-midnight-4712";

/// A company with an owner, made as an operator would.
fn with_an_owner(site: &Site) -> Server {
    site.run("create-tenant --slug acme --name Acme").printed();
    let ann =
        "create-user --username ann --email ann@acme.example --password-stdin --tenant acme --role owner";
    site.type_in(&format!("{PASSWORD}\n"), ann).printed();
    site.serve()
}

/// Signs in, fails to, works with token and cookie; answers every secret of it, and the request ids.
fn work(server: &Server) -> (Vec<String>, Vec<String>) {
    let mut client = server.nobody();
    let signed_in = client.sign_in("ann", PASSWORD);
    let token = signed_in.json()["token"].as_str().expect("a token").to_owned();
    let cookies: Vec<String> = signed_in
        .all("set-cookie")
        .filter_map(|cookie| Some(cookie.split(';').next()?.split_once('=')?.1.to_owned()))
        .collect();
    assert_eq!(cookies.len(), 2, "{signed_in:?}");
    let session = format!("sessionid={}; csrftoken={}", cookies[0], cookies[1]);
    let authorization = format!("Token {token}");
    let bad_token = format!("Token {}", token.chars().rev().collect::<String>());
    let body = plant("LOGGED").to_string();
    let create: &[(&str, &str)] = &[("Authorization", &authorization), ("Idempotency-Key", "once")];
    let page: &[(&str, &str)] = &[("Cookie", &session), ("X-CSRFToken", &cookies[1])];
    let mut answers = vec![signed_in, client.sign_in("ann", WRONG), client.sign_in(WRONG, WRONG)];
    for (method, path, headers, body) in [
        ("POST", PLANTS, create, body.as_str()),
        ("GET", PLANTS, &[("Authorization", bad_token.as_str())], ""),
        ("GET", PLANTS, &[("Authorization", PASSWORD)], ""),
        ("GET", "/api/v1/plants/?token=in-a-query-4713", page, ""),
        ("POST", "/api/v1/plants/", page, "{ not JSON"),
        ("GET", "/nowhere/", &[], ""),
        ("POST", "/api/v1/auth/logout/", page, "{}"),
    ] {
        answers.push(client.call(method, path, headers, body).expect("an answer"));
    }
    let ids = answers.iter().map(|answer| answer.header("x-request-id").expect("an id").to_owned());
    let secrets = [
        token,
        bad_token[6..].to_owned(),
        PASSWORD.into(),
        WRONG.into(),
        SECRET_KEY.into(),
        "in-a-query-4713".into(),
    ];
    (cookies.into_iter().chain(secrets).collect(), ids.collect())
}

#[test]
fn production_writes_one_json_line_a_request_with_the_id_the_client_was_given() {
    let site = Site::production();
    let server = with_an_owner(&site);
    let (secrets, ids) = work(&server);
    let log = server.stop();
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
        .collect();
    let answered: Vec<_> = lines.iter().filter(|line| line["message"] == "answered").collect();
    assert_eq!(answered.len(), ids.len(), "{log}");
    let span = |line: &Value| line["spans"][0].clone();
    for (line, id) in answered.iter().zip(&ids) {
        assert_eq!(span(line)["request_id"], json!(id), "{line}");
        assert!(line["milliseconds"].as_f64().is_some_and(|ms| ms > 0.0), "{line}");
    }
    assert_eq!(
        (
            span(answered[3])["method"].clone(),
            span(answered[3])["path"].clone(),
            answered[3]["status"].clone()
        ),
        (json!("POST"), json!(PLANTS), json!(201))
    );
    assert!(answered[3]["user"].is_i64() && answered[3]["tenant"].is_string(), "{}", answered[3]);
    for secret in &secrets {
        assert!(!log.contains(secret.as_str()), "{secret} is in the log: {log}");
    }
}

#[test]
fn even_a_log_of_everything_holds_no_credential() {
    let site = Site::production().set("logging.filter", "trace");
    let server = with_an_owner(&site);
    let (secrets, _) = work(&server);
    let log = server.stop();
    for secret in &secrets {
        let line = log.lines().find(|line| line.contains(secret.as_str()));
        assert_eq!(line, None, "{secret} is in the log");
    }
}
