package org.ewallet.web.health;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
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
    private volatile Probes probes;

    void remember(@Observes ProcessBean<?> event) {
        deployed.addAll(event.getBean().getTypes());
    }

    void addChecks(@Observes AfterBeanDiscovery event) {
        addIfDeployed(event, "ewallet-account", AccountQueries.class, queries -> queries.person(NOBODY));
        addIfDeployed(event, "ewallet-wallet", WalletQueries.class, queries -> queries.wallet(NOBODY));
        addIfDeployed(event, "ewallet-notification", NotificationQueries.class,
                queries -> queries.notification(NOBODY));
    }

    private <Q> void addIfDeployed(AfterBeanDiscovery event, String name, Class<Q> queries, Consumer<Q> read) {
        if (!deployed.contains(queries)) {
            return;
        }
        event.<HealthCheck>addBean()
                .id(name)
                .beanClass(ServiceReadiness.class)
                .types(Object.class, HealthCheck.class)
                .qualifiers(Readiness.Literal.INSTANCE)
                .scope(Dependent.class)
                .createWith(context -> (HealthCheck) () -> call(name, queries, read));
    }

    private <Q> HealthCheckResponse call(String name, Class<Q> queries, Consumer<Q> read) {
        if (probes == null) {
            return HealthCheckResponse.named(name).down().withData("web", "is not loaded yet").build();
        }
        return probes.readiness(name, queries, read).call();
    }

    /** From now on this WAR answers requests, and its services are probed. */
    public void webLoaded(Probes loaded) {
        probes = loaded;
    }
}
