"""REPORT: notebooks run by papermill, rendered by nbconvert into self-contained HTML."""
