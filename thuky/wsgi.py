"""The pages as a WSGI application (``thuky web`` serves it; any other WSGI server may)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuky.settings")
application = get_wsgi_application()

from thuky import logs  # noqa: E402 (after the settings)

logs.configure("web")
