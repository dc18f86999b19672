"""Measures the trade: orders of 20 lines made, a million orders listed, the ageing of 100,000 open receivables."""
import datetime
import json

import one_statement
import statements
from clients import WRITERS, by_hand, pgbench, wrk
from filling import PARTNERS, UNEVEN
from processes import ask
from rows import DEBTOR, PLANTS, TENANTS, tenant

TODAY = datetime.date.today()
LISTS = {"25 orders": "?page_size=25", "100 orders": ""}
AGES = {"today": "", "a past day": f"?as_of={TODAY - datetime.timedelta(60)}"}
AGEING = "/api/v1/accounts-receivables/aging/"
ORDERS = "/api/v1/purchase-orders/"
CUTS = [("Beef brisket, boneless", "120", "brisket"), ("Beef chuck roll", "116A", "chuck roll"), ("Beef ribeye, lip-on", "112A", "ribeye"),
        ("Beef shoulder clod", "114", "clod")]


def order(partner, plant):
    """An order of 20 lines that names all it can name, and leaves the number to be drawn."""
    lines = [
        {
            "description": f"{name}, lot {i}", "code": f"B-{i:04d}", "namp_code": number, "protein": "Beef", "cut": cut, "grade": "USDA Choice",
            "fresh_or_frozen": "Fresh", "package_type": "Boxed CO2", "net_or_catch": "Catch", "origin": "USA", "lot_number": f"L-{i:06d}",
            "quantity": str(10 + i), "quantity_unit": "case", "nominal_weight": "62.5", "weight_unit": "LBS", "tolerance_percent": "2",
            "unit_price": f"{4 + i / 16:.4f}", "price_unit": "lb",
        }
        for i in range(20)
        for name, number, cut in [CUTS[i % len(CUTS)]]
    ]
    return {
        "supplier": partner, "customer": partner, "carrier": partner, "plant": plant, "order_date": str(TODAY),
        "delivery_date": str(TODAY + datetime.timedelta(7)), "status": "pending", "logistics_scenario": "supplier_delivery",
        "type_of_protein": "Beef", "freight": "850.00", "freight_basis": "weight", "tax": "12.50", "our_purchase_order_num": "R-2046",
        "item_description": "Twenty kinds of beef", "notes": "Dock 4, before noon.", "items": lines,
    }


def headers(token, company):
    return {"Authorization": f"Token {token}", "X-Tenant-ID": str(tenant(company))}


def measure_creation(kind, port, token, note):
    body = json.dumps(order("PARTNER", "PLANT"))
    made = wrk(port, "order", token, clients=WRITERS, tenants=TENANTS, plants=PLANTS, body=body)
    note(f"{kind}: order of 20 lines, {WRITERS} clients", made)


def measure_rows(url, log, folder, port, token, note):
    """The rows of such an order, sent by pgbench."""
    company = 78
    make = lambda: ask(port, "POST", ORDERS, headers(token, company), order(PARTNERS * (company - 1) + 1, company))
    found = statements.sent(url, log, make)
    choice = [f"\\set tenant random(1, {TENANTS})", f"\\set partner {PARTNERS} * (:tenant - 1) + random(1, {PARTNERS})",
              f"\\set plant :tenant + {TENANTS} * random(0, {PLANTS // TENANTS - 1})"]
    script = one_statement.script(url, make()["id"], found, choice)
    note(f"pgbench: rows of an order, {WRITERS} clients", pgbench(url, folder, script, clients=WRITERS))


def measure_large(kind, port, token, note):
    for name, query in LISTS.items():
        note(f"{kind}: list of {name}", wrk(port, "uneven", token, tenants=TENANTS, path=ORDERS + query))
    for name, query in AGES.items():
        note(f"{kind}: ageing of {name}, 1 client", wrk(port, "one", token, clients=1, tenants=DEBTOR, path=AGEING + query))


def measure_statements(url, log, folder, port, token, note):
    """The same statements by pgbench. Answers those of the ageings, for SQLite."""
    get = lambda company, path: statements.sent(url, log, lambda: ask(port, "GET", path, headers(token, company)))
    choice = ["\\set n random(0, 999999)", f"\\set tenant {UNEVEN.format(n=':n')}"]
    for name, query in LISTS.items():
        script = statements.script(get(TENANTS + 1, ORDERS + query), TENANTS + 1, choice)
        note(f"pgbench: list of {name}", pgbench(url, folder, script))
    ageings = {}
    for name, query in AGES.items():
        found = get(DEBTOR, AGEING + query)
        script = statements.script(found, DEBTOR, [f"\\set tenant {DEBTOR}"])
        note(f"pgbench: ageing of {name}, 1 client", pgbench(url, folder, script, clients=1))
        ageings[name] = [sql for sql, _ in found if "accounts_receivables" in sql]
    return ageings


def measure_by_hand(path, ageings, note):
    for name, sent in ageings.items():
        sent = [sql.replace("$1", "?1") for sql in sent]
        note(f"SQLite by hand: ageing of {name}, 1 client", by_hand(path, sent, tenant(DEBTOR).bytes))
