# The same set-up as `make run`, in a container. Not built where ThuKy is developed (no container engine there): report what does not hold.
#   docker build -t thuky . && docker run -p 127.0.0.1:8000:8000 -v thuky-var:/srv/thuky/var -v "$PWD/inbox":/srv/thuky/inbox thuky
FROM debian:bookworm-slim
WORKDIR /srv/thuky
RUN apt-get update && apt-get install -y --no-install-recommends make python3 python3-venv && rm -rf /var/lib/apt/lists/*
COPY . .
RUN sh setup/install.sh run && useradd --system thuky && mkdir -p var inbox && chown -R thuky var inbox
USER thuky
ENV THUKY_HOST=0.0.0.0
EXPOSE 8000
VOLUME ["/srv/thuky/var", "/srv/thuky/inbox"]
CMD [".venv/bin/thuky", "run"]
