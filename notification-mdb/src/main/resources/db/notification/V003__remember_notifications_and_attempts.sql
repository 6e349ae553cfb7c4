-- One row per notification. recipient is null until the contact of the person is known; next_attempt_at is null when
-- nothing is left to do. letter_* is the message that caused it, from which the text is made; command_id is the command
-- behind it, by which people ask.
create table notification (
    id              varchar(64)                 not null,
    channel         varchar(5)                  not null,
    kind            varchar(30)                 not null,
    person_id       varchar(64),
    recipient       varchar(254),
    status          varchar(10)                 not null,
    attempts        integer                     not null,
    created_at      timestamp(6) with time zone not null,
    last_attempt_at timestamp(6) with time zone,
    next_attempt_at timestamp(6) with time zone,
    expires_at      timestamp(6) with time zone,
    letter_id       varchar(64)                 not null,
    letter_type     varchar(40)                 not null,
    letter_data     varchar                     not null,
    command_id      varchar(64)                 not null,
    correlation_id  varchar                     not null,
    traceparent     varchar,
    constraint notification_pk primary key (id),
    constraint notification_channel_known check (channel in ('EMAIL', 'SMS')),
    constraint notification_status_known check (status in ('PENDING', 'SENT', 'REFUSED', 'UNKNOWN', 'EXPIRED')),
    constraint notification_for_someone check (recipient is not null or person_id is not null),
    constraint notification_due_while_pending check ((status = 'PENDING') = (next_attempt_at is not null))
);

create index notification_due on notification (next_attempt_at);
create index notification_of_person on notification (person_id, id);
create index notification_of_command on notification (command_id, id);

-- One row per hand-over to a provider, written before it (the intent). result is null until it is known what came of
-- it: FAILED was surely not sent and may be tried again; UNKNOWN may have gone out.
create table attempt (
    notification_id varchar(64)                 not null,
    number          integer                     not null,
    started_at      timestamp(6) with time zone not null,
    ended_at        timestamp(6) with time zone,
    result          varchar(10),
    detail          varchar(500),
    constraint attempt_pk primary key (notification_id, number),
    constraint attempt_of_notification foreign key (notification_id) references notification (id),
    constraint attempt_result_known check (result in ('SENT', 'REFUSED', 'FAILED', 'UNKNOWN')),
    constraint attempt_ended_with_result check ((result is null) = (ended_at is null))
);
