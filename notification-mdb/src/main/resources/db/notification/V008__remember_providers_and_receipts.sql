-- The provider whose answer is the attempt's result: the last one, if the attempt failed over. Null while the attempt
-- is under way, and for ever if the service died in it.
alter table attempt add column provider varchar(30);

-- How a provider names what it took in an attempt: one row per message, of which a long SMS has several.
create table provider_message (
    notification_id varchar(64)  not null,
    attempt         integer      not null,
    part            integer      not null,
    provider        varchar(30)  not null,
    message_id      varchar(255) not null,
    constraint provider_message_pk primary key (notification_id, attempt, part),
    constraint provider_message_of_attempt foreign key (notification_id, attempt)
        references attempt (notification_id, number)
);

create index provider_message_by_id on provider_message (provider, message_id);

-- What a provider told of the delivery of a message; its last word. Refers to nothing, because it may come before the
-- result of the attempt is stored.
create table delivery_receipt (
    provider    varchar(30)                 not null,
    message_id  varchar(255)                not null,
    state       varchar(20)                 not null,
    received_at timestamp(6) with time zone not null,
    constraint delivery_receipt_pk primary key (provider, message_id)
);

-- What waits on one channel must not slow down the search on another.
create index notification_due_on_channel on notification (channel, next_attempt_at);
drop index notification_due;
