-- requires: db, activity, accounts
CREATE TABLE core_protein (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CONSTRAINT core_protein_name_key UNIQUE,
    search TEXT NOT NULL CONSTRAINT core_protein_search_key UNIQUE,
    version BIGINT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
INSERT INTO core_protein (name, search, version, created_at, updated_at)
SELECT value, lower(value), 1, 1793491200000000, 1793491200000000
FROM json_each('["Beef", "Pork", "Chicken", "Lamb", "Turkey", "Fish", "Veal", "Bison", "Goat", "Duck", "Seafood", "Venison", "Horse", "Other"]');
