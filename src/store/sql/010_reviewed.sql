-- Which file a review is about.
--
-- Documents that nothing tells apart (drafts without a number, texts without a name) share an id but for its end, "~2",
-- which counts them in the order of their files and so moves on when one more comes: the file says which was meant.
ALTER TABLE review ADD COLUMN path TEXT; -- of the file that carried the document; absent where none did, or it is not known
