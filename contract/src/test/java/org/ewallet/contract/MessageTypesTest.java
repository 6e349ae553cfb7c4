package org.ewallet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.ewallet.contract.account.AccountCommand;
import org.ewallet.contract.account.RegisterPerson;
import org.ewallet.contract.wallet.WalletCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows how a letter's type finds its record, and only in its own family. */
class MessageTypesTest {

    private final MessageTypes<AccountCommand> types = MessageTypes.of(AccountCommand.class);

    @Test
    void familyIsKnownByTheNamesOfItsRecords() {
        assertThat(types.names()).containsExactlyInAnyOrder("RegisterPerson", "BanPerson", "ReinstatePerson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.ewallet.RegisterPerson", "RegisterPerson"})
    void recordIsFoundByItsFullAndItsShortName(String type) {
        assertThat(types.find(type)).contains(RegisterPerson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "registerPerson", "org.ewallet.", "org.ewallet.TransferFunds", "PersonRegistered",
            "org.ewallet.contract.account.RegisterPerson", "com.example.RegisterPerson",
            "org.ewallet.org.ewallet.RegisterPerson"})
    void otherTypesAreNotOfTheFamily(String type) {
        assertThat(types.find(type)).isEmpty();
    }

    @Test
    void typeOfARecordIsFoundAgain() {
        assertThat(MessageTypes.typeOf(RegisterPerson.class)).isEqualTo("org.ewallet.RegisterPerson");
        assertThat(MessageTypes.shortName(MessageTypes.typeOf(RegisterPerson.class))).isEqualTo("RegisterPerson");
    }

    @Test
    void familyMustBeSealed() {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageTypes.of(Command.class))
                .withMessageContaining("Command is not sealed");
    }

    @Test
    void noTwoMessagesOfThePlatformShareAName() {
        assertThat(Samples.FAMILIES.stream().flatMap(family -> MessageTypes.of(family).names().stream()))
                .doesNotHaveDuplicates().hasSizeGreaterThan(MessageTypes.of(WalletCommand.class).names().size());
    }
}
