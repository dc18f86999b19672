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
pub struct Plan(Vec<Step>);

/// One line of a plan.
#[derive(Debug)]
struct Step {
    text: String,
    /// Whether it is part of a sub-select, which is done for one row at a time.
    within: bool,
}

/// The plan of a statement whose parameters are written as the database writes them, or `$1`, `$2`; no value is needed. It is the
/// plan for a large table: the server would not trouble its indexes for a small one. In a transaction.
pub fn plan(conn: &mut Conn, statement: &str) -> Plan {
    let lines = match conn {
        Conn::Sqlite(c) => embedded(c, statement),
        Conn::Postgres(c) => server(c, statement),
    };
    Plan(lines.unwrap_or_else(|e| panic!("{statement}: {e}")))
}

fn embedded(c: &mut SqliteConnection, statement: &str) -> QueryResult<Vec<Step>> {
    let explain = sql::<(Integer, Integer, Integer, Text)>(&format!("EXPLAIN QUERY PLAN {statement}"));
    let rows: Vec<(i32, i32, i32, String)> = explain.load(c)?;
    let mut inner: Vec<i32> = Vec::new();
    let mut steps = Vec::new();
    for (id, parent, _, text) in rows {
        let within = inner.contains(&parent);
        if within || text.contains("SCALAR SUBQUERY") {
            inner.push(id);
        }
        steps.push(Step { text, within });
    }
    Ok(steps)
}

/// A generic plan is one for any values.
const FOR_A_LARGE_TABLE: &str = "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; \
    SET LOCAL plan_cache_mode = force_generic_plan;";

fn server(c: &mut PgConnection, statement: &str) -> QueryResult<Vec<Step>> {
    c.batch_execute(&format!("{FOR_A_LARGE_TABLE} PREPARE asked AS {statement}"))?;
    let nulls = vec!["NULL"; parameters(statement)].join(", ");
    let values = if nulls.is_empty() { nulls } else { format!("({nulls})") };
    let lines: Vec<String> = sql::<Text>(&format!("EXPLAIN (COSTS OFF) EXECUTE asked{values}")).load(c)?;
    c.batch_execute("DEALLOCATE asked")?;
    let indent = |text: &str| text.len() - text.trim_start().len();
    let mut inner: Option<usize> = None;
    let step = |text: String| {
        let within = inner.is_some_and(|at| indent(&text) > at);
        if !within {
            inner = text.trim_start().starts_with("SubPlan").then(|| indent(&text));
        }
        Step { text, within }
    };
    Ok(lines.into_iter().map(step).collect())
}

/// The highest number after a `$`.
fn parameters(statement: &str) -> usize {
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    statement.split('$').skip(1).filter_map(|rest| digits(rest).parse().ok()).max().unwrap_or(0)
}

impl Plan {
    /// The lines of the statement itself.
    fn own(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|step| !step.within).map(|step| step.text.as_str())
    }
    /// The lines of the statement and its sub-selects.
    fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|step| step.text.as_str())
    }
    /// Whether all rows are sorted before the first is answered.
    pub fn sorts(&self) -> bool {
        self.own().any(|line| {
            line.contains("TEMP B-TREE FOR ORDER BY")
                || line.trim_start().trim_start_matches("-> ").trim_start().starts_with("Sort")
                    && !line.contains("Sort Key")
        })
    }
    /// Whether rows that are alike in the first keys of the order are sorted by the rest.
    pub fn sorts_ties(&self) -> bool {
        self.own().any(|line| {
            line.contains("Incremental Sort")
                || line.contains("TEMP B-TREE FOR") && line.contains(" OF ORDER BY")
        })
    }
    /// Whether an index leads straight to the rows by their `column`.
    pub fn seeks(&self, column: &str) -> bool {
        // SQLite calls a whole-number key by the name of the row's own number.
        let names = |word: &str| word == column || column == "id" && word == "rowid";
        let leads = |line: &&str| line.contains("SEARCH ") || line.contains("Index Cond: ");
        let word = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        let conditions = self.all().filter(leads).map(|line| match line.rsplit_once(" INDEX ") {
            Some((_, index)) => index.split_once(' ').map_or("", |(_, condition)| condition),
            None => line,
        });
        conditions.flat_map(|condition| condition.split(word)).any(names)
    }
    /// Whether every row of a table is read.
    pub fn reads_all(&self) -> bool {
        self.all().any(|line| line.contains("Seq Scan") || line.starts_with("SCAN "))
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
    fn a_sub_select_may_sort_the_few_rows_it_reads() {
        let of_one = "SELECT m.at FROM activity_record m WHERE m.tenant_id = a.tenant_id AND m.entity = a.entity ORDER BY m.actor_name";
        let plan = of(&format!(
            "SELECT ({of_one} LIMIT 1) FROM activity_record a WHERE a.tenant_id = $1 ORDER BY a.id LIMIT 9"
        ));
        assert!(!plan.sorts() && !plan.sorts_ties() && plan.seeks("entity"), "{plan:?}");
        let plan = of(&format!("{} LIMIT 9", of_one.replace("a.tenant_id", "$1").replace("a.entity", "$2")));
        assert!(plan.sorts(), "{plan:?}");
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
