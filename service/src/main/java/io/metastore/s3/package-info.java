/**
 * Objects in S3 and in what speaks its protocol: written in parts so that they appear as a whole,
 * and read in parts so that a broken connection costs no more than one. Knows nothing of what the
 * objects hold. Only the tools use it; the server never loads these classes.
 */
@NullMarked
package io.metastore.s3;

import org.jspecify.annotations.NullMarked;
