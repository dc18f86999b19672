//! Every column a list can be ordered or filtered by has an index, as the database itself says.
use super::{asked, cases, input, lines, made};
use crate::{
    OrderIn,
    services::{self, COLUMNS},
};
use diesel::connection::SimpleConnection;
use projectmeats_core::{
    Role,
    ids::{CarrierId, ContactId, CustomerId, PlantId, RowId, SupplierId},
};
use projectmeats_db::{listing::Kind, statements::sent};
use projectmeats_testkit::{Plan, Scene, plan, scene};

/// How the rows of a list are found.
fn planned(scene: &Scene, query: &str) -> Plan {
    let list = asked(query).expect(query);
    let found = scene.read(&scene.ctx("acme", Role::ReadOnly), |ctx, conn| {
        let (page, statements) = sent(|| services::list(ctx, conn, &list));
        page?;
        Ok(plan(conn, &statements[0]))
    });
    found.expect(query)
}

#[test]
fn no_ordering_sorts() {
    let scene = scene();
    let orderings = COLUMNS.orderings().flat_map(|name| [name.to_owned(), format!("-{name}")]);
    for ordering in orderings {
        let plan = planned(&scene, &format!("ordering={ordering}"));
        assert!(!plan.sorts() && !plan.reads_all() && plan.seeks("tenant_id"), "{ordering}: {plan:#?}");
        // Numbers have no ties; of one status the days are in order.
        let tied = ordering.ends_with("order_number") || ordering.ends_with("status");
        assert!(!plan.sorts_ties() || tied, "{ordering}: {plan:#?}");
    }
}

/// Two thousand orders of many kinds, beside four that were made at different times. Of a small table any index is as good as another.
fn many(scene: &Scene) {
    for _ in 0..4 {
        made(scene, OrderIn { items: lines([cases("1", "1")]), ..input(scene) });
        scene.clock().advance(60);
    }
    let one_of = |first: i64| format!("{first} + n % 5");
    let suppliers = one_of(five::<SupplierId>(scene));
    let (customers, carriers) = (one_of(five::<CustomerId>(scene)), one_of(five::<CarrierId>(scene)));
    let (plants, contacts) = (one_of(five::<PlantId>(scene)), one_of(five::<ContactId>(scene)));
    let listed = listed(scene);
    let other = |name: &str| match name {
        "order_number" => "order_number || n".to_owned(),
        "total_amount" | "subtotal" => format!("{name} + n"),
        "supplier_id" => suppliers.clone(),
        "customer_id" => customers.clone(),
        "carrier_id" => carriers.clone(),
        "plant_id" | "delivery_plant_id" => plants.clone(),
        "contact_id" => contacts.clone(),
        "order_date" => {
            "CASE n % 3 WHEN 0 THEN '2026-01-01' WHEN 1 THEN '2026-02-01' ELSE order_date END".into()
        }
        "delivery_date" => {
            "CASE n % 3 WHEN 0 THEN '2026-12-01' WHEN 1 THEN '2026-12-02' ELSE delivery_date END".into()
        }
        "status" => "CASE n % 3 WHEN 0 THEN 'draft' ELSE status END".into(),
        "paid_amount" => "CASE n % 3 WHEN 0 THEN 1 ELSE 0 END".into(),
        "logistics_scenario" => "CASE n % 3 WHEN 0 THEN 'we_pickup' ELSE logistics_scenario END".into(),
        "fresh_or_frozen" => {
            "CASE n % 3 WHEN 0 THEN 'Fresh' WHEN 1 THEN 'Frozen' ELSE fresh_or_frozen END".into()
        }
        "created_by_id" => "CASE n % 5 WHEN 0 THEN created_by_id END".into(),
        other => other.to_owned(),
    };
    let values: Vec<_> = listed.iter().map(|name| other(name)).collect();
    let sql = format!(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
        INSERT INTO purchase_orders_purchaseorder ({}) SELECT {} FROM purchase_orders_purchaseorder CROSS JOIN numbers;
        ANALYZE",
        listed.join(", "),
        values.join(", "),
    );
    scene.db.owner().batch_execute(&sql).expect("filled");
}

/// Five rows others can refer to; the first key, after which the others follow.
fn five<I: RowId + From<i64>>(scene: &Scene) -> i64 {
    let keys: Vec<_> = (0..5).map(|n| scene.stand_in::<I>("acme", &format!("Row {n}")).get()).collect();
    keys[0]
}

/// The columns of the table that are written.
fn listed(scene: &Scene) -> Vec<String> {
    use crate::schema::purchase_orders_purchaseorder as orders;
    use diesel::prelude::*;
    let texts = scene.read(&scene.ctx("acme", Role::ReadOnly), |_, conn| {
        let (done, texts) = sent(|| orders::table.select(orders::all_columns).execute(conn));
        done?;
        Ok(texts)
    });
    let text = texts.expect("sent").swap_remove(0);
    let names = text.split(" FROM ").next().unwrap_or_default().split(", ");
    let names = names.filter_map(|name| name.rsplit_once('.'));
    let names = names.map(|(_, name)| name.trim_matches(['`', '"']).to_owned());
    names.filter(|name| !["id", "outstanding_amount", "payment_status"].contains(&name.as_str())).collect()
}

#[test]
fn every_filter_is_answered_by_an_index() {
    let scene = scene();
    many(&scene);
    for column in COLUMNS.fields {
        let narrowed = format!("FROM {} WHERE tenant_id = $1 AND {} = $2", COLUMNS.table, column.column);
        let statements = [
            format!("SELECT count(*) {narrowed}"),
            format!("SELECT notes {narrowed} ORDER BY order_date DESC, id DESC LIMIT 100"),
        ];
        let plans = scene.read(&scene.ctx("acme", Role::ReadOnly), |_, conn| {
            Ok(statements.map(|statement| plan(conn, &statement)))
        });
        let plans = plans.expect("planned");
        // Behind the wall of a company the server compares its amounts row by row: their comparison is not leakproof.
        let found =
            |plan: &Plan| plan.seeks(column.column) || column.kind == Kind::Money && plan.seeks("tenant_id");
        assert!(plans.iter().any(found), "{}: {plans:#?}", column.name);
        assert!(!plans.iter().any(Plan::reads_all), "{}: {plans:#?}", column.name);
    }
}

#[test]
fn the_lines_of_an_order_are_found_by_an_index_in_order() {
    let scene = scene();
    let statement = "SELECT description FROM purchase_orders_item WHERE tenant_id = $1 AND order_id = $2 ORDER BY position, id";
    let plan =
        scene.read(&scene.ctx("acme", Role::ReadOnly), |_, conn| Ok(plan(conn, statement))).expect("planned");
    assert!(plan.seeks("order_id") && !plan.sorts(), "{plan:#?}");
}
