//! How a database means to answer a statement: which index it takes, and whether it has to sort.
use diesel::{
    QueryResult, RunQueryDsl,
    connection::SimpleConnection,
    dsl::sql,
    pg::PgConnection,
    sql_types::{Integer, Text},
    sqlite::SqliteConnection,
};
use projectmeats_db::Conn;

/// A query plan, in the words of the database.
#[derive(Debug)]
pub struct Plan(Vec<String>);

/// The plan of a statement whose parameters are written as the database writes them, or `$1`, `$2`; no value is needed. It is the
/// plan for a large table: the server would not trouble its indexes for a small one. In a transaction.
pub fn plan(conn: &mut Conn, statement: &str) -> Plan {
    let lines = match conn {
        Conn::Sqlite(c) => embedded(c, statement),
        Conn::Postgres(c) => server(c, statement),
    };
    Plan(lines.unwrap_or_else(|e| panic!("{statement}: {e}")))
}

fn embedded(c: &mut SqliteConnection, statement: &str) -> QueryResult<Vec<String>> {
    let explain = sql::<(Integer, Integer, Integer, Text)>(&format!("EXPLAIN QUERY PLAN {statement}"));
    let rows: Vec<(i32, i32, i32, String)> = explain.load(c)?;
    Ok(rows.into_iter().map(|(_, _, _, detail)| detail).collect())
}

/// A generic plan is one for any values.
const FOR_A_LARGE_TABLE: &str = "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; \
    SET LOCAL plan_cache_mode = force_generic_plan;";

fn server(c: &mut PgConnection, statement: &str) -> QueryResult<Vec<String>> {
    c.batch_execute(&format!("{FOR_A_LARGE_TABLE} PREPARE asked AS {statement}"))?;
    let nulls = vec!["NULL"; parameters(statement)].join(", ");
    let values = if nulls.is_empty() { nulls } else { format!("({nulls})") };
    let lines = sql::<Text>(&format!("EXPLAIN (COSTS OFF) EXECUTE asked{values}")).load(c)?;
    c.batch_execute("DEALLOCATE asked")?;
    Ok(lines)
}

/// The highest number after a `$`.
fn parameters(statement: &str) -> usize {
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    statement.split('$').skip(1).filter_map(|rest| digits(rest).parse().ok()).max().unwrap_or(0)
}

impl Plan {
    /// Whether all rows are sorted before the first is answered.
    pub fn sorts(&self) -> bool {
        let all = |line: &String| {
            line.contains("TEMP B-TREE FOR ORDER BY")
                || line.trim_start().trim_start_matches("-> ").trim_start().starts_with("Sort")
                    && !line.contains("Sort Key")
        };
        self.0.iter().any(all)
    }
    /// Whether rows that are alike in the first keys of the order are sorted by the rest.
    pub fn sorts_ties(&self) -> bool {
        self.0.iter().any(|line| {
            line.contains("Incremental Sort")
                || line.contains("TEMP B-TREE FOR") && line.contains(" OF ORDER BY")
        })
    }
    /// Whether an index leads straight to the rows by their `column`.
    pub fn seeks(&self, column: &str) -> bool {
        // SQLite calls a whole-number key by the name of the row's own number.
        let names = |word: &str| word == column || column == "id" && word == "rowid";
        let leads = |line: &&String| line.contains("SEARCH ") || line.contains("Index Cond: ");
        let word = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        let conditions = self.0.iter().filter(leads).map(|line| match line.rsplit_once(" INDEX ") {
            Some((_, index)) => index.split_once(' ').map_or("", |(_, condition)| condition),
            None => line,
        });
        conditions.flat_map(|condition| condition.split(word)).any(names)
    }
    /// Whether every row of a table is read.
    pub fn reads_all(&self) -> bool {
        self.0.iter().any(|line| line.contains("Seq Scan") || line.starts_with("SCAN "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Database;
    use projectmeats_core::ids::TenantId;
    use projectmeats_db::{Bound, statements};

    fn of(statement: &str) -> Plan {
        let database = Database::fresh();
        let bound = Bound::tenant(TenantId::PLATFORM);
        database.read_now(bound, |conn| Ok(plan(conn, statement))).expect("planned")
    }

    #[test]
    fn an_order_that_no_index_gives_is_a_sort() {
        let plan = of("SELECT id FROM activity_record WHERE tenant_id = $1 ORDER BY actor_name, id LIMIT $2");
        assert!(plan.sorts() && plan.seeks("tenant_id") && !plan.seeks("actor_name"), "{plan:?}");
        let plan = of("SELECT id FROM activity_record WHERE tenant_id = $1 ORDER BY id LIMIT $2");
        assert!(!plan.sorts() && !plan.sorts_ties() && plan.seeks("tenant_id"), "{plan:?}");
    }

    #[test]
    fn an_order_of_which_an_index_gives_the_first_key_is_a_sort_of_ties() {
        let plan =
            of("SELECT id FROM activity_record WHERE tenant_id = $1 AND entity = $2 ORDER BY entity_id, at");
        assert!(plan.sorts_ties() && !plan.sorts(), "{plan:?}");
    }

    #[test]
    fn a_test_that_no_index_answers_reads_all_or_does_not_seek() {
        let plan = of("SELECT at FROM activity_record WHERE tenant_id = $1 AND actor_name = $2");
        assert!(plan.seeks("tenant_id") && !plan.seeks("actor_name"), "{plan:?}");
        let plan = of("SELECT name FROM core_protein WHERE version = $1");
        assert!(plan.reads_all(), "{plan:?}");
        let plan = of("SELECT version FROM core_protein WHERE name = $1");
        assert!(plan.seeks("name") && !plan.reads_all(), "{plan:?}");
    }

    #[test]
    fn what_a_service_sends_can_be_planned_as_it_was_sent() {
        let database = Database::fresh();
        let plans = database.read_now(Bound::default(), |conn| {
            let (found, sent) = statements::sent(|| projectmeats_accounts::users::by_login(conn, "ann"));
            assert!(found?.is_none());
            Ok(sent.iter().map(|statement| plan(conn, statement)).collect::<Vec<_>>())
        });
        let plans = plans.expect("planned");
        assert_eq!(plans.len(), 1);
        assert!(plans[0].seeks("username_lower") || plans[0].seeks("email_lower"), "{plans:?}");
    }
}
