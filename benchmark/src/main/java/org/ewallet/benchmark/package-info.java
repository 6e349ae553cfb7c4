/**
 * {@code ./ewallet bench}: measures E-Wallet against a naive application, the limit of the machine and pgbench, on an
 * installation of its own. What each is and how it is measured: {@code docs/performance.md}.
 */
package org.ewallet.benchmark;
