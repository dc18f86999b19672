"""The rows of an order as one statement: what a database can do when nothing is checked, looked up or answered."""
import json

from rows import psql
from statements import COMPANY, Script

EMPTY = "''"
ORDER, LINES, HISTORY = "purchase_orders_purchaseorder", "purchase_orders_item", "activity_record"


def script(url, order, found, choice):
    """The rows of `order`, for any company that `choice` draws; begun and ended as the server does in `found`."""
    begin, end = bracket(found)
    company, variables = f"{COMPANY}::uuid", {}

    def sent(name, value, kind):
        # pgbench has no variable that is nothing or empty.
        if not value:
            return f"{'NULL' if value is None else EMPTY}::{kind}"
        variables[name] = value
        return f":{name}::{kind}"

    def row(table, condition, **instead):
        kinds = columns(url, table)
        stored = values(url, f"SELECT * FROM {table} WHERE {condition}")
        chosen = {column: instead.get(column) or sent(f"{table[:2]}_{column}", stored[column], kind) for column, kind in kinds.items()}
        return f"INSERT INTO {table} ({', '.join(chosen)}) SELECT {', '.join(chosen.values())}"

    partner = "(:partner)::bigint"
    made = row(ORDER, f"id = {order}", tenant_id=company, order_number="'PO-' || lpad(last::text, 6, '0')", supplier_id=partner,
               customer_id=partner, carrier_id=partner, plant_id="(:plant)::bigint")
    told = row(HISTORY, f"entity = 'purchase order' AND entity_id = '{order}'", tenant_id=company, entity_id="made.id::text")
    kinds = {column: kind for column, kind in columns(url, LINES).items() if column not in ("tenant_id", "order_id")}
    each = ", ".join(f"array_agg({column} ORDER BY position)::text AS {column}" for column in kinds)
    lists = values(url, f"SELECT {each} FROM {LINES} WHERE order_id = {order}")
    lists = ", ".join(sent(f"line_{column}", lists[column], f"{kind}[]") for column, kind in kinds.items())
    statement = (
        f"WITH drawn AS (INSERT INTO tenants_counter (tenant_id, series, last) VALUES ({company}, 'purchase_order', 1) "
        "ON CONFLICT (tenant_id, series) DO UPDATE SET last = tenants_counter.last + 1 RETURNING last), "
        f"made AS ({made} FROM drawn RETURNING id), "
        f"lines AS (INSERT INTO {LINES} (tenant_id, order_id, {', '.join(kinds)}) SELECT {company}, made.id, line.* "
        f"FROM made, unnest({lists}) AS line) {told} FROM made;"
    )
    return Script([*begin, statement, *end], variables, choice)


def bracket(found):
    """The beginning of the server's transaction with the company bound to it, and its end, without who asks."""
    texts = [part.strip() for sql, _ in found for part in sql.split(";") if part.strip()]
    begun = next(text for text in texts if text.upper().startswith(("BEGIN", "START")))
    ended = next(text for text in texts if text.upper().startswith("COMMIT"))
    bound = f"SELECT set_config('projectmeats.tenant_id', {COMPANY}::uuid::text, true)"
    return ["\\startpipeline", f"{begun};", f"{bound};", "\\endpipeline"], [f"{ended};"]


def columns(url, table):
    """The columns that can be written, and their types."""
    found = psql(url, f"""SELECT json_object_agg(attname, format_type(atttypid, NULL) ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''""")
    return json.loads(found)


def values(url, row):
    """A row as texts."""
    return json.loads(psql(url, f"SELECT json_object_agg(key, value) FROM ({row}) AS found, jsonb_each_text(to_jsonb(found))"))
