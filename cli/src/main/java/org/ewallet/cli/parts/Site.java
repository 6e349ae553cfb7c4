package org.ewallet.cli.parts;

import java.util.List;
import java.util.Map;
import org.ewallet.cli.Distribution;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Secrets;
import org.ewallet.cli.Settings;
import org.ewallet.cli.State;

/**
 * What every part has to know of the installation it belongs to.
 *
 * @param distribution the files that were built
 * @param run where the installation writes
 * @param settings how it is run
 * @param secrets its passwords
 * @param state which processes were started
 * @param javaOptions what the servers' Java gets besides what they need, by part
 */
public record Site(Distribution distribution, RunDirectory run, Settings settings, Secrets secrets, State state,
        Map<PartName, List<String>> javaOptions) {

    /** Options besides those that the part needs itself. */
    List<String> javaOptions(PartName part) {
        return javaOptions.getOrDefault(part, List.of());
    }
}
