package org.ewallet.cli;

import java.util.concurrent.Callable;

/**
 * A command of {@code ewallet} that another module brings along, found by {@link java.util.ServiceLoader}. It is
 * annotated as picocli wants it, and answers the exit status.
 */
public interface FurtherCommand extends Callable<Integer> {
}
