-- status_reason is what the letter that changed the status last gave for the record.
create table person (
    person_id      varchar(64)                 not null,
    name           varchar(200)                not null,
    email          varchar(254)                not null,
    phone          varchar(16),
    status         varchar(10)                 not null,
    status_reason  varchar(200),
    status_since   timestamp(6) with time zone not null,
    registered_at  timestamp(6) with time zone not null,
    version        bigint                      not null,
    constraint person_pk primary key (person_id),
    constraint person_status_known check (status in ('REGISTERED', 'BANNED'))
);
