create table never_made (id integer);
