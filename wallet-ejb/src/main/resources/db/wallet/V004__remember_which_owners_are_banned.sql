-- Wallets that are opened after the ban of their owner are blocked too, and events that come in another order than they
-- happened leave the state of the latest. Each wallet keeps a copy in owner_banned: its own row is what a movement locks.
create table owner (
    owner_id          varchar(64) not null,
    banned            boolean     not null,
    changed_at_micros bigint      not null,
    version           bigint      not null,
    constraint owner_id_is_unique primary key (owner_id)
);

insert into owner (owner_id, banned, changed_at_micros, version)
select owner_id, bool_or(owner_banned), 0, 0 from wallet where owner_id is not null group by owner_id;
