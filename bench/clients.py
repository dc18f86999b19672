"""The clients of a run: wrk asks over HTTP, pgbench and a single hand ask the databases themselves."""
import itertools
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import time

QUICK = "--quick" in sys.argv
SECONDS = 2 if QUICK else int(os.environ.get("BENCH_SECONDS", 8))
WARM_UP = 1 if QUICK else 2
CLIENTS = int(os.environ.get("BENCH_CLIENTS", 16))
WRITERS = 64
THREADS = 2
runs = itertools.count(1)


def wrk(port, kind, token="none", clients=CLIENTS, **more):
    """Requests a second, and how long the middle one and the hundredth slowest took, in milliseconds. `more` is for requests.lua."""
    variables = os.environ | {"BENCH_KIND": kind, "BENCH_TOKEN": token} | {f"BENCH_{name.upper()}": str(value) for name, value in more.items()}
    for seconds in (WARM_UP, SECONDS):
        program = ["wrk", f"-t{min(THREADS, clients)}", f"-c{clients}", f"-d{seconds}s", "-s", "bench/requests.lua", f"http://127.0.0.1:{port}"]
        variables["BENCH_RUN"] = str(next(runs))
        said = subprocess.run(program, env=variables, text=True, check=True, capture_output=True).stdout
    found = json.loads(re.search(r"RESULT (.*)", said)[1])
    assert not found["refused"] and not found["broken"], said
    return {"rate": found["requests"] / found["seconds"], "p50": found["p50"], "p99": found["p99"]}


def pgbench(url, folder, script, clients=CLIENTS):
    """The same for a script: transactions a second."""
    path = folder / "script.sql"
    defined = script.write(path)
    # Row security holds for pgbench as it holds for the server. Compiling a statement takes longer than any of these takes.
    variables = os.environ | {"PGOPTIONS": "-c role=projectmeats_server -c TimeZone=UTC -c jit=off"}
    for log in folder.glob("pgbench_log*"):
        log.unlink()
    sampled = "--sampling-rate=0.2" if clients > 1 else "--sampling-rate=1"
    for seconds in (WARM_UP, SECONDS):
        logging = ["--log", f"--log-prefix={folder}/pgbench_log", sampled] if seconds == SECONDS else []
        program = ["pgbench", "--no-vacuum", "--protocol=prepared", f"--client={clients}", f"--jobs={min(THREADS, clients)}",
                   f"--time={seconds}", f"--file={path}", *defined, *logging, url]
        said = subprocess.run(program, env=variables, text=True, capture_output=True)
        assert said.returncode == 0, said.stderr
    took = [int(line.split()[2]) for log in folder.glob("pgbench_log*") for line in log.read_text().splitlines()]
    return {"rate": float(re.search(r"tps = ([\d.]+)", said.stdout)[1])} | percentiles([us / 1000 for us in took])


def by_hand(path, statements, company):
    """The same for statements that one hand sends to SQLite, in one transaction."""
    db = sqlite3.connect(path, isolation_level=None)
    took, end = [], time.perf_counter() + WARM_UP + SECONDS
    while time.perf_counter() < end:
        began = time.perf_counter()
        db.execute("BEGIN")
        for sql in statements:
            db.execute(sql, [company]).fetchall()
        db.execute("COMMIT")
        took.append((time.perf_counter() - began) * 1000)
    db.close()
    took = took[len(took) * WARM_UP // (WARM_UP + SECONDS):]
    return {"rate": 1000 / statistics.mean(took)} | percentiles(took)


def shown(rate):
    return f"{rate:,.0f}" if rate >= 100 else f"{rate:.1f}"


def percentiles(times):
    times = sorted(times)
    return {"p50": times[len(times) // 2], "p99": times[len(times) * 99 // 100]}
