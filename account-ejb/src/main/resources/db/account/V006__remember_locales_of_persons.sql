-- A language tag of BCP 47; null if the letter named none.
alter table person add column locale varchar(35);
