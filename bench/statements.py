"""The statements the server sends for a request, taken from PostgreSQL's log, as a script for pgbench."""
import re
import time

from rows import psql, tenant

STATEMENT = re.compile(r"LOG:  (?:statement|execute [^:]+): (.*)")
PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")


class Script:
    """A script, and the variables it is run with."""

    def __init__(self, lines, variables):
        self.lines, self.variables = lines, variables

    def write(self, path, tenants, plants):
        choice = [f"\\set id random(1, {plants})", f"\\set tenant (:id - 1) % {tenants} + 1"]
        path.write_text("\n".join(choice + self.lines) + "\n")
        return [f"--define={name}={value}" for name, value in self.variables.items()]


def recorded(url, log, request, company, plant):
    """What is sent for `request`, which asks for `plant` of `company`."""
    for _ in range(64):
        request()  # on every connection, so that what is prepared once is prepared
    psql(url, "ALTER SYSTEM SET log_statement = 'all'")
    psql(url, "SELECT pg_reload_conf()")
    time.sleep(0.5)
    before = log.stat().st_size
    request()
    time.sleep(0.5)
    with log.open(encoding="utf-8", errors="replace") as lines:
        lines.seek(before)
        text = lines.read()
    psql(url, "ALTER SYSTEM RESET log_statement")
    psql(url, "SELECT pg_reload_conf()")
    return script(text, tenant(company), plant)


def script(text, company, plant):
    lines, variables, sent = [], {}, []
    for line in text.splitlines():
        if found := STATEMENT.search(line):
            sent.append((found[1], {}))
        elif "DETAIL:  parameters: " in line.replace("Parameters", "parameters"):
            sent[-1][1].update(PARAMETER.findall(line))
    for sql, parameters in sent:
        parts = [part.strip() for part in sql.split(";") if part.strip()] if not parameters else [sql]
        parts = [varied(part, parameters, company, plant, variables) + ";" for part in parts]
        # Statements that were sent together go together here too.
        lines += ["\\startpipeline", *parts, "\\endpipeline"] if len(parts) > 1 else parts
    assert lines, f"the server sent nothing:\n{text}"
    return Script(lines, variables)


def varied(sql, parameters, company, plant, variables):
    """The same statement for any company and plant; other parameters stay parameters."""
    def named(mark):
        value = parameters[mark[1]]
        if value == "NULL":
            return "NULL::text"
        value = value[1:-1].replace("''", "'")
        if value == str(company):
            return "lpad(:tenant, 32, '0')::uuid"
        if value == str(plant):
            return ":id"
        name = next((name for name, known in variables.items() if known == value), f"v{len(variables) + 1}")
        variables[name] = value
        return f":{name}"

    sql = re.sub(r"\$(\d+)", named, sql) if parameters else sql
    return sql.replace(f"'{company}'", "lpad(:tenant, 32, '0')")
