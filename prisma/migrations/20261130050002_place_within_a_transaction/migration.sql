-- An import writes a million versions in one transaction: the indexer keeps its place among them.
ALTER TABLE memory_search_progress ADD COLUMN indexed_through text NOT NULL DEFAULT '';
