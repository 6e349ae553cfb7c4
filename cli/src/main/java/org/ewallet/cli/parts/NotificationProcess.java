package org.ewallet.cli.parts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ewallet.cli.PartName;

/** The notification service with its own queries, in a Payara Micro. */
public final class NotificationProcess extends PayaraMicro {

    public NotificationProcess(Site site) {
        super(PartName.NOTIFICATION, site, site.settings().ports().notification());
    }

    @Override
    public List<String> addresses() {
        return List.of(site.settings().notificationRoot() + "/api/notifications");
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("--notification-port", site.settings().ports().notification());
    }

    @Override
    protected Path war() {
        return site.distribution().notificationWar();
    }

    @Override
    protected List<String> services() {
        return List.of("notification", "frontdoor");
    }

    /** It waits for mail servers most of the time: the quick compiler will do, and it starts in half the time. */
    @Override
    protected List<String> javaOptions() {
        return List.of("-Xmx" + site.settings().memory().notification(), "-XX:TieredStopAtLevel=1");
    }
}
