"""The settings of the tests: those of the product, for an office whose ``var/`` and inbox live as long as this run."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_OWN = tempfile.mkdtemp(prefix="thuky-test-")
atexit.register(shutil.rmtree, _OWN, ignore_errors=True)
os.environ["THUKY_VAR"] = f"{_OWN}/var"
os.environ["THUKY_INBOX"] = f"{_OWN}/inbox"

from thuky.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {  # the manifest of hashed names exists only after collectstatic
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
