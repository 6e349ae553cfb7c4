/**
 * What browsers are told: what the pages of this server may do, and whose pages may ask it.
 *
 * <p>Invariants: every answer has the headers, also of what JAX-RS does not see; pages of other origins may ask nothing unless
 * an operator names them.
 *
 * <p>Decisions: a servlet filter, because pages and errors of the server are answers too. No cookie is ever set, so that a
 * foreign page can make a browser send nothing that tells who somebody is.
 */
package org.ewallet.web.browser;
