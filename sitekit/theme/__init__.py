"""The theme of the site: templates, stylesheets, scripts, fonts, formulas."""
