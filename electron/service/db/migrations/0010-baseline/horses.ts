/** Horses. */

export const horses = [
  `CREATE TABLE horse (
    id TEXT NOT NULL PRIMARY KEY REFERENCES resource (id),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    birth_year INTEGER NOT NULL,
    mass_kg REAL NOT NULL CHECK (mass_kg > 0),
    height_cm REAL,
    temper TEXT,
    daily_warn_minutes INTEGER CHECK (daily_warn_minutes >= 0),
    daily_block_minutes INTEGER CHECK (daily_block_minutes >= 0),
    rest_minutes INTEGER CHECK (rest_minutes >= 0),
    load_percent REAL CHECK (load_percent > 0),
    tack_kg REAL CHECK (tack_kg >= 0),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    notes TEXT,
    sort_key TEXT NOT NULL
  ) STRICT`,
]
