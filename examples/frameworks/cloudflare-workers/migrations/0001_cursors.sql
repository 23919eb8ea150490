CREATE TABLE workos_cursors (name text PRIMARY KEY, cursor text NOT NULL);
