#!/bin/sh
# Makes this checkout ready: system packages, virtual environment, pinned Python packages.
#   setup/install.sh run     what the product needs
#   setup/install.sh test    that, and what the tests need (Chromium, PostgreSQL, the development tools)
# It installs what is missing, saying what and why; where it may not, it says what that costs and the exact command, and goes on.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-run}
venv=${THUKY_VENV:-.venv}

say() { printf '%s\n' "$*"; }

present() { # present PROBE: is it here?
    case $1 in
        tessdata:*) command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx "${1#tessdata:}" ;;
        font:*) command -v fc-list >/dev/null && [ -n "$(fc-list ":family=${1#font:}:charset=1ec7" family 2>/dev/null)" ] ;;
        libreoffice:*)
            program=$(command -v soffice || command -v libreoffice) || return 1
            folder=$(dirname "$(readlink -f "$program")")
            # where the folder is laid out otherwise than known here, the program itself will tell
            [ -e "$folder/${1#libreoffice:}" ] || [ ! -e "$folder/soffice.bin" ] ;;
        library:*) PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -qF "${1#library:} " ;;
        server:postgresql) ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

lists="setup/packages.tsv"
[ "$purpose" = test ] && lists="$lists setup/packages-test.tsv"
tab=$(printf '\t')

missing_packages() { # prints the lines of the lists whose probe fails
    cat $lists | while IFS=$tab read -r package probe cost; do
        case $package in ''|'#'*) continue ;; esac
        present "$probe" || printf '%s\t%s\t%s\n' "$package" "$probe" "$cost"
    done
}

python_found() { # the first Python from 3.11 that can make a virtual environment
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    return 1
}

as_root=""
if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then as_root=sudo; else as_root=refused; fi
fi
command -v apt-get >/dev/null || as_root=refused
updated=no

apt_install() { # apt_install PACKAGE…
    [ "$as_root" = refused ] && return 1
    if [ $updated = no ]; then
        $as_root apt-get update -qq || return 1
        updated=yes
    fi
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

install_system_packages() {
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    packages=$(printf '%s\n' "$missing" | cut -f1 | tr '\n' ' ')
    say "Cài các gói hệ thống còn thiếu: $packages"
    printf '%s\n' "$missing" | while IFS=$tab read -r package _ cost; do say "  · $package — nếu thiếu: $cost"; done
    # one name that a newer release no longer knows must not keep the others out
    apt_install $packages || for package in $packages; do apt_install "$package" || true; done
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    say ""
    say "CHƯA CÀI ĐƯỢC (không có quyền hoặc không có mạng); ThuKy vẫn chạy, nhưng:"
    printf '%s\n' "$missing" | while IFS=$tab read -r package _ cost; do say "  · thiếu $package: $cost"; done
    say "Người quản trị máy cài bằng lệnh:"
    say "    sudo apt-get install $(printf '%s\n' "$missing" | cut -f1 | tr '\n' ' ')"
    say ""
}

make_environment() {
    python=$(python_found) || {
        apt_install python3 || true
        python=$(python_found) || { say "Cần Python 3.11 trở lên. Cài bằng lệnh: sudo apt-get install python3"; exit 1; }
    }
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import pip' 2>/dev/null && return 0
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then # Debian ships venv as a package of its own
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        apt_install "python$version-venv" || apt_install python3-venv || {
            say "Thiếu mô-đun venv của Python. Cài bằng lệnh: sudo apt-get install python$version-venv"
            exit 1
        }
    fi
    say "Tạo môi trường Python trong $venv"
    "$python" -m venv --clear "$venv"
}

install_python_packages() {
    requirements=requirements.txt
    [ "$purpose" = test ] && requirements=requirements-dev.txt
    stamp="$venv/.installed-$purpose"
    wanted=$(cat "$requirements" pyproject.toml | cksum; pwd)
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return 0
    say "Cài các thư viện Python theo $requirements (lần đầu mất vài phút)"
    # the lock is complete and leaves out what is not used (tool.uv in pyproject.toml)
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$requirements"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
    printf '%s' "$wanted" >"$stamp"
}

make_environment
install_system_packages
install_python_packages
