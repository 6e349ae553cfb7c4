/**
 * The documents that describe this system to programs: {@code /openapi} and {@code /asyncapi}.
 *
 * <p>Invariants: a document is written by hand, in YAML, and is the source of truth; tests compare it with the code. It is
 * open to everybody.
 *
 * <p>Decisions: the server could generate a document from the code, but only of OpenAPI 3.0 and without what matters most:
 * the data of commands, problems, limits.
 */
package org.ewallet.web.document;
