"""Measures, prints and records. Called by bench/run, from the root of the workspace."""
import datetime
import os
import pathlib
import tempfile
import time

import aims
import filling
import page
import rows
import statements
import trade
from clients import CLIENTS, QUICK, SECONDS, WARM_UP, WRITERS, pgbench, shown, wrk
from processes import ask, bare, cluster, command, make_user, server, sign_in

LISTS = {"list of 25": "?page_size=25", "list of 100": ""}
PLANTS = "/api/v1/plants/"
results = {}


def note(what, measured):
    results[what] = measured
    print(f"{what:44} {shown(measured['rate']):>10}/s   p50 {measured['p50']:>7.2f} ms   p99 {measured['p99']:>7.2f} ms", flush=True)


def busy():
    """How many cores others keep at work, over three seconds."""
    def counted():
        times = [int(n) for n in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
        return sum(times), times[3] + times[4]

    (all_before, idle_before), _, (all_after, idle_after) = counted(), time.sleep(3), counted()
    return os.cpu_count() * (1 - (idle_after - idle_before) / (all_after - all_before))


def prepared(kind, url):
    """Migrates and fills the database; answers who asks."""
    command(url, "migrate")
    user = make_user(url)
    if kind == "SQLite":
        rows.fill_sqlite(url.removeprefix("sqlite://"), user)
    else:
        rows.fill_postgres(url, user)
    filling.partners(url, user)
    return user


def measure_bare(what, url, folder):
    with bare("plain", url, folder / "bare.log") as (port, _):
        note(what, wrk(port, "small"))


def measure_plants(kind, port, token):
    sizes = {"tenants": rows.TENANTS, "plants": rows.PLANTS}
    note(f"{kind}: retrieve", wrk(port, "retrieve", token, **sizes))
    for name, query in LISTS.items():
        note(f"{kind}: {name}", wrk(port, "list", token, path=PLANTS + query, **sizes))


def measure_plant_statements(url, log, folder, port, token):
    """Takes the statements of a retrieve and of the lists from the log, and gives them to pgbench."""
    company, plant = 78, 77_077 + 1
    choice = [f"\\set id random(1, {rows.PLANTS})", f"\\set tenant (:id - 1) % {rows.TENANTS} + 1"]
    paths = {"retrieve": f"{PLANTS}{plant}/"} | {name: PLANTS + query for name, query in LISTS.items()}
    for name, path in paths.items():
        found = statements.sent(url, log, lambda: ask(port, "GET", path, trade.headers(token, company)))
        note(f"pgbench: {name}", pgbench(url, folder, statements.script(found, company, choice, plant)))


def measure_creation(kind, port, token):
    """Last of the small rows, because it adds some."""
    note(f"{kind}: create, {WRITERS} clients", wrk(port, "create", token, clients=WRITERS, tenants=rows.TENANTS))
    trade.measure_creation(kind, port, token, note)


def measure_sqlite(url, folder):
    user = prepared("SQLite", url)
    measure_bare(aims.FIRST, url, folder)
    with bare("dressed", url, folder / "bare.log") as (port, _):
        note("JSON, full middleware", wrk(port, "small"))
    with server(url, folder / "server.log") as (port, _):
        token = sign_in(port)
        measure_plants("SQLite", port, token)
        measure_creation("SQLite", port, token)
    filling.large(url, user)
    with server(url, folder / "server.log") as (port, _):
        trade.measure_large("SQLite", port, sign_in(port), note)


def measure_postgres(url, log, folder):
    """Answers the statements of the ageings."""
    user = prepared("PostgreSQL", url)
    with server(url, folder / "server.log") as (port, _):
        token = sign_in(port)
        measure_plants("PostgreSQL", port, token)
        measure_plant_statements(url, log, folder, port, token)
        measure_creation("PostgreSQL", port, token)
        trade.measure_rows(url, log, folder, port, token, note)
    filling.large(url, user)
    with server(url, folder / "server.log") as (port, _):
        token = sign_in(port)
        trade.measure_large("PostgreSQL", port, token, note)
        return trade.measure_statements(url, log, folder, port, token, note)


def main():
    began, load = datetime.datetime.now(), busy()
    with tempfile.TemporaryDirectory(prefix="projectmeats-bench-") as name:
        folder = pathlib.Path(name)
        embedded = folder / "bench.sqlite3"
        measure_sqlite(f"sqlite://{embedded}", folder)
        with cluster(folder) as (url, log):
            ageings = measure_postgres(url, log, folder)
        trade.measure_by_hand(embedded, ageings, note)
        measure_bare(aims.LAST, f"sqlite://{embedded}", folder)
    took = datetime.datetime.now() - began
    written = page.page(results, CLIENTS, SECONDS, WARM_UP, took, load)
    compared = written.split("## Figures")[1].split("\n\n", 2)[2]
    print("", *(line for line in compared.splitlines() if line.startswith(("## ", "| ", "**Not"))), sep="\n")
    if not QUICK:
        pathlib.Path("docs/PERFORMANCE.md").write_text(written)


main()
