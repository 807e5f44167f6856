"""The language server: notes and fact files checked as they are typed in an editor."""
