-- A person reads the outcomes of own letters only, and a repeat of a letter is one of the same sender.
-- Null: a trusted system, and every letter of the time before senders were told apart.
alter table outcome add column person_id varchar(200);
