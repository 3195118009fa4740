"""Moodle XML: the questions that Moodle exports, with their pictures.

Format: https://docs.moodle.org/en/Moodle_XML_format, and Moodle's own reader (question/format/xml/format.php).
"""
