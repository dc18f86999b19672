"""docs/PERFORMANCE.md, out of what was measured."""
import datetime
import pathlib
import re
import subprocess

import rows
from aims import FIRST, LAST, SECTIONS, Slowest
from clients import shown

STEADY = 0.15
NOTES = pathlib.Path("bench/notes.md")


def page(results, clients, seconds, warm_up, took, load):
    parts = [introduction(clients, seconds, warm_up), machine(took, load), figures(results), compared(results, load)]
    return "\n\n".join([*parts, NOTES.read_text().strip()]) + "\n"


def unsteady(results, load):
    """Why the figures cannot be trusted, if they cannot."""
    first, last = results[FIRST]["rate"], results[LAST]["rate"]
    apart = abs(first - last) / max(first, last)
    reasons = []
    if load > 0.5:
        reasons.append(f"others kept {load:.1f} cores at work when it began")
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
        ("Machine", f"{cores} cores, {model[1] if model else 'unknown'}, {memory:.0f} GiB; others kept {load:.1f} of them at work when it began"),
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
        lines.append(f"| {what} | {shown(one['rate'])} | {one['p50']:.2f} | {one['p99']:.2f} | {times:.1f} |")
    return "\n".join(lines)


def compared(results, load):
    """The sections, with what is met and what is not."""
    why = unsteady(results, load)
    parts = []
    if why:
        parts.append(f"**Not to be relied on: {why}.** Nothing is said to be met or not; run it again on a machine with nothing else to do.")
    for title, (aims, explained) in (SECTIONS | {"All of them": ([Slowest()], "Of what goes through the server.")}).items():
        lines = [f"## {title}", "", "| | of | | aim | |", "|---|---|---:|---|---|"]
        lines += [line(aim, results, why) for aim in aims]
        parts.append("\n".join([*lines, "", explained]))
    return "\n\n".join(parts)


def line(aim, results, why):
    figure = aim.figure(results)
    verdict = "" if aim.aim is None else "not decided" if why else "met" if aim.met(figure) else "**not met**"
    return f"{aim.shown(figure)} {verdict} |"
