package org.ewallet.account.person;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The persons that a batch of letters is about, locked until the transaction ends. */
final class Persons {

    // A join with an array keeps one plan for every number of ids, on both databases.
    private static final String LOCK = """
            select p.*
            from unnest(cast(? as varchar array)) as k(person_id)
            join person p on p.person_id = k.person_id
            order by p.person_id
            for update""";

    private final EntityManager entities;
    private final Map<String, Person> byId = new HashMap<>();

    private Persons(EntityManager entities) {
        this.entities = entities;
    }

    /** Loads and locks those of the given ids that are registered, in the order of their ids. */
    static Persons lock(EntityManager entities, Collection<String> ids) {
        Persons persons = new Persons(entities);
        List<?> rows = entities.createNativeQuery(LOCK, Person.class)
                .setParameter(1, ids.toArray(String[]::new))
                .getResultList();
        for (Object row : rows) {
            Person person = (Person) row;
            persons.byId.put(person.id(), person);
        }
        return persons;
    }

    Optional<Person> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    void add(Person person) {
        entities.persist(person);
        byId.put(person.id(), person);
    }
}
