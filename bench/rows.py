"""The rows that are measured: 100,000 plants of 100 companies, the same in both databases; and companies for what filling.py makes."""
import sqlite3
import subprocess
import uuid

TENANTS, PLANTS = 100, 100_000
# Companies of very unequal size come after these, and at last one that is owed much.
UNEQUAL = 1000
DEBTOR = ALL = TENANTS + UNEQUAL + 1
CREATED = 1_793_610_000_000_000  # microseconds since 1970: 2026-11-02T09:00:00Z
CITIES = [("Omaha", "NE"), ("Dodge City", "KS"), ("Chicago", "IL"), ("Greeley", "CO"), ("Amarillo", "TX")]
TYPES = ["processing", "distribution", "warehouse", "retail", "storage", "mixed", "other"]
COLUMNS = (
    "id tenant_id name code plant_est_num est_num_normal eu_approval_num eu_approval_country plant_type address city state "
    "zip_code country phone email manager capacity capacity_unit is_active "
    "supplier_rank name_key phone_key email_key search created_by_id version created_at updated_at"
).split()


def tenant(number):
    """The id of a company, which pgbench and wrk can make out of its number."""
    return uuid.UUID(f"{number:032d}")


def tenant_of(plant):
    return (plant - 1) % TENANTS + 1


def plants(user):
    for i in range(1, PLANTS + 1):
        city, state = CITIES[i % len(CITIES)]
        # Names in an order of their own, so that a list does not read neighbours on disk.
        name, code, number = f"{city} Beef {i * 7919 % PLANTS:05d}", f"P-{i:06d}", f"M{i}+P{i}"
        address, manager, email = f"{i} South 36th Street", "Ruth Ortiz", f"dock{i}@omahabeef.example"
        search = " ".join([name, code, address, city, state, manager, number, number]).lower()
        yield (
            i, tenant(tenant_of(i)), name, code, number, number, "", "", TYPES[i % len(TYPES)], address, city, state, "68107",
            "USA", f"+1 402 {i:07d}", email, manager, i % 500_000, "lb_per_day", True,
            0, name.lower().replace(" ", ""), f"402{i:07d}", email, search, user, 1,
            CREATED + i, CREATED + i,
        )


def companies():
    for n in range(1, ALL + 1):
        yield tenant(n), f"Company {n}", f"company-{n}", "", "", True, False, "{}", 1, CREATED, CREATED


def members(user):
    for n in range(1, ALL + 1):
        yield tenant(n), user, "owner", True, False, 1, CREATED, CREATED


TABLES = [
    ("tenants_tenant", "id name slug contact_email contact_phone is_active is_trial settings version created_at updated_at".split(),
     lambda _: companies()),
    ("tenants_tenant_user", "tenant_id user_id role is_active is_default version created_at updated_at".split(), members),
    ("plants_plant", COLUMNS, plants),
]


def fill_sqlite(path, user):
    sqlite3.register_adapter(uuid.UUID, lambda id: id.bytes)
    with sqlite3.connect(path) as db:
        for table, columns, rows in TABLES:
            marks = ", ".join("?" * len(columns))
            db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows(user))
    db.close()


def fill_postgres(url, user):
    for table, columns, rows in TABLES:
        copied = "".join("\t".join(map(as_text, zip(columns, row))) + "\n" for row in rows(user))
        copy = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        psql(url, copy, copied)
    psql(url, "SELECT setval(pg_get_serial_sequence('plants_plant', 'id'), max(id)) FROM plants_plant")
    psql(url, "VACUUM ANALYZE")


def as_text(field):
    column, value = field
    if column.endswith("_at"):
        return f"2026-11-02 09:00:{(value - CREATED) / 1e6:09.6f}+00"
    return {True: "t", False: "f"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def psql(url, command, stdin=""):
    program = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", url, f"--command={command}"]
    return subprocess.run(program, input=stdin, text=True, check=True, capture_output=True).stdout.strip()
