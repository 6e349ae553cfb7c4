package org.ewallet.web.health;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.ewallet.contract.Destinations;
import org.ewallet.contract.account.AccountQueries;
import org.ewallet.contract.notification.NotificationQueries;
import org.ewallet.contract.wallet.WalletQueries;

/**
 * Adds one readiness check per service that is deployed with this WAR. The server makes and calls the checks while the
 * modules still start, outside of this WAR; they are down until {@link StartListener} brings the probes.
 */
public class ReadinessExtension implements Extension {

    /** An id that nobody has: the read is over as soon as the database has answered. */
    private static final String NOBODY = "-";

    private final Set<Type> deployed = new HashSet<>();
    private final Map<String, Function<Probes, ServiceReadiness>> services = new LinkedHashMap<>();
    private volatile Probes probes;

    void remember(@Observes ProcessBean<?> event) {
        deployed.addAll(event.getBean().getTypes());
    }

    void addChecks(@Observes AfterBeanDiscovery event) {
        addIfDeployed(event, "ewallet-account", Destinations.ACCOUNT_COMMANDS, AccountQueries.class,
                queries -> queries.person(NOBODY));
        addIfDeployed(event, "ewallet-wallet", Destinations.WALLET_COMMANDS, WalletQueries.class,
                queries -> queries.wallet(NOBODY));
        addIfDeployed(event, "ewallet-notification", Destinations.NOTIFICATION_COMMANDS, NotificationQueries.class,
                queries -> queries.notification(NOBODY));
    }

    private <Q> void addIfDeployed(AfterBeanDiscovery event, String name, String box, Class<Q> queries,
            Consumer<Q> read) {
        if (!deployed.contains(queries)) {
            return;
        }
        services.put(name, from -> from.readiness(name, box, queries, read));
        event.<HealthCheck>addBean()
                .id(name)
                .beanClass(ServiceReadiness.class)
                .types(Object.class, HealthCheck.class)
                .qualifiers(Readiness.Literal.INSTANCE)
                .scope(Dependent.class)
                .createWith(context -> (HealthCheck) () -> call(name));
    }

    private HealthCheckResponse call(String name) {
        if (probes == null) {
            return HealthCheckResponse.named(name).down().withData("web", "is not loaded yet").build();
        }
        return services.get(name).apply(probes).call();
    }

    /** From now on this WAR answers requests, and its services are probed and watched. */
    public void webLoaded(Probes loaded) {
        services.forEach((name, service) -> loaded.watch(name, service.apply(loaded)));
        probes = loaded;
    }
}
