//! Creating, changing and deleting.
use super::{create, delete, input, list, made, retrieve, update};
use crate::{Contact, ContactIn, services};
use projectmeats_core::{Error, Result, Role, ids::ContactId};
use projectmeats_db::statements::counted;
use projectmeats_testkit::scene;
use projectmeats_trade::{ContactType, Status};

#[test]
fn a_new_contact_is_kept_as_it_was_written() {
    let scene = scene();
    let written = ContactIn {
        email: "ruth@omahabeef.example".into(),
        phone: "+1 402 555 0142".into(),
        company: "Omaha Beef".into(),
        position: "Dock manager".into(),
        status: Status::Inactive,
        contact_type: ContactType::DocsBol,
        department: "Docks".into(),
        contact_title: "Ms".into(),
        main_phone: "1".into(),
        direct_phone: "2".into(),
        cell_phone: "3".into(),
        ..input("Ortiz")
    };
    let ctx = scene.ctx("acme", Role::User);
    let contact = create(&scene, &ctx, written.clone()).expect("created");
    assert_eq!((&contact.fields, contact.full_name.as_str()), (&written, "Ann Ortiz"));
    assert_eq!((contact.version, contact.created_at, contact.updated_at), (1, ctx.now, ctx.now));
    assert_eq!((contact.created_on, contact.modified_on), (ctx.now, ctx.now));
    let by = (contact.created_by, contact.created_by_name.as_deref());
    assert_eq!(by, (Some(ctx.actor.user), Some("acme-user")));
    assert_eq!(retrieve(&scene, &ctx, contact.id).expect("found"), contact);
}

#[test]
fn every_choice_can_be_stored() {
    let scene = scene();
    for contact_type in ContactType::ALL.iter().copied() {
        assert_eq!(made(&scene, ContactIn { contact_type, ..input("A") }).fields.contact_type, contact_type);
    }
    for status in Status::ALL.iter().copied() {
        assert_eq!(made(&scene, ContactIn { status, ..input("A") }).fields.status, status);
    }
}

#[test]
fn two_people_may_share_a_name() {
    let scene = scene();
    assert_ne!(made(&scene, input("A")).id, made(&scene, input("A")).id);
}

#[test]
fn a_change_raises_the_version_by_one_and_leaves_what_it_does_not_name() {
    let scene = scene();
    let contact = made(&scene, ContactIn { company: "Omaha Beef".into(), ..input("A") });
    scene.clock().advance(60);
    let later = scene.ctx("acme", Role::Manager);
    let changed = update(&scene, &later, contact.id, |input| input.phone = "7".into()).expect("changed");
    assert_eq!(changed.fields, ContactIn { phone: "7".into(), ..contact.fields.clone() });
    assert_eq!(
        (changed.version, changed.created_on, changed.modified_on),
        (2, contact.created_at, later.now)
    );
    assert_eq!(changed.created_by, contact.created_by);
}

#[test]
fn of_changes_at_once_none_is_lost() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let contact = made(&scene, input("A"));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| update(&scene, &ctx, contact.id, |i| i.company.push('x')).expect("changed"));
        }
    });
    let after = retrieve(&scene, &ctx, contact.id).expect("found");
    assert_eq!((after.fields.company.as_str(), after.version), ("xxxxxxxx", 9));
}

/// The fields a refusal names.
fn refused(outcome: Result<Contact>) -> Vec<String> {
    match outcome {
        Err(Error::Invalid(fields)) => fields.iter().map(|(field, _)| field.to_owned()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_the_field() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::User);
    let check = |field: &str, wrong: fn(&mut ContactIn)| {
        let mut new = input("A");
        wrong(&mut new);
        assert_eq!(refused(create(&scene, &ctx, new)), [field]);
    };
    check("first_name", |i| i.first_name.clear());
    check("first_name", |i| i.first_name = "é".repeat(101));
    check("last_name", |i| i.last_name.clear());
    check("email", |i| i.email = "nowhere".into());
    check("phone", |i| i.phone = "1".repeat(21));
    check("main_phone", |i| i.main_phone = "1".repeat(21));
    check("direct_phone", |i| i.direct_phone = "1".repeat(21));
    check("cell_phone", |i| i.cell_phone = "1".repeat(21));
    check("company", |i| i.company = "x".repeat(256));
    check("position", |i| i.position = "x".repeat(101));
    check("department", |i| i.department = "x".repeat(101));
    check("contact_title", |i| i.contact_title = "x".repeat(101));
    assert_eq!(list(&scene, &ctx, "").expect("listed").count, 0);
}

#[test]
fn a_change_that_the_caller_refuses_leaves_everything_as_it_was() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let contact = made(&scene, input("A"));
    let id = contact.id;
    let change =
        scene.write(&ctx, move |ctx, conn| services::update(ctx, conn, id, &mut |_| Err(Error::Stale)));
    let end = scene.write(&ctx, move |ctx, conn| services::delete(ctx, conn, id, &mut |_| Err(Error::Stale)));
    assert!(matches!((change, end), (Err(Error::Stale), Err(Error::Stale))));
    assert_eq!(retrieve(&scene, &ctx, id).expect("found"), contact);
}

#[test]
fn a_deleted_contact_is_gone_and_cannot_be_changed_or_deleted_again() {
    let scene = scene();
    let ctx = scene.ctx("acme", Role::Owner);
    let contact = made(&scene, input("A"));
    let kept = made(&scene, input("B"));
    delete(&scene, &ctx, contact.id).expect("deleted");
    for id in [contact.id, ContactId(i64::MAX)] {
        assert!(matches!(retrieve(&scene, &ctx, id), Err(Error::NotFound)));
        assert!(matches!(update(&scene, &ctx, id, |_| ()), Err(Error::NotFound)));
        assert!(matches!(delete(&scene, &ctx, id), Err(Error::NotFound)));
    }
    assert_eq!(list(&scene, &ctx, "").expect("listed").results, [kept]);
}

#[test]
fn a_contact_is_answered_with_its_labels_by_one_statement() {
    let scene = scene();
    let contact = made(&scene, input("A"));
    let answer = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
        let (contact, sent) = counted(|| services::retrieve(ctx, conn, contact.id));
        Ok((contact?.created_by_name, sent))
    });
    assert_eq!(answer.expect("read"), (Some("acme-owner".into()), 1));
}

#[test]
fn a_contact_that_others_depend_on_is_not_deleted() {
    use diesel::connection::SimpleConnection;
    let scene = scene();
    let id = made(&scene, input("A")).id;
    let sql = "CREATE TABLE held (id INTEGER PRIMARY KEY, tenant_id UUID NOT NULL, contact_id BIGINT,
            FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts_contact (tenant_id, id));
        INSERT INTO held SELECT 1, tenant_id, id FROM contacts_contact";
    scene.db.owner().batch_execute(sql).expect("held");
    let refused = delete(&scene, &scene.ctx("acme", Role::Owner), id);
    let told = "This contact is used by 1 held. Archive it or make it inactive instead of deleting it.";
    assert!(matches!(&refused, Err(Error::Conflict(why)) if why == told), "{refused:?}");
}
