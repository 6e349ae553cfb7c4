-- What E-Wallet needs in a PostgreSQL: for each service one role, and one schema of the same name that it owns.
-- The tables come with the services (Flyway). May be run again: it then only sets the passwords.
--
--   psql -d ewallet -v account_password=... -v wallet_password=... -v notification_password=... -f create.sql
--
-- Run it as a superuser, or as the owner of the database who may create roles. The server needs
-- max_prepared_transactions as in ewallet.conf. The opposite is remove.sql.

do $$ begin create role account; exception when duplicate_object then null; end $$;
do $$ begin create role wallet; exception when duplicate_object then null; end $$;
do $$ begin create role notification; exception when duplicate_object then null; end $$;

alter role account with login password :'account_password';
alter role wallet with login password :'wallet_password';
alter role notification with login password :'notification_password';

-- A transaction that another server left prepared holds its rows until that server is back: nobody waits for it for ever.
alter role account set lock_timeout = '10s';
alter role wallet set lock_timeout = '10s';
alter role notification set lock_timeout = '10s';

create schema if not exists account authorization account;
create schema if not exists wallet authorization wallet;
create schema if not exists notification authorization notification;
