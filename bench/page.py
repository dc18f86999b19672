"""docs/PERFORMANCE.md, out of what was measured."""
import datetime
import pathlib
import re
import subprocess

import rows

# What is compared with what, and how much of it it should reach.
AIMS = [
    ("JSON through the full middleware", "JSON, full middleware", "bare JSON", 0.6),
    ("Retrieve on PostgreSQL", "PostgreSQL: retrieve", "pgbench: retrieve", 0.5),
    ("Retrieve on SQLite", "SQLite: retrieve", "bare JSON", 0.5),
]
# Without an aim, for the reader.
BESIDE = [
    ("List of 25 on PostgreSQL", "PostgreSQL: list of 25", "pgbench: list of 25"),
    ("List of 100 on PostgreSQL", "PostgreSQL: list of 100", "pgbench: list of 100"),
    ("List of 25 on SQLite", "SQLite: list of 25", "bare JSON"),
]
MOST = 8
# What is measured first and last. Their mean is what others are compared with; how far they lie apart says how far to believe it.
FIRST, LAST = "bare JSON", "bare JSON, at the end"
STEADY = 0.15


def page(results, clients, seconds, warm_up, took, load):
    parts = [introduction(clients, seconds, warm_up), machine(took, load), figures(results), ratios(results, load), explanation()]
    return "\n\n".join(parts) + "\n"


def unsteady(results, load):
    """Why the figures cannot be trusted, if they cannot."""
    first, last = results[FIRST]["rate"], results[LAST]["rate"]
    apart = abs(first - last) / max(first, last)
    reasons = []
    if load > 0.5:
        reasons.append(f"{load:.1f} other programs were at work when it began")
    if apart > STEADY:
        reasons.append(f"{FIRST} differs by {apart:.0%} between the first and the last measurement")
    return " and ".join(reasons)


def introduction(clients, seconds, warm_up):
    return f"""# How fast it is

`bench/run` (`just bench`) measures this on one machine in one run, and writes this page. wrk sends requests over {clients} connections
(creates over 64) for {seconds} seconds after {warm_up} seconds to warm up, from the same machine: it takes its share of the cores. The
server runs as in production: every middleware, a JSON line of log for each request, a token checked and a company's membership looked
up with each request, `X-Tenant-ID` going through {rows.TENANTS} companies with {rows.PLANTS:,} plants in all. PostgreSQL runs with the
settings it comes with, fsync on."""


def machine(took, load):
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    cores = pathlib.Path("/proc/cpuinfo").read_text().count("processor\t")
    memory = int(re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())[1]) / 1024 / 1024
    embedded = re.search(r'name = "libsqlite3-sys"\nversion = "([^"]+)"', pathlib.Path("Cargo.lock").read_text())
    lines = [
        ("Date", f"{datetime.date.today()}, commit {said('git', 'rev-parse', '--short', 'HEAD')}"),
        ("Machine", f"{cores} cores, {model[1] if model else 'unknown'}, {memory:.0f} GiB; {load:.1f} other programs at work when it began"),
        ("Versions", f"{said('rustc', '--version')}; {said('postgres', '--version')}; SQLite of libsqlite3-sys {embedded[1]}; wrk"),
        ("Took", f"{took.seconds // 60} min {took.seconds % 60} s, once the program was built"),
    ]
    return "| | |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in lines)


def said(*command):
    return subprocess.run(command, text=True, capture_output=True).stdout.strip().splitlines()[0]


def figures(results):
    lines = ["## Figures", "", "| | requests a second | p50, ms | p99, ms | p99 / p50 |", "|---|---:|---:|---:|---:|"]
    for what, one in results.items():
        times = one["p99"] / one["p50"]
        lines.append(f"| {what} | {one['rate']:,.0f} | {one['p50']:.2f} | {one['p99']:.2f} | {times:.1f} |")
    return "\n".join(lines)


def ratios(results, load):
    rate = lambda what: (results[FIRST]["rate"] + results[LAST]["rate"]) / 2 if what == FIRST else results[what]["rate"]
    why = unsteady(results, load)
    lines = ["## Ratios", ""]
    if why:
        lines += [f"**Not to be relied on: {why}.** Nothing is said to be met or not; run it again on a machine with nothing else to do.", ""]
    said = (lambda met: "not decided") if why else verdict
    lines += ["| | of | ratio | aim | |", "|---|---|---:|---:|---|"]
    for name, what, of, aim in AIMS:
        ratio = rate(what) / rate(of)
        lines.append(f"| {name} | {of} | {ratio:.2f} | {aim} | {said(ratio >= aim)} |")
    served = {what: one["p99"] / one["p50"] for what, one in results.items() if not what.startswith(("pgbench", "bare"))}
    worst = max(served, key=served.get)
    lines.append(f"| Slowest hundredth against the middle | {worst} | {served[worst]:.1f} | {MOST} | {said(served[worst] <= MOST)} |")
    for name, what, of in BESIDE:
        lines.append(f"| {name} | {of} | {rate(what) / rate(of):.2f} | | |")
    return "\n".join(lines)


def verdict(met):
    return "met" if met else "**not met**"


def explanation():
    return """What each is:

- *bare JSON* is actix with one route that answers one small object; *JSON, full middleware* is the same route inside the server's app
  (`apps/projectmeats-server/examples/bare.rs`): log, request id, CORS, limits, security headers.
- *pgbench* sends what the server sends for the same request, taken from PostgreSQL's log in the same run: the beginning of the
  transaction with the company bound to it, who asks, their membership, the plant or the page and its count, the commit; prepared, as
  the server's own role, so that row security holds. Two statements that the server sends together it sends together, as a pipeline. It
  makes the company's id out of a number, which costs it a microsecond.
- A *list* is ordered by name and has a count; 100 is the usual length of a page."""
