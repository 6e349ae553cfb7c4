package org.ewallet.account.person;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import org.ewallet.contract.account.AccountQueries;
import org.ewallet.contract.account.PersonView;

/** Reads persons, outside of any transaction. */
@Stateless
@Local(AccountQueries.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PersonQueries implements AccountQueries {

    @PersistenceContext(unitName = "account")
    private EntityManager entities;

    @Override
    public Optional<PersonView> person(String personId) {
        return Optional.ofNullable(entities.find(Person.class, personId)).map(Person::view);
    }
}
