create table hold (
    hold_id           varchar(64) not null,
    wallet_id         varchar(64) not null,
    target_wallet_id  varchar(64) not null,
    amount_minor      bigint      not null,
    captured_minor    bigint      not null,
    currency          char(3)     not null,
    status            varchar(8)  not null,
    expires_at_micros bigint,
    created_at_micros bigint      not null,
    closed_at_micros  bigint,
    reference         varchar(200),
    version           bigint      not null,
    constraint hold_id_is_unique primary key (hold_id),
    constraint hold_is_of_a_wallet foreign key (wallet_id) references wallet (wallet_id),
    constraint hold_is_for_a_wallet foreign key (target_wallet_id) references wallet (wallet_id),
    constraint hold_amount_is_positive check (amount_minor > 0),
    constraint hold_captures_at_most_its_amount check (captured_minor between 0 and amount_minor),
    constraint hold_status_is_known check (status in ('OPEN', 'CAPTURED', 'RELEASED', 'EXPIRED')),
    constraint hold_is_open_or_closed check ((status = 'OPEN') = (closed_at_micros is null))
);

create index hold_by_wallet on hold (wallet_id);
create index hold_by_expiry on hold (status, expires_at_micros);

create table hold_capture (
    hold_id      varchar(64) not null,
    at_micros    bigint      not null,
    amount_minor bigint      not null,
    constraint hold_capture_has_its_own_instant primary key (hold_id, at_micros),
    constraint hold_capture_is_of_a_hold foreign key (hold_id) references hold (hold_id),
    constraint hold_capture_is_positive check (amount_minor > 0)
);
