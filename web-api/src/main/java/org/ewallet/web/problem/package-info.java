/**
 * Errors as RFC 9457 {@code application/problem+json}.
 *
 * <p>Invariants: a type never changes its meaning; an answer names no class and shows no stack trace; what is not the
 * caller's fault is logged, once, where the answer is made.
 */
package org.ewallet.web.problem;
