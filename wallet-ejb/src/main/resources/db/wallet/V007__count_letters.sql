-- What became of the letters of each box, ever; one update per batch, in the batch's transaction.
create table letter_count (
    box     varchar(80) not null,
    fate    varchar(10) not null,
    letters bigint      not null,
    constraint letter_count_is_one_per_fate primary key (box, fate),
    constraint letter_count_grows check (letters > 0)
);
