# One image for web, worker, scheduler and migrations. Assets are built in; nothing is installed at start.
FROM python:3.11-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PATH=/opt/venv/bin:$PATH
RUN apt-get update -q \
    && apt-get install -yq --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app

FROM base AS packages
RUN python -m venv /opt/venv
COPY requirements/base.txt requirements/base.txt
RUN pip install --require-hashes -r requirements/base.txt

FROM packages AS assets
# Node comes as a locked wheel and stays behind in this stage.
COPY requirements/node.txt requirements/node.txt
RUN pip install --require-hashes -r requirements/node.txt
COPY package.json package-lock.json .npmrc ./
COPY scripts/assets scripts/assets
COPY static static
RUN python scripts/assets && rm -rf node_modules
COPY . .
RUN MODE=demo python manage.py collectstatic --noinput --verbosity 0

FROM base AS portal
COPY --from=packages /opt/venv /opt/venv
COPY . .
COPY --from=assets /app/var/static var/static
COPY --from=assets /app/static/vendor static/vendor
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin portal \
    && mkdir -p var/files var/cache \
    && chown portal var var/files var/cache
USER portal
ENV VAR_DIR=/app/var
VOLUME /app/var/files
EXPOSE 8000
CMD ["gunicorn", "safeguarding.wsgi", "--bind", "0.0.0.0:8000", "--threads", "4", "--access-logfile", "-", "--no-control-socket"]
