package org.ewallet.web.service;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ewallet.contract.LetterCountQueries;
import org.ewallet.contract.OutcomeQueries;
import org.ewallet.contract.account.AccountQueries;
import org.ewallet.contract.notification.NotificationQueries;
import org.ewallet.contract.wallet.WalletQueries;

/** Looks, once, which services are deployed with this WAR, and makes up for the one that may be elsewhere. */
@Dependent
class ServicesProducer {

    @Inject
    private Instance<AccountQueries> account;

    @Inject
    private Instance<WalletQueries> wallet;

    @Inject
    private Instance<NotificationQueries> notification;

    @Inject
    private Instance<OutcomeQueries> outcomes;

    @Inject
    private Instance<LetterCountQueries> letterCounts;

    /** Where the notification service's web API is, without {@code /api}, if that service is not deployed here. */
    @Inject
    @ConfigProperty(name = "ewallet.notification.url")
    private Optional<URI> notificationUrl;

    /** A key store (PKCS12 or JKS) with the certificates that it is asked for by https. */
    @Inject
    @ConfigProperty(name = "ewallet.notification.trust.store")
    private Optional<String> notificationTrustStore;

    @Inject
    @ConfigProperty(name = "ewallet.notification.trust.store.password")
    private Optional<String> notificationTrustStorePassword;

    @Produces
    @Singleton
    Services services() {
        List<OutcomeQueries> memories = new ArrayList<>();
        outcomes.forEach(memories::add);
        List<LetterCountQueries> counts = new ArrayList<>();
        letterCounts.forEach(counts::add);
        Optional<NotificationQueries> nearby = ifDeployed(notification);
        return new Services(ifDeployed(account), ifDeployed(wallet), nearby, memories, counts,
                notificationUrl.filter(url -> nearby.isEmpty())
                        .map(url -> RemoteNotification.at(url, notificationTrustStore.map(this::trusted))));
    }

    private KeyStore trusted(String file) {
        try {
            return KeyStore.getInstance(new File(file),
                    notificationTrustStorePassword.map(String::toCharArray).orElse(null));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot read the key store " + file
                    + ", which ewallet.notification.trust.store names: " + e.getMessage(), e);
        }
    }

    private static <T> Optional<T> ifDeployed(Instance<T> beans) {
        return beans.isResolvable() ? Optional.of(beans.get()) : Optional.empty();
    }
}
