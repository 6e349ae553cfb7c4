-- A language tag of BCP 47; null if nobody told.
alter table contact add column locale varchar(35);
