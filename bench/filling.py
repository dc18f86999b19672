"""Rows that are made inside the database, by the same SQL in both: partners in trade, 1,000,000 orders, 100,000 open receivables.

A column that is not named is blank: an empty text, no, or 0. `company(n)` is a company's id, `day(n)` the day n days ago, `moment(n)`
the same as a point in time, `dollars(n)` n cents, `pounds(n)` n ten-thousandths of a pound.
"""
import datetime
import sqlite3

from rows import ALL, DEBTOR, TENANTS, UNEQUAL, psql, tenant

ORDERS, OPEN, DEBTORS = 1_000_000, 100_000, 400
# Every company has ten suppliers, ten customers, ten carriers and ten plants for them; the n-th of company k has the number 10 (k - 1) + n.
PARTNERS = 10
# The keys of these plants and of the debtors begin after all others.
LATER = 1_000_000
TODAY = datetime.date.today()
# What order n is given to: the first company has 130,000 of the million, the last one 7, and half of all belong to the first seven.
UNEVEN = f"{TENANTS} + 1 + {{n}} * 27 / (4027000 - 4 * {{n}})"


class Embedded:
    """SQLite's rows."""

    def __init__(self, url):
        self.db = sqlite3.connect(url.removeprefix("sqlite://"), isolation_level=None)
        days = {n: (TODAY - datetime.timedelta(n)).isoformat() for n in range(-400, 1000)}
        midnight = int(datetime.datetime.combine(TODAY, datetime.time(), datetime.timezone.utc).timestamp())
        for name, function in {
            "company": lambda n: tenant(n).bytes, "day": days.get, "moment": lambda n: (midnight - n * 86_400) * 1_000_000,
            "dollars": lambda n: n, "pounds": lambda n: n,
        }.items():
            self.db.create_function(name, 1, function, deterministic=True)
        self.run("PRAGMA cache_size = -1000000")

    def run(self, sql):
        self.db.executescript(sql)

    def columns(self, table):
        """The columns that must have a value, and their types."""
        return {name: kind for _, name, kind, needed, _, key in self.db.execute(f"PRAGMA table_info({table})") if needed and not key}

    def indexes(self, table):
        return dict(self.db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name = ?", [table]))

    def end(self):
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()


class Server:
    """PostgreSQL's rows."""

    def __init__(self, url):
        self.url = url
        psql(url, f"""
            CREATE SCHEMA IF NOT EXISTS bench;
            CREATE OR REPLACE FUNCTION bench.company(n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$ SELECT lpad(n::text, 32, '0')::uuid $$;
            CREATE OR REPLACE FUNCTION bench.day(n bigint) RETURNS date IMMUTABLE LANGUAGE sql AS $$ SELECT date '{TODAY}' - n::int $$;
            CREATE OR REPLACE FUNCTION bench.moment(n bigint) RETURNS timestamptz STABLE LANGUAGE sql AS $$ SELECT bench.day(n)::timestamptz $$;
            CREATE OR REPLACE FUNCTION bench.dollars(n bigint) RETURNS numeric IMMUTABLE LANGUAGE sql AS $$ SELECT n / 100.0 $$;
            CREATE OR REPLACE FUNCTION bench.pounds(n bigint) RETURNS numeric IMMUTABLE LANGUAGE sql AS $$ SELECT n / 10000.0 $$""")

    def run(self, sql):
        # As a replica it checks no foreign key of its own: what is written here is right.
        psql(self.url, f"SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET search_path = public, bench; {sql}")

    def listed(self, sql):
        return dict(line.split("|", 1) for line in psql(self.url, sql).splitlines())

    def columns(self, table):
        return self.listed(f"""SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '{table}'
            AND is_nullable = 'NO' AND is_generated = 'NEVER' AND is_identity = 'NO'""")

    def indexes(self, table):
        return self.listed(f"""SELECT indexname, indexdef FROM pg_indexes WHERE tablename = '{table}'
            AND indexname NOT IN (SELECT conname FROM pg_constraint)""")

    def end(self):
        psql(self.url, "VACUUM ANALYZE")
        psql(self.url, "CHECKPOINT")


def database(url):
    return Embedded(url) if url.startswith("sqlite://") else Server(url)


def insert(db, table, source, **values):
    """Writes a row for each row of `source`."""
    blanks = {"TEXT": "''", "BOOLEAN": "false", "JSONB": "'{}'"}
    values = {name: blanks.get(kind.upper(), "0") for name, kind in db.columns(table).items()} | values
    db.run(f"INSERT INTO {table} ({', '.join(values)}) {source.replace('VALUES', ', '.join(values.values()))}")


def numbered(count, more=""):
    """`SELECT VALUES` for each n from 0."""
    return f"""WITH RECURSIVE numbers(n) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < {count - 1})
        SELECT VALUES FROM (SELECT n{more} FROM numbers) AS given"""


def partners(url, user):
    """Whom companies trade with."""
    db = database(url)
    common = {"created_by_id": str(user), "version": "1", "created_at": "moment(400)", "updated_at": "moment(400)", "city": "'Omaha'", "state": "'NE'"}
    source = numbered(ALL * PARTNERS, f", n / {PARTNERS} + 1 AS k, n % {PARTNERS} + 1 AS i")
    named = lambda noun: {"tenant_id": "company(k)", "name": f"'{noun} ' || i", "name_key": f"'{noun.lower()}' || i"}
    active, reached = {"status": "'active'"}, {"phone": "'+1 402 5550100'", "email": "'trade@omahabeef.example'"}
    insert(db, "suppliers_supplier", source, id="n + 1", contact_person="'Ruth Ortiz'", street_address="'4400 South 36th Street'",
           zip_code="'68107'", **named("Omaha Beef"), **active, **reached, **common)
    insert(db, "customers_customer", source, id="n + 1", **named("Prairie Grill"), **active, **reached, **common)
    insert(db, "carriers_carrier", source, id="n + 1", code="'C-' || i", carrier_type="'truck'", is_active="true", **named("Plains Freight"),
           **active, **reached, **common)
    insert(db, "plants_plant", f"{source} WHERE k > {TENANTS}", id=f"{LATER} + n + 1", code="'P-' || i", plant_type="'processing'",
           is_active="true", **named("Dodge City Beef"), **reached, **common)
    db.end()


def orders(db, user):
    """A million orders of companies of very unequal size, older ones first, as they come in."""
    dropped = db.indexes("purchase_orders_purchaseorder")
    db.run("".join(f"DROP INDEX {name}; " for name in dropped))
    # The companies take turns: neighbours on disk are of different companies. 7919 is prime.
    whose = UNEVEN.format(n=f"(n * 7919 % {ORDERS})")
    source = numbered(ORDERS, f", {whose} AS k, {PARTNERS} * ({whose} - 1) + 1 + n % {PARTNERS} AS partner, 720 - n * 720 / {ORDERS} AS age")
    insert(
        db, "purchase_orders_purchaseorder", source, tenant_id="company(k)", order_number="'PO-' || (1000000 + n)",
        supplier_id="partner", customer_id="CASE WHEN n % 3 = 0 THEN partner END", carrier_id="partner", plant_id=f"{LATER} + partner",
        status="CASE n % 5 WHEN 0 THEN 'pending' WHEN 1 THEN 'approved' WHEN 2 THEN 'delivered' ELSE 'completed' END",
        order_date="day(age)", delivery_date="day(age - 7)", logistics_scenario="'supplier_delivery'", freight_basis="'weight'",
        weight_unit="'LBS'", total_weight="pounds(240000000 + n % 1000 * 10000)", type_of_protein="'Beef'", fresh_or_frozen="'Fresh'",
        our_purchase_order_num="'R-' || n", supplier_corporate_address="'4400 South 36th Street, Omaha, NE 68107'",
        supplier_contact_name="'Ruth Ortiz'", supplier_contact_phone="'+1 402 5550100'", supplier_contact_email="'trade@omahabeef.example'",
        item_description="'Forty cases of chuck roll'", notes="'Dock 4, before noon.'", subtotal="dollars(100000 + n * 37 % 5000000)",
        total_amount="dollars(100000 + n * 37 % 5000000)", search="'po-' || (1000000 + n) || ' r-' || n || ' forty cases of chuck roll'",
        created_by_id=str(user), version="1", created_at="moment(age)", updated_at="moment(age)",
    )
    db.run("; ".join(dropped.values()))


def receivables(db, user):
    """What one company's customers owe: over half a year, a third of it paid in part, halfway between the invoice and today."""
    at = {"version": "1", "created_at": "moment(age)", "updated_at": "moment(age)", "tenant_id": f"company({DEBTOR})"}
    insert(db, "customers_customer", numbered(DEBTORS, ", 180 AS age"), id=f"{LATER} + n", name="'Grill ' || n", status="'active'",
           name_key="'grill' || n", **at)
    source = numbered(OPEN, f""", n / {DEBTORS} * 180 * {DEBTORS} / {OPEN} AS age, {LATER} + n % {DEBTORS} AS customer,
        50000 + n * 7919 % 900000 AS cents, CASE n % 3 WHEN 0 THEN 20000 ELSE 0 END AS paid""")
    paid = f"{source} WHERE paid > 0"
    insert(db, "accounts_receivables_accountsreceivable", source, id="n + 1", invoice_number="'INV-' || (1000000 + n)",
           customer_id="customer", amount="dollars(cents)", paid_amount="dollars(paid)", outstanding_amount="dollars(cents - paid)",
           invoice_date="day(age)", due_date="day(age - 30)", terms="'Net 30'", state="'open'",
           moved_on="CASE WHEN paid > 0 THEN day(age / 2) END", created_by_id=str(user), **at)
    insert(db, "accounts_receivables_payment", paid, id="n + 1", customer_id="customer", kind="'payment'", amount="dollars(paid)",
           applied_amount="dollars(paid)", payment_date="day(age / 2)", method="'check'", created_by_id=str(user), **at)
    insert(db, "accounts_receivables_allocation", paid, payment_id="n + 1", receivable_id="n + 1", amount="dollars(paid)",
           applied_on="day(age / 2)", **at)


def large(url, user):
    """The rows that take a while."""
    db = database(url)
    orders(db, user)
    receivables(db, user)
    db.end()
