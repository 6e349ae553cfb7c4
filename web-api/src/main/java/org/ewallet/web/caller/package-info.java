/**
 * Who makes a request, and what that allows.
 *
 * <p>Invariants: a person reads what is theirs; who has a {@link org.ewallet.web.caller.Role} reads and does what the role
 * is for; a resource asks here before it asks a service.
 */
package org.ewallet.web.caller;
