"""What is compared with what, and how much of it it should reach: a section of the page for each kind of work."""

# What is measured first and last. Their mean is what others are compared with; how far they lie apart says how far to believe it.
FIRST, LAST = "bare JSON", "bare JSON, at the end"
# The slowest hundredth of the requests to the server may take this many times as long as the middle one.
MOST = 8


class Rates:
    """Requests a second, as a share of those of something else; without an aim it is for the reader."""

    def __init__(self, name, what, of, aim=None):
        self.name, self.what, self.of, self.aim = name, what, of, aim

    def figure(self, results):
        rate = lambda what: (results[FIRST]["rate"] + results[LAST]["rate"]) / 2 if what == FIRST else results[what]["rate"]
        return rate(self.what) / rate(self.of)

    def met(self, figure):
        return figure >= self.aim

    def shown(self, figure):
        return f"| {self.name} | {self.of} | {figure:.{2 if figure >= 0.1 else 4}f} | {'' if self.aim is None else f'at least {self.aim}'} |"


class Times(Rates):
    """How long the middle one takes, as a multiple of something else's."""

    def figure(self, results):
        return results[self.what]["p50"] / results[self.of]["p50"]

    def met(self, figure):
        return figure <= self.aim

    def shown(self, figure):
        return f"| {self.name} | {self.of}, time | {figure:.2f} | at most {self.aim} |"


class Each(Rates):
    """So many a second, compared with nothing."""

    def __init__(self, name, what, aim):
        super().__init__(name, what, "a second", aim)

    def figure(self, results):
        return results[self.what]["rate"]

    def shown(self, figure):
        return f"| {self.name} | {self.of} | {figure:,.0f} | at least {self.aim:,} |"


class Slowest(Rates):
    """The worst of the servers' figures."""

    def __init__(self):
        super().__init__("Slowest hundredth against the middle", None, None, MOST)

    def figure(self, results):
        served = {what: one["p99"] / one["p50"] for what, one in results.items() if not what.startswith(("pgbench", "bare", "SQLite by hand"))}
        self.of = max(served, key=served.get)
        return served[self.of]

    def met(self, figure):
        return figure <= self.aim

    def shown(self, figure):
        return f"| {self.name} | {self.of} | {figure:.1f} | at most {self.aim} |"


SECTIONS = {
    "Plants": (
        [
            Rates("JSON through the full middleware", "JSON, full middleware", FIRST, 0.6),
            Rates("Retrieve on PostgreSQL", "PostgreSQL: retrieve", "pgbench: retrieve", 0.5),
            Rates("Retrieve on SQLite", "SQLite: retrieve", FIRST, 0.5),
            Rates("List of 25 on PostgreSQL", "PostgreSQL: list of 25", "pgbench: list of 25"),
            Rates("List of 100 on PostgreSQL", "PostgreSQL: list of 100", "pgbench: list of 100"),
            Rates("List of 25 on SQLite", "SQLite: list of 25", FIRST),
        ],
        """- *bare JSON* is actix with one route that answers one small object; *JSON, full middleware* is the same route inside the server's app
  (`apps/projectmeats-server/examples/bare.rs`): log, request id, CORS, limits, security headers.
- *pgbench* sends what the server sends for the same request, taken from PostgreSQL's log in the same run: the beginning of the
  transaction with the company bound to it, who asks, their membership, the plant or the page and its count, the commit; prepared, as
  the server's own role, so that row security holds. Two statements that the server sends together it sends together, as a pipeline. It
  makes the company's id out of a number, which costs it a microsecond.
- A *list* is ordered by name and has a count; 100 is the usual length of a page.""",
    ),
    "Making orders": (
        [
            Each("On SQLite", "SQLite: order of 20 lines, 64 clients", 4000),
            Rates("On PostgreSQL", "PostgreSQL: order of 20 lines, 64 clients", "pgbench: rows of an order, 64 clients", 0.6),
        ],
        """An order of 20 lines with catch weights, for any of 100 companies. It names a supplier, a customer, a carrier and a plant, all of which are
looked up; its number is drawn, its lines are checked and reckoned, its history is written, and the answer is the whole order. *Rows of
an order* is pgbench sending the same rows in one statement and one transaction, with the company bound to it: the counter, the order,
20 lines, the history; the lines as one array for each column. Nothing is checked there but what the tables check.""",
    ),
    "Listing a million orders": (
        [
            Rates("100 orders on PostgreSQL", "PostgreSQL: list of 100 orders", "pgbench: list of 100 orders", 0.5),
            Rates("25 orders on PostgreSQL", "PostgreSQL: list of 25 orders", "pgbench: list of 25 orders", 0.5),
            Rates("100 orders on SQLite", "SQLite: list of 100 orders", FIRST),
            Rates("25 orders on SQLite", "SQLite: list of 25 orders", FIRST),
        ],
        """1,000,000 orders of 1,000 companies: the largest has 130,000, half of all belong to seven, the smallest has six. Companies ask in
proportion to their orders; newest orders come first, with a count of all, the names of what they refer to, and without their lines.
*pgbench* draws companies in the same way and sends the same statements.""",
    ),
    "Ageing": (
        [
            Times(f"{name} on {kind}", f"{kind}: ageing of {age}, 1 client", f"{hand}: ageing of {age}, 1 client", 1.5)
            for kind, hand in (("PostgreSQL", "pgbench"), ("SQLite", "SQLite by hand"))
            for name, age in (("As of today", "today"), ("As of a past day", "a past day"))
        ],
        """What 400 customers of one company owe on 100,000 open receivables, a third of them paid in part. The past day lies sixty days back: what was
paid since is read payment by payment. The same SQL is sent by one client too: all statements of the request by pgbench, and those of
the ageing alone by Python's SQLite, which is another version than the server's. pgbench has `jit` off: compiling takes ten times as long
as the statement. The middle times are compared.""",
    ),
}
