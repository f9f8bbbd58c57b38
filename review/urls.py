"""Addresses of the pages, in Vietnamese without marks, as staff read them in the address bar."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from review.views import accounts, document, documents, drafts, files, staff, task_list, tasks

urlpatterns = [
    path("", documents.documents, name="documents"),
    path("van-ban/tai-len/", documents.upload_files, name="upload"),
    path("van-ban/mau/", documents.load_samples, name="load_samples"),
    path("van-ban/<int:pk>/", document.document, name="document"),
    path("van-ban/<int:pk>/chu/", document.document_text, name="document_text"),
    path("van-ban/<int:pk>/trang/<int:page>.png", files.page_picture, name="page_picture"),
    path("van-ban/<int:pk>/ban-goc/", files.original, name="original"),
    path("van-ban/<int:pk>/thu-lai/", documents.retry, name="retry"),
    path("van-ban/<int:pk>/nhiem-vu/", document.document_tasks, name="document_tasks"),
    path("van-ban/<int:pk>/nhiem-vu/them/", tasks.add, name="task_add"),
    path("van-ban/<int:pk>/nhan-tat-ca/", document.accept_all, name="accept_all"),
    path("van-ban/<int:pk>/hoan-tat/", document.finish, name="finish"),
    path("van-ban/<int:pk>/du-thao/", drafts.draft_new, name="draft_new"),
    path("nhiem-vu/", task_list.tasks, name="tasks"),
    path("nhiem-vu/du-thao/", drafts.task_draft_new, name="task_draft_new"),
    path("nhiem-vu/danh-muc.xlsx", task_list.tasks_xlsx, name="tasks_xlsx"),
    path("nhiem-vu/<int:pk>/hoan-thanh/", task_list.done, name="task_done"),
    path("nhiem-vu/<int:pk>/chua-hoan-thanh/", task_list.undone, name="task_undone"),
    path("nhiem-vu/<int:pk>/", tasks.task, name="task"),
    path("nhiem-vu/<int:pk>/sua/", tasks.edit, name="task_edit"),
    path("nhiem-vu/<int:pk>/nhan/", tasks.accept, name="task_accept"),
    path("nhiem-vu/<int:pk>/loai/", tasks.reject, name="task_reject"),
    path("nhiem-vu/<int:pk>/mo-lai/", tasks.reopen, name="task_reopen"),
    path("du-thao/", drafts.drafts, name="drafts"),
    path("du-thao/<int:pk>/tai/", drafts.draft_download, name="draft_download"),
    path("dang-nhap/", accounts.SignIn.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("doi-mat-khau/", accounts.ChangePassword.as_view(), name="password_change"),
    path("nguoi-dung/", staff.staff, name="staff"),
    path("nguoi-dung/<int:pk>/mat-khau/", staff.staff_password, name="staff_password"),
    path("nguoi-dung/<int:pk>/khoa/", staff.staff_lock, name="staff_lock"),
    path("nguoi-dung/<int:pk>/mo-khoa/", staff.staff_open, name="staff_open"),
    path("thiet-lap/<str:token>/", accounts.setup, name="setup"),
]
