-- Undoes create.sql: deletes the services' tables WITH ALL THEIR DATA, their schemas and their roles.
--
--   psql -d ewallet -f remove.sql

drop schema if exists account cascade;
drop schema if exists wallet cascade;
drop schema if exists notification cascade;

drop role if exists account;
drop role if exists wallet;
drop role if exists notification;
