create table event_counter (
    only_row      boolean default true not null,
    last_sequence bigint               not null,
    constraint event_counter_has_one_row primary key (only_row),
    constraint event_counter_is_one check (only_row)
);

insert into event_counter (last_sequence) values (0);

create table event (
    sequence       bigint                      not null,
    event_id       varchar(64)                 not null,
    type           varchar(60)                 not null,
    happened_at    timestamp(6) with time zone not null,
    correlation_id varchar(200),
    causation_id   varchar(200),
    traceparent    varchar(200),
    data           varchar(8000)               not null,
    constraint event_is_numbered primary key (sequence)
);
