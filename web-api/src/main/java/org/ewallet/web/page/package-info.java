/**
 * What the page for people needs besides the web API. The page itself lies in {@code webapp}.
 *
 * <p>Decisions: the page is one more caller of {@code /api} and knows nothing that is not there.
 */
package org.ewallet.web.page;
