package org.ewallet.cli.parts;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Database;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Secrets;
import org.ewallet.cli.Service;
import org.ewallet.cli.Settings;
import org.ewallet.cli.Tokens;

/** The configuration of the services: environment variables, the same for every server that runs them. */
final class ServiceEnvironment {

    private static final String HOST = "127.0.0.1";

    private ServiceEnvironment() {
    }

    /** Everything a process with any of the services needs. */
    static Map<String, String> of(Site site, PartName part) {
        Map<String, String> environment = new HashMap<>(outlets(site));
        environment.put("EWALLET_INSTANCE", instance(site, part));
        environment.put("EWALLET_OTLP_ENDPOINT", site.settings().watching().otlpEndpoint());
        addBroker(environment, site);
        addWeb(environment, site);
        addSignIn(environment, site);
        addDatabase(environment, site);
        return environment;
    }

    /** Where mails and SMS go. */
    static Map<String, String> outlets(Site site) {
        return Map.of(
                "EWALLET_SMTP_HOST", HOST,
                "EWALLET_SMTP_PORT", Integer.toString(site.settings().ports().smtp()),
                "EWALLET_SMTP_USER", Secrets.OUTLET_USER,
                "EWALLET_SMTP_PASSWORD", site.secrets().smtp(),
                "EWALLET_SMPP_HOST", HOST,
                "EWALLET_SMPP_PORT", Integer.toString(site.settings().ports().smpp()),
                "EWALLET_SMPP_SYSTEM_ID", Secrets.OUTLET_USER,
                "EWALLET_SMPP_PASSWORD", site.secrets().smpp());
    }

    /**
     * The name under which a server marks its transactions, to find them again after a crash: the same at every start,
     * another for every server.
     */
    private static String instance(Site site, PartName part) {
        UUID place = UUID.nameUUIDFromBytes(site.run().path().toString().getBytes(StandardCharsets.UTF_8));
        return part + "-" + place.toString().substring(0, 8);
    }

    private static void addBroker(Map<String, String> environment, Site site) {
        Secrets secrets = site.secrets();
        environment.put("EWALLET_BROKER_HOST", HOST);
        environment.put("EWALLET_BROKER_PORT", Integer.toString(site.settings().ports().broker()));
        environment.put("EWALLET_CONSOLE_URL", new Broker(site).console());
        if (site.settings().tls()) {
            environment.put("EWALLET_BROKER_TLS", "true");
            environment.put("EWALLET_BROKER_TRUST_STORE", site.run().trustStore().toString());
            environment.put("EWALLET_BROKER_TRUST_STORE_PASSWORD", secrets.trustStore());
        }
        for (BrokerUser user : new BrokerUser[] {BrokerUser.ACCOUNT, BrokerUser.WALLET, BrokerUser.NOTIFICATION,
                BrokerUser.FRONTDOOR}) {
            String prefix = "EWALLET_" + user.name() + "_BROKER_";
            environment.put(prefix + "USER", user.login());
            environment.put(prefix + "PASSWORD", secrets.broker(user));
        }
    }

    /** How the web API encrypts, and how the services find each other's. */
    private static void addWeb(Map<String, String> environment, Site site) {
        if (site.settings().tls()) {
            environment.put("EWALLET_WEB_KEY_STORE", site.run().keyStore().toString());
            environment.put("EWALLET_WEB_KEY_STORE_PASSWORD", site.secrets().keyStore());
            environment.put("EWALLET_NOTIFICATION_TRUST_STORE", site.run().trustStore().toString());
            environment.put("EWALLET_NOTIFICATION_TRUST_STORE_PASSWORD", site.secrets().trustStore());
        }
    }

    /** Whose tokens the web API takes, and how it logs in for operators. */
    private static void addSignIn(Map<String, String> environment, Site site) {
        environment.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", Tokens.of(site.run()).keySet().toUri().toString());
        environment.put("EWALLET_OPERATOR_BROKER_USER", BrokerUser.OPERATOR.login());
        environment.put("EWALLET_OPERATOR_BROKER_PASSWORD", site.secrets().broker(BrokerUser.OPERATOR));
    }

    private static void addDatabase(Map<String, String> environment, Site site) {
        Settings settings = site.settings();
        environment.put("EWALLET_DATA_DIR", site.run().h2().toString());
        if (settings.database() == Database.POSTGRESQL) {
            PostgreSqlAddress address = PostgreSqlAddress.of(settings);
            environment.put("EWALLET_PG_HOST", address.host());
            environment.put("EWALLET_PG_PORT", Integer.toString(address.port()));
            environment.put("EWALLET_PG_DATABASE", address.database());
        }
        for (Service service : Service.values()) {
            String prefix = "EWALLET_" + service.name() + "_DB_";
            environment.put(prefix + "USER", service.role());
            environment.put(prefix + "PASSWORD", site.secrets().database(service));
        }
    }
}
