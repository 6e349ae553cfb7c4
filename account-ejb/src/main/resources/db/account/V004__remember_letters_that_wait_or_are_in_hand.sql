create table letter_in_hand (
    box        varchar(64)  not null,
    run        varchar(36)  not null,
    message_id varchar(255) not null,
    constraint letter_in_hand_is_one_per_run primary key (box, run)
);

create table waiting_letter (
    place      bigint generated always as identity,
    box        varchar(64)                 not null,
    letter_key varchar(80)                 not null,
    due_at     timestamp(6) with time zone not null,
    constraint waiting_letter_has_a_place primary key (place),
    constraint waiting_letter_stands_in_line_once unique (box, letter_key)
);

create table waiting_subject (
    box     varchar(64)  not null,
    subject varchar(100) not null,
    place   bigint       not null,
    constraint waiting_subject_once_per_place primary key (box, subject, place),
    constraint waiting_subject_of_a_letter foreign key (place) references waiting_letter (place)
);

create index waiting_subject_by_place on waiting_subject (place);
