package org.ewallet.account.person;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.ewallet.contract.account.PersonView;
import org.ewallet.contract.account.PersonView.Status;
import org.ewallet.contract.account.RegisterPerson;

/** A registered person. */
@Entity
@Table(name = "person")
public class Person {

    @Id
    @Column(name = "person_id")
    private String id;

    private String name;

    private String email;

    private String phone;

    private String locale;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "status_reason")
    private String statusReason;

    @Column(name = "status_since")
    private OffsetDateTime statusSince;

    @Column(name = "registered_at")
    private OffsetDateTime registeredAt;

    @Version
    private long version;

    /** For JPA. */
    protected Person() {
    }

    Person(RegisterPerson command, Instant at) {
        id = command.personId();
        name = command.name();
        email = command.email();
        phone = command.phone();
        locale = command.locale();
        status = Status.REGISTERED;
        statusSince = at.atOffset(ZoneOffset.UTC);
        registeredAt = statusSince;
    }

    String id() {
        return id;
    }

    Status status() {
        return status;
    }

    /**
     * From now on banned, or no longer.
     *
     * @param reason for the record; may be null
     */
    void change(Status newStatus, String reason, Instant at) {
        status = newStatus;
        statusReason = reason;
        statusSince = at.atOffset(ZoneOffset.UTC);
    }

    PersonView view() {
        return new PersonView(id, name, status, registeredAt.toInstant());
    }
}
