-- The service's own copy of what PersonRegistered told it; it never asks another service.
create table contact (
    person_id  varchar(64)                 not null,
    name       varchar(200)                not null,
    email      varchar(254)                not null,
    phone      varchar(16),
    updated_at timestamp(6) with time zone not null,
    constraint contact_pk primary key (person_id)
);
