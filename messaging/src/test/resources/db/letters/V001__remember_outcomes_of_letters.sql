create table outcome (
    letter_key  varchar(80)                 not null,
    type        varchar(40)                 not null,
    fingerprint bytea                       not null,
    status      varchar(10)                 not null,
    outcome     varchar(8000)               not null,
    handled_at  timestamp(6) with time zone not null,
    constraint outcome_counts_once primary key (letter_key),
    constraint outcome_is_completed_or_rejected check (status in ('COMPLETED', 'REJECTED'))
);
