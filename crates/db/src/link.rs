//! Tables that join rows of two kinds, each side's list in an order of its own: a supplier's contacts, a contact's suppliers.
use crate::{Conn, check_ref, on, reference::touch, types::SqlUuid};
use diesel::{
    QueryResult, RunQueryDsl,
    backend::Backend,
    deserialize::{self, FromSql},
    expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate},
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{BigInt, Nullable, Text},
};
use projectmeats_core::{
    Ctx, Error, Result,
    ids::{RowId, TenantId},
    private::paperclip_core::v2::{models::DefaultSchemaRaw, schema::Apiv2Schema},
};
use serde::{Deserialize, Deserializer, Serialize};
use std::marker::PhantomData;

/// The keys of a set of rows, in order, none twice. In JSON an array of keys; null is the empty set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, diesel::FromSqlRow)]
#[serde(transparent)]
pub struct Ids<I>(Vec<I>);

impl<I> Default for Ids<I> {
    fn default() -> Self {
        Self(Vec::new())
    }
}
impl<I: PartialEq> FromIterator<I> for Ids<I> {
    fn from_iter<T: IntoIterator<Item = I>>(ids: T) -> Self {
        let mut set = Vec::new();
        for id in ids {
            if !set.contains(&id) {
                set.push(id);
            }
        }
        Self(set)
    }
}
impl<I: Copy + PartialEq> Ids<I> {
    /// The keys, in order.
    pub fn iter(&self) -> impl Iterator<Item = I> + '_ {
        self.0.iter().copied()
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// The first: the primary one.
    pub fn first(&self) -> Option<I> {
        self.0.first().copied()
    }
    /// Whether `id` is among them.
    pub fn has(&self, id: I) -> bool {
        self.0.contains(&id)
    }
    /// The set after an edit of the set, of its first, or of both. A new first moves to the front; a first that is taken away leaves,
    /// and so does one whose place another takes, unless the set `keeps` it; a set that is given stands as it is given.
    pub fn edited(before: (Option<I>, &Self), given: (Option<I>, &Self), keeps: bool) -> Self {
        let ((old_first, old), (first, set)) = (before, given);
        if first == old_first {
            return set.clone();
        }
        let leaves = set == old && first.is_none_or(|first| !keeps && !old.has(first));
        let rest = set.iter().filter(|id| !leaves || Some(*id) != old_first);
        first.into_iter().chain(rest).collect()
    }
}
impl<'de, I: Deserialize<'de> + PartialEq> Deserialize<'de> for Ids<I> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> std::result::Result<Self, D::Error> {
        Ok(Option::<Vec<I>>::deserialize(d)?.unwrap_or_default().into_iter().collect())
    }
}
impl<I: From<i64> + PartialEq, DB: Backend> FromSql<Nullable<Text>, DB> for Ids<I>
where
    String: FromSql<Text, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let text = String::from_sql(raw)?;
        text.split(',').map(|key| Ok(I::from(key.parse::<i64>()?))).collect()
    }
    fn from_nullable_sql(raw: Option<DB::RawValue<'_>>) -> deserialize::Result<Self> {
        raw.map_or_else(|| Ok(Self::default()), Self::from_sql)
    }
}
impl<I: Apiv2Schema> Apiv2Schema for Ids<I> {
    fn raw_schema() -> DefaultSchemaRaw {
        Vec::<I>::raw_schema()
    }
}

/// One side of a table that joins rows of two kinds.
pub trait Side: 'static {
    /// The joining table: `tenant_id`, a key and a rank for each side.
    const TABLE: &'static str;
    /// Whose set it is.
    type Owner: RowId;
    /// What is in the set.
    type Member: RowId + From<i64> + PartialEq;
    /// The owner's column.
    const OWNER: &'static str;
    /// The member's column.
    const MEMBER: &'static str;
    /// The column of the place in the owner's list.
    const RANK: &'static str;
    /// Whether one that was first stays in the set when another is put in its place: a company keeps its other contacts, and a contact
    /// that changes its company leaves the old one.
    const KEEPS: bool;
    /// The column of the owner's place in the member's own list; none when members have none.
    const BACK_RANK: Option<&'static str>;
}

/// Both sides of a joining table, as two types: `A` sees the set of `a`s rows, `B` the other way.
#[macro_export]
macro_rules! link {
    ($(#[$doc:meta])* $side:ident: $owner:ty = $owner_column:literal has $member:ty = $member_column:literal in $table:literal
     $(, $(#[$back_doc:meta])* back $back:ident)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default)]
        pub struct $side;
        impl $crate::link::Side for $side {
            const TABLE: &'static str = $table;
            type Owner = $owner;
            type Member = $member;
            const OWNER: &'static str = $owner_column;
            const MEMBER: &'static str = $member_column;
            const RANK: &'static str = "rank";
            const KEEPS: bool = true;
            const BACK_RANK: Option<&'static str> = $crate::link!(@back $($back)?);
        }
        $(
            $(#[$back_doc])*
            #[derive(Debug, Clone, Copy, Default)]
            pub struct $back;
            impl $crate::link::Side for $back {
                const TABLE: &'static str = $table;
                type Owner = $member;
                type Member = $owner;
                const OWNER: &'static str = $member_column;
                const MEMBER: &'static str = $owner_column;
                const RANK: &'static str = "back_rank";
                const KEEPS: bool = false;
                const BACK_RANK: Option<&'static str> = Some("rank");
            }
        )?
    };
    (@back $back:ident) => { Some("back_rank") };
    (@back) => { None };
}

/// What is selected of the set of each row: see [`ids_of`], [`first_of`], [`first_label_of`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Members<S, What>(PhantomData<(S, What)>);
/// The keys.
#[derive(Debug, Clone, Copy, Default)]
pub struct Keys;
/// The first key.
#[derive(Debug, Clone, Copy, Default)]
pub struct First;
/// The label of the first.
#[derive(Debug, Clone, Copy, Default)]
pub struct FirstLabel;

/// The keys of the set of each row, read in the same statement. Reads as [`Ids`].
pub fn ids_of<S: Side>() -> Members<S, Keys> {
    Members(PhantomData)
}
/// The first key of the set of each row; null when the set is empty.
pub fn first_of<S: Side>() -> Members<S, First> {
    Members(PhantomData)
}
/// The label of the first of the set of each row; null when the set is empty.
pub fn first_label_of<S: Side>() -> Members<S, FirstLabel> {
    Members(PhantomData)
}

/// The SQL of one selection.
pub trait Selects<S> {
    /// Its type.
    type Sql: diesel::sql_types::SqlType + diesel::sql_types::SingleValue;
    /// Its text: a scalar sub-select over the owner's table.
    fn text() -> String;
}
fn from<S: Side>() -> String {
    let (table, owners) = (S::TABLE, S::Owner::TABLE);
    format!("FROM {table} m WHERE m.tenant_id = {owners}.tenant_id AND m.{} = {owners}.id", S::OWNER)
}
impl<S: Side> Selects<S> for Keys {
    type Sql = Nullable<Text>;
    fn text() -> String {
        let (member, rank) = (S::MEMBER, S::RANK);
        format!(
            "(SELECT string_agg(CAST(m.{member} AS TEXT), ',' ORDER BY m.{rank}, m.{member}) {})",
            from::<S>()
        )
    }
}
impl<S: Side> Selects<S> for First {
    type Sql = Nullable<BigInt>;
    fn text() -> String {
        let (member, rank) = (S::MEMBER, S::RANK);
        format!("(SELECT m.{member} {} ORDER BY m.{rank}, m.{member} LIMIT 1)", from::<S>())
    }
}
impl<S: Side> Selects<S> for FirstLabel
where
    S::Member: crate::reference::Labelled,
{
    type Sql = Nullable<Text>;
    fn text() -> String {
        use crate::reference::Labelled;
        let first = <First as Selects<S>>::text();
        format!("(SELECT l.{} FROM {} l WHERE l.id = {first})", S::Member::LABEL, S::Member::TABLE)
    }
}

impl<S: Side, W: Selects<S>> Expression for Members<S, W> {
    type SqlType = W::Sql;
}
impl<S: Side, W: Selects<S>, T> AppearsOnTable<T> for Members<S, W> {}
impl<S: Side, W: Selects<S>, T> SelectableExpression<T> for Members<S, W> {}
impl<S, W, G> ValidGrouping<G> for Members<S, W> {
    type IsAggregate = is_aggregate::No;
}
impl<S: 'static, W: 'static> QueryId for Members<S, W> {
    type QueryId = Self;
}
impl<S: Side, W: Selects<S>, DB: Backend> QueryFragment<DB> for Members<S, W> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(&W::text());
        Ok(())
    }
}

#[derive(diesel::QueryableByName)]
struct Key {
    #[diesel(sql_type = BigInt)]
    key: i64,
}

/// The set of one row, in order.
///
/// # Errors
/// Only those of the database.
pub fn members<S: Side>(conn: &mut Conn, tenant: TenantId, owner: S::Owner) -> Result<Ids<S::Member>> {
    let Sides { table, own, member, rank, .. } = sides::<S>();
    let sql = format!(
        "SELECT {member} AS key FROM {table} WHERE tenant_id = $1 AND {own} = $2 ORDER BY {rank}, {member}"
    );
    let keys: Vec<Key> = on!(conn, |c| {
        diesel::sql_query(sql).bind::<SqlUuid, _>(tenant).bind::<BigInt, _>(owner.get()).load(c)
    })?;
    Ok(keys.into_iter().map(|row| row.key.into()).collect())
}

struct Sides {
    table: &'static str,
    own: &'static str,
    member: &'static str,
    rank: &'static str,
}
fn sides<S: Side>() -> Sides {
    Sides { table: S::TABLE, own: S::OWNER, member: S::MEMBER, rank: S::RANK }
}

/// Makes `wanted` the set of `owner`; answers whether that changed anything. Members whose own list changes by it are changed
/// rows too: their version goes up.
///
/// # Errors
/// [`Error::Invalid`] on `field` for a member that does not exist for this tenant.
pub fn set<S: Side>(
    ctx: &Ctx,
    conn: &mut Conn,
    owner: S::Owner,
    field: &str,
    wanted: &Ids<S::Member>,
) -> Result<bool> {
    let held = members::<S>(conn, ctx.tenant, owner)?;
    if held == *wanted {
        return Ok(false);
    }
    for id in wanted.iter().filter(|id| !held.has(*id)) {
        check_ref(conn, ctx.tenant, field, id)?;
    }
    for id in held.iter().filter(|id| !wanted.has(*id)) {
        take_out::<S>(conn, ctx.tenant, owner, id)?;
        told::<S>(ctx, conn, id)?;
    }
    for (rank, id) in wanted.iter().enumerate() {
        put_in::<S>(conn, ctx.tenant, owner, id, i64::try_from(rank).map_err(Error::internal)?)?;
        if !held.has(id) {
            told::<S>(ctx, conn, id)?;
        }
    }
    Ok(true)
}

/// The first of a set and the set, as two fields hold them.
pub type Pair<'a, I> = (Option<I>, &'a Ids<I>);

/// Brings the set of `owner` from what two fields held to what they were given, as [`Ids::edited`] says; see [`set`].
///
/// # Errors
/// [`Error::Invalid`] on the field that named a row that does not exist for this tenant.
pub fn edit<S: Side>(
    ctx: &Ctx,
    conn: &mut Conn,
    owner: S::Owner,
    [first_field, set_field]: [&str; 2],
    (before, given): (Pair<'_, S::Member>, Pair<'_, S::Member>),
) -> Result<bool> {
    let wanted = Ids::edited(before, given, S::KEEPS);
    if wanted == *before.1 {
        return Ok(false);
    }
    if let Some(first) = given.0.filter(|first| !before.1.has(*first) && !given.1.has(*first)) {
        check_ref(conn, ctx.tenant, first_field, first)?;
    }
    set::<S>(ctx, conn, owner, set_field, &wanted)
}

fn take_out<S: Side>(conn: &mut Conn, tenant: TenantId, owner: S::Owner, id: S::Member) -> Result<()> {
    let Sides { table, own, member, .. } = sides::<S>();
    let sql = format!("DELETE FROM {table} WHERE tenant_id = $1 AND {own} = $2 AND {member} = $3");
    run(conn, &sql, tenant, &[owner.get(), id.get()])
}

/// A new member puts the owner at the end of its own list.
fn put_in<S: Side>(conn: &mut Conn, tenant: TenantId, owner: S::Owner, id: S::Member, at: i64) -> Result<()> {
    let Sides { table, own, member, rank } = sides::<S>();
    let (back, end) = match S::BACK_RANK {
        None => (String::new(), String::new()),
        Some(back) => {
            let end = format!(
                ", (SELECT coalesce(max(o.{back}) + 1, 0) FROM {table} o WHERE o.tenant_id = $1 AND o.{member} = $3)"
            );
            (format!(", {back}"), end)
        }
    };
    let sql = format!(
        "INSERT INTO {table} (tenant_id, {own}, {member}, {rank}{back}) SELECT $1, $2, $3, $4{end} WHERE true \
         ON CONFLICT (tenant_id, {own}, {member}) DO UPDATE SET {rank} = excluded.{rank}"
    );
    run(conn, &sql, tenant, &[owner.get(), id.get(), at])
}

/// A member that has a list of its own is changed by a change of that.
fn told<S: Side>(ctx: &Ctx, conn: &mut Conn, id: S::Member) -> Result<()> {
    if S::BACK_RANK.is_some() { touch(ctx, conn, id) } else { Ok(()) }
}

fn run(conn: &mut Conn, sql: &str, tenant: TenantId, keys: &[i64]) -> Result<()> {
    on!(conn, |c| {
        let mut query = diesel::sql_query(sql).into_boxed().bind::<SqlUuid, _>(tenant);
        for key in keys {
            query = query.bind::<BigInt, _>(*key);
        }
        query.execute(c)
    })?;
    Ok(())
}
