# syntax=docker/dockerfile:1
# Two stages: the first makes the environment from the lock file, the second holds only what runs. No root at run time.

FROM python:3.13-slim-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.13 /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/venv
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-default-groups --all-extras
COPY . .
# The manifest and the compressed files belong to the image; the settings of tests need no secret.
RUN VAR_DIR=/opt/static DJANGO_SETTINGS_MODULE=portail.settings.dev DATABASE_URL=sqlite:////tmp/build.sqlite3 \
    /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.13-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portail.settings.production VAR_DIR=/srv/var STATIC_ROOT=/opt/static/static \
    GUNICORN_BIND=0.0.0.0:8000
RUN useradd --system --uid 10001 --home-dir /srv --shell /usr/sbin/nologin portail \
    && install -d -o portail -g portail /srv/var
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/static /opt/static
COPY --from=build /app /app
WORKDIR /app
USER portail
VOLUME /srv/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/sante/vive', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["gunicorn", "-c", "portail/gunicorn.py", "portail.wsgi:application"]
