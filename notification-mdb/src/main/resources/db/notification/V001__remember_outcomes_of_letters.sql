-- One row per handled letter, inserted in the transaction of its effect and kept for ever.
create table outcome (
    letter_key  varchar(80)                 not null,
    type        varchar(40)                 not null,
    fingerprint bytea                       not null,
    status      varchar(10)                 not null,
    outcome     varchar(8000)               not null,
    handled_at  timestamp(6) with time zone not null,
    constraint outcome_pk primary key (letter_key),
    constraint outcome_status_known check (status in ('COMPLETED', 'REJECTED'))
);
