from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "register"
    verbose_name = "Sổ văn bản và nhiệm vụ"
    default_auto_field = "django.db.models.BigAutoField"
