"""How pages look: templates, stylesheets, scripts, fonts, formulas."""
