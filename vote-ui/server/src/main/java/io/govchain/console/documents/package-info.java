/** Documents that the chain names by digest, kept by content. */
package io.govchain.console.documents;
