package org.ewallet.cli.parts;

import java.util.List;
import java.util.Map;
import org.ewallet.cli.Main;
import org.ewallet.cli.Output;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Ports;
import org.ewallet.cli.ProcessId;

/**
 * Stands in for the outside world: a mail server and an SMS centre that deliver nothing and show what they were given.
 * A development helper.
 */
public final class Mailbox extends Part {

    public Mailbox(Site site) {
        super(PartName.MAILBOX, site);
    }

    @Override
    public List<String> addresses() {
        return List.of(page() + " (what was sent)");
    }

    /** The page for people. */
    public String page() {
        return "http://127.0.0.1:" + numbers().mailbox() + "/";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("--mailbox-port", numbers().mailbox(), "--smtp-port", numbers().smtp(),
                "--smpp-port", numbers().smpp());
    }

    @Override
    protected ProcessId startProcess(Output output) {
        return start(List.of(java(), "-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", site.distribution().classPath().resolve("*").toString(), Main.class.getName(), "mailbox",
                "--http-port", Integer.toString(numbers().mailbox()),
                "--smtp-port", Integer.toString(numbers().smtp()),
                "--smpp-port", Integer.toString(numbers().smpp())),
                ServiceEnvironment.outlets(site), site.run().path());
    }

    @Override
    public boolean isReady() {
        return get(page() + "mails").isPresent();
    }

    private Ports numbers() {
        return site.settings().ports();
    }
}
