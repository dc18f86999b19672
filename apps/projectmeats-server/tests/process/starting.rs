//! The start: on an empty database, on one with data, beside another server, and without a database.
use crate::{
    client::{PLANTS, plant},
    program::Site,
};
use projectmeats_db::migrate;
use std::net::TcpListener;

#[test]
fn a_first_start_migrates_seeds_and_says_how_to_get_in() {
    let site = Site::development();
    let server = site.serve();
    let welcome = server.welcome();
    let pages = format!("http://{}/api/schema/", server.address);
    for wanted in [
        "acme-owner",
        "prime-rib-demo",
        "filled just now",
        &format!("{pages}swagger-ui/"),
        &format!("{pages}redoc/"),
    ] {
        assert!(welcome.contains(wanted), "no {wanted} in {welcome}");
    }
    let steps = migrate::status(site.db.location()).expect("the database answers");
    assert!(!steps.is_empty() && steps.iter().all(|(_, applied)| *applied), "{steps:?}");
    let mut nobody = server.nobody();
    for page in ["swagger-ui/", "redoc/", ""] {
        assert_eq!(nobody.get(&format!("/api/schema/{page}")).status, 200, "{page}");
    }
    assert_eq!(nobody.get("/health/").json()["status"], "healthy");
    assert!(server.demo("acme-owner").get(PLANTS).json()["count"].as_i64() > Some(0));
}

#[test]
fn a_second_start_keeps_the_data_and_the_sign_ins() {
    let site = Site::development();
    let first = site.serve();
    let mut owner = first.demo("acme-owner");
    assert_eq!(owner.post(PLANTS, &plant("KEPT")).status, 201);
    let before = owner.get(PLANTS).json()["count"].clone();
    first.stop();

    let second = site.serve();
    assert!(second.welcome().contains("kept from before"), "{}", second.welcome());
    let mut owner = owner.at(second.address);
    assert_eq!(owner.get(PLANTS).json()["count"], before);
    assert_eq!(owner.get("/api/v1/plants/?code=KEPT").json()["count"], 1);
}

#[test]
fn the_demonstration_never_joins_data_that_is_there() {
    let site = Site::development();
    site.run("migrate").printed();
    site.type_in(
        "correct horse battery\n",
        "create-superuser --username root --email root@meats.example --password-stdin",
    )
    .printed();
    let server = site.serve();
    assert_eq!(server.nobody().sign_in("acme-owner", "prime-rib-demo").status, 401);
}

#[test]
fn two_servers_that_start_at_once_on_an_empty_database_both_come_up() {
    for _ in 0..3 {
        let site = Site::development();
        let (one, other) = (site.launch(), site.launch());
        let (one, other) = (one.ready(), other.ready());
        let filled =
            [&one, &other].iter().filter(|server| server.welcome().contains("filled just now")).count();
        assert_eq!(filled, 1, "one of the two fills the database");
        let counts =
            [&one, &other].map(|server| server.demo("acme-owner").get(PLANTS).json()["count"].clone());
        assert_eq!(counts[0], counts[1]);

        let (one, other) = (one.stop(), other.stop());
        for (step, applied) in migrate::status(site.db.location()).expect("the database answers") {
            assert!(applied, "{step} is not applied");
            let told = [&one, &other].iter().filter(|log| log.contains(&format!("{step}"))).count();
            assert_eq!(told, 1, "{step} is applied by one of the two");
        }
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let site = Site::development();
    let holder = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = holder.local_addr().expect("its address");
    let refused = site.run(&format!("serve --bind {address}"));
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains(&format!("cannot listen on {address}")), "{refused:?}");
}

#[test]
fn a_database_server_that_is_not_there_is_named_without_its_password() {
    let holder = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = holder.local_addr().expect("its address").port();
    drop(holder);
    let url = format!("postgres://meats:hush-hush@127.0.0.1:{port}/meats");
    let site = Site::development().with("DATABASE_URL", &url);
    for line in ["serve --bind 127.0.0.1:0", "migrate", "check"] {
        let failed = site.run(line);
        let told = format!("{}{}", failed.out, failed.err);
        assert_eq!(failed.code, Some(1), "{line}: {failed:?}");
        assert!(
            told.contains(&format!("127.0.0.1:{port}")) || told.contains(&format!("port {port}")),
            "{line}: {failed:?}"
        );
        assert!(!told.contains("hush-hush"), "{line}: {failed:?}");
        assert!(
            failed
                .err
                .lines()
                .last()
                .is_some_and(|line| line.starts_with("hint: ") || line.starts_with("error: ")),
            "{failed:?}"
        );
    }
}
