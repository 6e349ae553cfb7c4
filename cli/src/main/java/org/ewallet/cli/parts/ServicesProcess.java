package org.ewallet.cli.parts;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ewallet.cli.PartName;

/** Account, wallet and web API in a Payara Micro; it asks the other process about notifications. */
public final class ServicesProcess extends PayaraMicro {

    public ServicesProcess(Site site) {
        super(PartName.SERVICES, site, site.settings().ports().http());
    }

    @Override
    public List<String> addresses() {
        return List.of(site.settings().webRoot() + "/api (web API)");
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("--http-port", site.settings().ports().http());
    }

    @Override
    protected Path war() {
        return site.distribution().servicesWar();
    }

    @Override
    protected List<String> services() {
        return List.of("account", "wallet", "frontdoor");
    }

    @Override
    protected List<String> javaOptions() {
        return List.of("-Xmx" + site.settings().memory().services());
    }

    @Override
    protected Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(super.environment());
        environment.put("EWALLET_NOTIFICATION_URL", site.settings().notificationRoot());
        return environment;
    }
}
