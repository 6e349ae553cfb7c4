/** What can be typed after {@code ./ewallet}. Thin: each command calls the Java API that tests use as well. */
package org.ewallet.cli.commands;
