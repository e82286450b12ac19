"""Pictures with a script: run, written in every form, shown on pages, offered to take along."""
