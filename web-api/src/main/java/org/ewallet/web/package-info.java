/**
 * The web API under {@code /api}: queries as JSON, and the letter drop {@code PUT /api/commands/{id}}.
 *
 * <p>Invariants: nothing here has a rule or a table; a GET changes nothing; every error is a problem of RFC 9457; the
 * codec of the contract decides the shape of all JSON; no answer may be cached, because all are about money or persons.
 *
 * <p>Decisions: one WAR for every deployment. A resource asks {@link org.ewallet.web.service.Services} for the queries
 * of a service and gets the bean that is deployed with it, one that asks another process, or a clear 503.
 */
package org.ewallet.web;
