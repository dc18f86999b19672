//! Rows that stand in for those of a crate a test does not know.
use crate::Scene;
use diesel::{
    RunQueryDsl, sql_query,
    sql_types::{BigInt, Text},
};
use projectmeats_core::ids::RowId;
use projectmeats_db::{Conn, on};

#[derive(diesel::QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

#[derive(diesel::QueryableByName)]
struct Made {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

const SQLITE: &str =
    "SELECT name, upper(type) AS kind FROM pragma_table_info(?) WHERE \"notnull\" = 1 AND name <> 'id'";
const POSTGRES: &str = "SELECT column_name::text AS name, upper(data_type) AS kind FROM information_schema.columns \
    WHERE table_schema = current_schema() AND table_name = $1 AND is_nullable = 'NO' AND is_generated = 'NEVER' \
    AND column_name <> 'id'";

fn columns(conn: &mut Conn, table: &str) -> Vec<Column> {
    let found = match conn {
        Conn::Sqlite(c) => sql_query(SQLITE).bind::<Text, _>(table).load(c),
        Conn::Postgres(c) => sql_query(POSTGRES).bind::<Text, _>(table).load(c),
    };
    found.unwrap_or_else(|e| panic!("{table}: {e}"))
}

fn value(column: &Column, company: &str, called: &str) -> String {
    match (column.name.as_str(), column.kind.as_str()) {
        ("tenant_id", _) => format!("(SELECT id FROM tenants_tenant WHERE slug = '{company}')"),
        ("name" | "code", _) => format!("'{called}'"),
        ("status", _) => "'active'".into(),
        ("plant_type", _) => "'other'".into(),
        ("is_active", _) => "TRUE".into(),
        ("carrier_type", _) => "'truck'".into(),
        ("version", _) => "1".into(),
        (_, "TEXT") => "''".into(),
        (_, "BOOLEAN") => "FALSE".into(),
        (_, kind) if kind.starts_with("TIMESTAMP") => "CURRENT_TIMESTAMP".into(),
        _ => "0".into(),
    }
}

impl Scene {
    /// A row of a company that others can refer to: `called` is its name, what else it must have is blank. For a table of a crate that the
    /// test's own may not know.
    pub fn stand_in<I: RowId + From<i64>>(&self, company: &str, called: &str) -> I {
        let mut conn = self.db.owner();
        let columns = columns(&mut conn, I::TABLE);
        let names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
        let values: Vec<_> = columns.iter().map(|column| value(column, company, called)).collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({}) RETURNING id",
            I::TABLE,
            names.join(", "),
            values.join(", ")
        );
        let made: Made =
            on!(&mut conn, |c| sql_query(&sql).get_result(c)).unwrap_or_else(|e| panic!("{sql}: {e}"));
        I::from(made.id)
    }
}

#[cfg(test)]
mod tests {
    use crate::scene;
    use projectmeats_core::ids::{CustomerId, SupplierId};
    use projectmeats_db::check_ref;

    #[test]
    fn a_stand_in_can_be_referred_to_in_its_company_alone() {
        let scene = scene();
        let supplier: SupplierId = scene.stand_in("acme", "Omaha Beef");
        let customer: CustomerId = scene.stand_in("globex", "Corner Grill");
        let found = |company: &str| {
            let ctx = scene.ctx(company, projectmeats_core::Role::Owner);
            scene.read(&ctx, |ctx, conn| {
                let supplier = check_ref(conn, ctx.tenant, "supplier", supplier).is_ok();
                Ok((supplier, check_ref(conn, ctx.tenant, "customer", customer).is_ok()))
            })
        };
        assert_eq!(found("acme").expect("read"), (true, false));
        assert_eq!(found("globex").expect("read"), (false, true));
    }
}
