/** Put into a WAR and deployed to a Payara Micro by the benchmark. */
package org.ewallet.benchmark.empty;
