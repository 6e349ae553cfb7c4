package org.ewallet.contract.account;

import java.util.Optional;

/** What can be asked of the account service. Changes nothing. */
public interface AccountQueries {

    Optional<PersonView> person(String personId);
}
