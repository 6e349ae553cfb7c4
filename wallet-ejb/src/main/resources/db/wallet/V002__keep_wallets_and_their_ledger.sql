-- Times are microseconds since 1970-01-01T00:00Z. In PostgreSQL: to_timestamp(at_micros / 1e6).

create table wallet (
    wallet_id                  varchar(64) not null,
    owner_id                   varchar(64),
    currency                   char(3)     not null,
    overdraft_limit_minor      bigint      not null,
    balance_minor              bigint      not null,
    held_minor                 bigint      not null,
    block_mode                 varchar(6),
    owner_banned               boolean     not null,
    closed                     boolean     not null,
    opened_at_micros           bigint      not null,
    last_entry_at_micros       bigint      not null,
    next_hold_expiry_at_micros bigint,
    version                    bigint      not null,
    constraint wallet_id_is_unique primary key (wallet_id),
    constraint wallet_overdraft_limit_is_not_negative check (overdraft_limit_minor >= 0),
    constraint wallet_held_is_not_negative check (held_minor >= 0),
    -- Settlement accounts, which have no owner, stand for the outside world and may owe any amount.
    constraint wallet_balance_is_not_below_overdraft check (owner_id is null or balance_minor >= -overdraft_limit_minor),
    constraint wallet_block_mode_is_known check (block_mode in ('DEBIT', 'CREDIT', 'ALL')),
    constraint wallet_is_closed_only_when_empty check (not closed or balance_minor = 0)
);

create index wallet_by_owner on wallet (owner_id);

create table ledger_entry (
    wallet_id           varchar(64)  not null,
    at_micros           bigint       not null,
    kind                varchar(16)  not null,
    amount_minor        bigint       not null,
    balance_after_minor bigint       not null,
    counterparty_id     varchar(64)  not null,
    letter_key          varchar(80)  not null,
    reference           varchar(200),
    constraint ledger_entry_has_its_own_instant primary key (wallet_id, at_micros),
    constraint ledger_entry_is_of_a_wallet foreign key (wallet_id) references wallet (wallet_id),
    constraint ledger_entry_moves_something check (amount_minor <> 0),
    constraint ledger_entry_has_another_side check (counterparty_id <> wallet_id)
);

create table reversal (
    transfer_id varchar(64) not null,
    letter_key  varchar(80) not null,
    constraint transfer_is_reversed_once primary key (transfer_id)
);
