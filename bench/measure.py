"""Measures, prints and records. Called by bench/run, from the root of the workspace."""
import datetime
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import page
import rows
from processes import ask, bare, cluster, command, make_user, server, sign_in
from statements import recorded

QUICK = "--quick" in sys.argv
SECONDS = 2 if QUICK else int(os.environ.get("BENCH_SECONDS", 8))
WARM_UP = 1 if QUICK else 2
CLIENTS = int(os.environ.get("BENCH_CLIENTS", 16))
WRITERS = 64
THREADS = 2
LISTS = {"list of 25": "?page_size=25", "list of 100": ""}
runs = itertools.count(1)


def wrk(port, kind, token="none", clients=CLIENTS, query=""):
    """Requests a second, and how long the middle one and the hundredth slowest took, in milliseconds."""
    variables = os.environ | {
        "BENCH_KIND": kind, "BENCH_TOKEN": token, "BENCH_QUERY": query, "BENCH_TENANTS": str(rows.TENANTS),
        "BENCH_PLANTS": str(rows.PLANTS),
    }
    for seconds in (WARM_UP, SECONDS):
        program = ["wrk", f"-t{THREADS}", f"-c{clients}", f"-d{seconds}s", "-s", "bench/requests.lua", f"http://127.0.0.1:{port}"]
        variables["BENCH_RUN"] = str(next(runs))
        said = subprocess.run(program, env=variables, text=True, check=True, capture_output=True).stdout
    found = json.loads(re.search(r"RESULT (.*)", said)[1])
    assert not found["refused"] and not found["broken"], said
    return {"rate": found["requests"] / found["seconds"], "p50": found["p50"], "p99": found["p99"]}


def pgbench(url, folder, script):
    """The same for a script: transactions a second."""
    path = folder / "script.sql"
    defined = script.write(path, rows.TENANTS, rows.PLANTS)
    # Row security holds for pgbench as it holds for the server.
    variables = os.environ | {"PGOPTIONS": "-c role=projectmeats_server -c TimeZone=UTC"}
    for log in folder.glob("pgbench_log*"):
        log.unlink()
    for seconds in (WARM_UP, SECONDS):
        logging = ["--log", f"--log-prefix={folder}/pgbench_log", "--sampling-rate=0.2"] if seconds == SECONDS else []
        program = ["pgbench", "--no-vacuum", "--protocol=prepared", f"--client={CLIENTS}", f"--jobs={THREADS}", f"--time={seconds}",
                   f"--file={path}", *defined, *logging, url]
        said = subprocess.run(program, env=variables, text=True, check=True, capture_output=True).stdout
    times = sorted(int(line.split()[2]) for log in folder.glob("pgbench_log*") for line in log.read_text().splitlines())
    at = lambda share: times[int(len(times) * share)] / 1000
    return {"rate": float(re.search(r"tps = ([\d.]+)", said)[1]), "p50": at(0.5), "p99": at(0.99)}


def note(results, what, measured):
    results[what] = measured
    print(f"{what:32} {measured['rate']:>10,.0f}/s   p50 {measured['p50']:>7.2f} ms   p99 {measured['p99']:>7.2f} ms", flush=True)


def prepared(kind, url):
    """Migrates and fills the database."""
    command(url, "migrate")
    user = make_user(url)
    if kind == "SQLite":
        rows.fill_sqlite(url.removeprefix("sqlite://"), user)
    else:
        rows.fill_postgres(url, user)


def measure_bare(what, url, folder, results):
    with bare("plain", url, folder / "bare.log") as (port, _):
        note(results, what, wrk(port, "small"))


def measure_server(kind, url, folder, results, extra=lambda port, token: None):
    with server(url, folder / "server.log") as (port, _):
        token = sign_in(port)
        note(results, f"{kind}: retrieve", wrk(port, "retrieve", token))
        for name, query in LISTS.items():
            note(results, f"{kind}: {name}", wrk(port, "list", token, query=query))
        extra(port, token)
        # Last, because it adds rows.
        note(results, f"{kind}: create, {WRITERS} clients", wrk(port, "create", token, clients=WRITERS))


def measure_statements(url, log, folder, results):
    """Takes the statements of a retrieve and of the lists from the log, and gives them to pgbench."""
    company, plant = 78, 77_077 + 1
    headers = lambda token: {"Authorization": f"Token {token}", "X-Tenant-ID": str(rows.tenant(company))}

    def extra(port, token):
        paths = {"retrieve": f"/api/v1/plants/{plant}/"} | {name: f"/api/v1/plants/{query}" for name, query in LISTS.items()}
        for name, path in paths.items():
            script = recorded(url, log, lambda: ask(port, "GET", path, headers(token)), company, plant)
            note(results, f"pgbench: {name}", pgbench(url, folder, script))
            shutil.copy(folder / "script.sql", folder / f"{name}.sql".replace(" ", "-"))

    return extra


def main():
    results, began, load = {}, datetime.datetime.now(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="projectmeats-bench-") as name:
        folder = pathlib.Path(name)
        embedded = f"sqlite://{folder}/bench.sqlite3"
        prepared("SQLite", embedded)
        measure_bare(page.FIRST, embedded, folder, results)
        with bare("dressed", embedded, folder / "bare.log") as (port, _):
            note(results, "JSON, full middleware", wrk(port, "small"))
        measure_server("SQLite", embedded, folder, results)
        with cluster(folder) as (url, log):
            prepared("PostgreSQL", url)
            measure_server("PostgreSQL", url, folder, results, measure_statements(url, log, folder, results))
        measure_bare(page.LAST, embedded, folder, results)
    took = datetime.datetime.now() - began
    written = page.page(results, CLIENTS, SECONDS, WARM_UP, took, load)
    print(f"\n{written.split('## Ratios')[1]}")
    if not QUICK:
        pathlib.Path("docs/PERFORMANCE.md").write_text(written)


main()
