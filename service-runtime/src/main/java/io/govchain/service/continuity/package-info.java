/** Whether a journal is the newest of its proxy. */
package io.govchain.service.continuity;
