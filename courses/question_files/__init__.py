"""Files with questions from other programs (H5P, GIFT, Aiken, Moodle XML) as activities: read here, kept elsewhere."""
