-- A changed head stays on its page, so that its two indexes need no change: with full pages three of ten went elsewhere, and
-- 10,000 changes among 100,000 heads wrote 43 MB of log instead of 26 (docs/decisions/0006).
ALTER TABLE memory SET (fillfactor = 90);
