/**
 * What happens to wallets, told over HTTP while it happens: server-sent events for pages.
 *
 * <p>Invariants: a person is told of own wallets, an auditor of all; what happened before somebody listened is not told; the
 * broker is listened to only while somebody listens here; a reader that falls behind is disconnected and takes no memory;
 * nobody who listens takes a thread.
 *
 * <p>Decisions: written without blocking by the servlet API, because the events of JAX-RS hold a thread as long as a slow
 * reader takes, or keep what he does not take without a limit. See docs/adr/0012.
 */
package org.ewallet.web.event;
