/**
 * Whether this process is alive and its services are ready (MicroProfile Health).
 *
 * <p>Invariants: ready means that the next letter would be handled: the service's database and the broker answer, XA
 * transactions commit, which they do not before the server has recovered those of its last life, and somebody reads the
 * service's box: this process, or another with the same service. A check answers
 * within seconds and asks a part at most once a second, however often it is called. What failed is told to the log, not
 * to the caller.
 */
package org.ewallet.web.health;
