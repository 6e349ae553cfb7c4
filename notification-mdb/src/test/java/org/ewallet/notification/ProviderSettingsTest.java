package org.ewallet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.ewallet.contract.notification.NotificationView.Channel;
import org.junit.jupiter.api.Test;

class ProviderSettingsTest {

    private final SettableClock clock = new SettableClock();
    private final List<String> opened = new ArrayList<>();
    private final List<SenderType> types =
            List.of(type(Channel.EMAIL, "smtp"), type(Channel.SMS, "smpp"), type(Channel.SMS, "http"));

    @Test
    void withoutAnySettingThereIsOneProviderWithThePlainSettings() {
        open(Channel.EMAIL, Map.of());
        open(Channel.SMS, Map.of());

        assertThat(opened).containsExactly("smtp at ewallet.smtp for default", "smpp at ewallet.smpp for default");
    }

    @Test
    void providersAreOpenedInTheOrderOfTheList() {
        open(Channel.SMS, Map.of("ewallet.sms.providers", "backup,default, third", "ewallet.sms.backup.type", "http"));

        assertThat(opened).containsExactly("http at ewallet.sms.backup for backup", "smpp at ewallet.smpp for default",
                "smpp at ewallet.sms.third for third");
    }

    @Test
    void eachHasItsOwnBreakerAndLimit() {
        Providers providers = open(Channel.SMS, Map.of("ewallet.sms.providers", "one,two", "ewallet.sms.one.rate", "1",
                "ewallet.sms.two.breaker.volume", "1"));

        assertThat(providers.acquire().orElseThrow().name()).isEqualTo("one");
        Provider two = providers.acquire().orElseThrow();
        assertThat(two.name()).isEqualTo("two");
        two.send(new Outgoing("n", "+491701234567", null, "Code", null, Letters.NOW, null));
        assertThat(providers.acquire()).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        refused(Map.of("ewallet.sms.providers", "one,One"), "ewallet.sms.providers");
        refused(Map.of("ewallet.sms.providers", "one,one"), "ewallet.sms.providers names one twice");
        refused(Map.of("ewallet.sms.providers", "one", "ewallet.sms.one.type", "pigeon"),
                "ewallet.sms.one.type must be one of [http, smpp], not \"pigeon\"");
        refused(Map.of("ewallet.sms.providers", "one", "ewallet.sms.one.type", "smtp"), "ewallet.sms.one.type");
        refused(Map.of("ewallet.smpp.rate", "-1"), "ewallet.smpp.rate must be 0");
        refused(Map.of("ewallet.smpp.breaker.volume", "0"), "ewallet.smpp.breaker.volume");
        refused(Map.of("ewallet.smpp.breaker.failure.ratio", "1.1"), "ewallet.smpp.breaker.failure.ratio");
        refused(Map.of("ewallet.smpp.breaker.delay.seconds", "0"), "ewallet.smpp.breaker.delay.seconds");
    }

    private void refused(Map<String, String> values, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> open(Channel.SMS, values)).withMessageContaining(reason);
    }

    private Providers open(Channel channel, Map<String, String> values) {
        return new ProviderSettings(new Settings(values), types).open(channel, clock, name -> (id, state) ->
                opened.set(opened.size() - 1, opened.get(opened.size() - 1) + " for " + name));
    }

    /** Says what it opens, and tells a receipt at once, by which one sees whose listener it got. */
    private SenderType type(Channel channel, String name) {
        return new SenderType() {
            @Override
            public Channel channel() {
                return channel;
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public Sender open(Config config, String prefix, ReceiptListener receipts) {
                opened.add(name + " at " + prefix);
                receipts.received("id", "DELIVERED");
                return message -> SendResult.failed("never sent");
            }
        };
    }
}
