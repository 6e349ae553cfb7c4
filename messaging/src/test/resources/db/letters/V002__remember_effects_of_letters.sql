create table effect (
    effect_id  bigint generated always as identity primary key,
    letter_key varchar(80) not null
);
