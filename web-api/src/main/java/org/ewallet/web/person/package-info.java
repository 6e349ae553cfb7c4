/** Persons over HTTP. */
package org.ewallet.web.person;
