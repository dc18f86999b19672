"""The statements the server sends for a request, taken from PostgreSQL's log, as a script for pgbench."""
import re
import time

from rows import psql, tenant

STATEMENT = re.compile(r"LOG:  (?:statement|execute [^:]+): (.*)")
PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")
# The company of a script's transaction.
COMPANY = "lpad(:tenant, 32, '0')"


class Script:
    """A script: what it draws, what it sends, and the variables it is run with."""

    def __init__(self, lines, variables, choice=()):
        self.lines, self.variables, self.choice = lines, variables, choice

    def write(self, path):
        path.write_text("\n".join([*self.choice, *self.lines]) + "\n")
        return [f"--define={name}={value}" for name, value in self.variables.items()]


def sent(url, log, request):
    """What is sent for `request`: each text with its parameters."""
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
    found = []
    for line in text.splitlines():
        if statement := STATEMENT.search(line):
            found.append((statement[1], {}))
        elif "DETAIL:  parameters: " in line.replace("Parameters", "parameters"):
            found[-1][1].update(PARAMETER.findall(line))
    assert found, f"the server sent nothing:\n{text}"
    return found


def script(found, company, choice, plant=None):
    """The same for any company that `choice` draws as :tenant, and any plant that it draws as :id."""
    lines, variables, company = [], {}, tenant(company)
    for sql, parameters in found:
        parts = [part.strip() for part in sql.split(";") if part.strip()] if not parameters else [sql]
        parts = [varied(part, parameters, company, plant, variables) + ";" for part in parts]
        # Statements that were sent together go together here too.
        lines += ["\\startpipeline", *parts, "\\endpipeline"] if len(parts) > 1 else parts
    return Script(lines, variables, choice)


def varied(sql, parameters, company, plant, variables):
    """The same statement for any company and plant; other parameters stay parameters."""
    def named(mark):
        value = parameters[mark[1]]
        if value == "NULL":
            return "NULL::text"
        value = value[1:-1].replace("''", "'")
        if value == "":
            return "''"
        if value == str(company):
            return f"{COMPANY}::uuid"
        if value == str(plant):
            return ":id"
        name = next((name for name, known in variables.items() if known == value), f"v{len(variables) + 1}")
        variables[name] = value
        return f":{name}"

    sql = re.sub(r"\$(\d+)", named, sql) if parameters else sql
    return sql.replace(f"'{company}'", COMPANY)
