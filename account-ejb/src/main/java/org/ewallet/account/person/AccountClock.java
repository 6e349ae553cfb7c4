package org.ewallet.account.person;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The clock of the account service. A qualifier, because the modules of an EAR or WAR see each other's beans: plain
 * {@code Clock} would be ambiguous as soon as two services are deployed together.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({FIELD, METHOD})
public @interface AccountClock {
}
