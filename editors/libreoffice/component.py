"""The command *Check facts* of LibreOffice Writer: `trigger` shows its result, `execute` returns it."""

import unohelper
from com.sun.star.task import XJob, XJobExecutor
from factcheck_office.check import check_document
from factcheck_office.screen import show

NAME = "org.factcheck.Check"


class Check(unohelper.Base, XJobExecutor, XJob):
    """Checks the current document."""

    def __init__(self, context):
        self._context = context

    def trigger(self, event):
        """Check the current document, and show the result."""
        show(self._context, *check_document(self._context))

    def execute(self, arguments):
        """Check the current document, and return the result."""
        return check_document(self._context)[1]


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Check, NAME, (NAME,))
