"""Tables that people saved in a spreadsheet program, read as they come; knows no model."""
